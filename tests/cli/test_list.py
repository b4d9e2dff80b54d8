"""fuzz list: a catalogue, one line for each failure."""

import json
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.cli.conftest import Run
from tests.cli.sample import BROADCAST, CHANNELS, ENTRIES, HEAD

FIELDS = {
    "format",
    "id",
    "signature",
    "case",
    "cause",
    "fix",
    "page",
    "wordings",
    "sites",
    "observed",
    "found",
}


def test_one_line_for_each_entry(fuzz: Run, catalogue: Path, snapshot: SnapshotAssertion) -> None:
    result = fuzz("list", "--catalogue", catalogue)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == snapshot


def test_only_one_stage(fuzz: Run, catalogue: Path) -> None:
    lines = fuzz("list", "--stage", "forward", "--catalogue", catalogue).stdout.splitlines()
    assert [line.split()[0] for line in lines] == [*sorted((CHANNELS.id, HEAD.id)), "2"]


def test_only_one_kind(fuzz: Run, catalogue: Path) -> None:
    lines = fuzz("list", "--kind", "silent", "--catalogue", catalogue).stdout.splitlines()
    assert [line.split()[0] for line in lines] == [BROADCAST.id, "1"]


def test_json_has_the_documented_fields(fuzz: Run, catalogue: Path) -> None:
    result = fuzz("list", "--json", "--catalogue", catalogue)
    entries = json.loads(result.stdout)
    assert [entry["id"] for entry in entries] == sorted(entry.id for entry in ENTRIES)
    assert all(entry.keys() - {"passing", "region"} == FIELDS for entry in entries)
    assert entries[0]["signature"].keys() == {"stage", "kind", "rule"}


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_an_empty_catalogue_is_no_mistake(fuzz: Run, tmp_path: Path, options: list[str]) -> None:
    (tmp_path / "empty").mkdir()
    result = fuzz("list", "--catalogue", "empty", *options)
    assert (result.returncode, result.stdout) == (0, "[]\n" if options else "0 entries\n")
