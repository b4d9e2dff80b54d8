"""fuzz cache: where it is, how much it is, and how it is emptied; and what a run makes of it."""

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from fuzz.cache.place import VARIABLE
from fuzz.cache.store import Store
from fuzz.cli.cache import cache
from tests.cli.conftest import Run


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    for kind in ("one", "two"):
        store = Store(tmp_path, kind)
        store.put(b"name", os.urandom(2**20))
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


@pytest.mark.slow
def test_a_seed_gives_the_same_catalogue_with_a_cache_and_without(
    fuzz: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    made = []
    for name, option in (("cold", ()), ("warm", ()), ("without", ("--no-cache",))):
        told = fuzz("run", "--cases", 2, "--workers", 1, "--seed", 1, "--out", name, *option, "--json")
        assert told.returncode == 0, told.stderr
        entries = sorted((tmp_path / name / "catalogue").iterdir())
        made.append({path.name: path.read_bytes() for path in entries})
        if name == "cold":
            written = set((tmp_path / "cache").glob("*/*"))
    assert made[0] == made[1] == made[2] != {}
    # The second run had nothing to find out, and the third didn't look.
    assert set((tmp_path / "cache").glob("*/*")) == written != set()
