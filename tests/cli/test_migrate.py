"""fuzz migrate: a catalogue of an earlier version, in a file for each cause, with nothing lost."""

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from resnet_fuzz import Catalogue
from tests.cli.conftest import Run, refused
from tests.cli.sample import CHANNELS, ENTRIES, in_format2, write_format2

CONV1D = replace(CHANNELS, signature=replace(CHANNELS.signature, rule="conv1d.channels"))
ALL = (*ENTRIES, CONV1D)


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """A catalogue of format 2, by a name that does not depend on the machine."""
    write_format2(ALL, tmp_path / "earlier")
    return Path("earlier")


def test_each_entry_becomes_a_variant(fuzz: Run, earlier: Path, tmp_path: Path) -> None:
    result = fuzz("migrate", earlier, "--out", "new/catalogue")
    said = "5 entries of format 2 became 4 causes in new/catalogue\n"
    assert (result.returncode, result.stdout, result.stderr) == (0, said, "")
    assert list(Catalogue(tmp_path / "new" / "catalogue")) == sorted(ALL, key=lambda one: one.id)
    assert len(list((tmp_path / earlier).iterdir())) == 5


def test_a_packed_catalogue_and_json(fuzz: Run, tmp_path: Path) -> None:
    (tmp_path / "old.jsonl").write_text(json.dumps(in_format2(CHANNELS)) + "\n")
    result = fuzz("migrate", "old.jsonl", "--out", "new", "--json")
    assert json.loads(result.stdout) == {"entries": 1, "causes": 1, "out": "new"}
    assert list(Catalogue(tmp_path / "new")) == [CHANNELS]


def test_it_can_be_repeated_and_overwrites_nothing_else(
    fuzz: Run, earlier: Path, tmp_path: Path
) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "README.md").write_text("mine")
    for _ in range(2):
        assert fuzz("migrate", earlier, "--out", "new").returncode == 0
    (tmp_path / "new" / "a.json").write_text("{}")
    refused(fuzz("migrate", earlier, "--out", "new"), "--out new: a.json is there already; ")
    assert len(list((tmp_path / "new").iterdir())) == 6


def test_it_does_not_write_over_what_it_reads(fuzz: Run, earlier: Path, tmp_path: Path) -> None:
    before = {path.name: path.read_bytes() for path in (tmp_path / earlier).iterdir()}
    refused(fuzz("migrate", earlier, "--out", earlier), "--out earlier: ", " is there already; ")
    assert {path.name: path.read_bytes() for path in (tmp_path / earlier).iterdir()} == before


def test_what_cannot_be_migrated_is_refused(fuzz: Run, catalogue: Path, tmp_path: Path) -> None:
    refused(fuzz("migrate", catalogue, "--out", "new"), "fuzz: catalogue/", "`$.format`")
    refused(fuzz("migrate", "missing", "--out", "new"), "missing: there is no such catalogue")
    (tmp_path / "file").write_text("")
    write_format2([CHANNELS], tmp_path / "one")
    refused(fuzz("migrate", "one", "--out", "file"), "--out file: ")
    assert not (tmp_path / "new").exists()
