"""fuzz cache: where it is, how much it is, and how it is emptied."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from fuzz.cache.place import VARIABLE
from fuzz.cache.store import Store
from fuzz.cli.cache import cache


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    for kind in ("one", "two"):
        store = Store(tmp_path, kind)
        store.put(b"name", b"x" * 2**20)
        store.flush()
    return tmp_path


def test_it_says_where_it_is_and_how_much(place: Path) -> None:
    said = CliRunner().invoke(cache)
    assert said.output.splitlines() == [
        str(place),
        "2.0 MiB in 2 files, of at most 64 MiB, for 2 releases, machines or versions",
    ]
    content = json.loads(CliRunner().invoke(cache, ["--json"]).output)
    assert (content["directory"], content["files"], content["kinds"]) == (str(place), 2, 2)


def test_it_is_emptied(place: Path) -> None:
    said = CliRunner().invoke(cache, ["clear"])
    assert said.output == f"cleared {place}: 2.0 MiB in 2 files\n"
    assert list(place.iterdir()) == []
    assert CliRunner().invoke(cache).output.splitlines()[1].startswith("0.0 MiB in 0 files")
