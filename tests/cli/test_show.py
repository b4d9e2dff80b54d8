"""fuzz show and script: one cause, or one variant, by its id or a part of it."""

import json
from pathlib import Path

import pytest
from msgspec.structs import replace
from syrupy.assertion import SnapshotAssertion

from fuzz.catalogue import Entry
from fuzz.catalogue.store import write_all
from tests.cli.conftest import Run, refused
from tests.cli.sample import CHANGED, CHANNELS, ENTRIES

CONV1D = replace(CHANNELS, signature=replace(CHANNELS.signature, rule="conv1d.channels"))


def test_show(fuzz: Run, catalogue: Path, snapshot: SnapshotAssertion) -> None:
    result = fuzz("show", CHANNELS.id, "--catalogue", catalogue)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == snapshot


def test_show_a_cause(here: Run, tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    write_all([CHANNELS, CHANGED, CONV1D], tmp_path / "catalogue")
    result = here("show", CHANNELS.group, "--catalogue", "catalogue")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == snapshot


def test_show_a_cause_as_json_is_the_file_itself(here: Run, catalogue: Path, tmp_path: Path) -> None:
    result = here("show", CHANNELS.group, "--json", "--catalogue", catalogue)
    path = tmp_path / catalogue / f"{CHANNELS.group}.json"
    assert json.loads(result.stdout) == json.loads(path.read_text())


def test_show_a_variant_as_json(here: Run, catalogue: Path) -> None:
    shown = json.loads(here("show", CHANNELS.id, "--json", "--catalogue", catalogue).stdout)
    assert (shown["id"], shown["group"], shown["format"]) == (CHANNELS.id, CHANNELS.group, 3)
    assert "variants" not in shown


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.signature.rule)
def test_script(here: Run, catalogue: Path, snapshot: SnapshotAssertion, entry: Entry) -> None:
    result = here("script", entry.id, "--catalogue", catalogue)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == snapshot
    compile(result.stdout, entry.id, "exec")


def test_script_as_json(fuzz: Run, catalogue: Path) -> None:
    answer = json.loads(fuzz("script", "mseloss", "--json", "--catalogue", catalogue).stdout)
    assert answer.keys() == {"id", "script"}
    assert answer["script"] == fuzz("script", "mseloss", "--catalogue", catalogue).stdout


@pytest.mark.parametrize("command", ["show", "script"])
@pytest.mark.parametrize(
    ("part", "name"),
    [
        ("conv2d", CHANNELS.id),
        (CHANNELS.id[9:], CHANNELS.id),
        (CHANNELS.id[:12], CHANNELS.id),
        (CHANNELS.group, CHANNELS.group),
        (CHANNELS.group[1:], CHANNELS.group),
    ],
)
def test_a_part_of_an_id_is_enough(
    here: Run, catalogue: Path, command: str, part: str, name: str
) -> None:
    result = here(command, part, "--json", "--catalogue", catalogue)
    assert json.loads(result.stdout)["id"] == name


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("rejected", "3 variants have this in their id: "),
        ("conv9d", "no cause or variant of catalogue has this id; see 'fuzz list'"),
    ],
)
@pytest.mark.parametrize("command", ["show", "script"])
def test_a_part_of_several_ids_or_of_none_is_refused(
    here: Run, catalogue: Path, command: str, part: str, said: str
) -> None:
    result = here(command, part, "--catalogue", catalogue)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(f"fuzz: {part}: {said}")
    assert len(result.stderr.splitlines()) == 1


def test_the_name_of_a_reading_is_told_to_be_one(here: Run, catalogue: Path) -> None:
    refused(
        here("show", "load.prefix_in_file", "--catalogue", catalogue),
        "fuzz: load.prefix_in_file: a reading of 'fuzz explain', not a failure of catalogue",
    )


@pytest.mark.parametrize("command", ["show", "script"])
@pytest.mark.parametrize("name", ["", " "])
def test_an_empty_id_is_refused(here: Run, catalogue: Path, command: str, name: str) -> None:
    refused(here(command, name, "--catalogue", catalogue), "fuzz: an ID must not be empty; ")


def test_what_an_observation_holds_stays_in_its_line(here: Run, tmp_path: Path) -> None:
    seen = replace(CHANNELS.observed[0], device="cpu\n  torch 9.9", capability="\x1b[31mAVX2", site="")
    write_all([replace(CHANNELS, observed=(seen,))], tmp_path / "odd")
    result = here("show", CHANNELS.id, "--catalogue", "odd")
    assert result.stdout.partition("Seen on:\n")[2] == (
        "  torch 2.13.0, torchvision 0.28.0, cpu\\n  torch 9.9 (\\x1b[31mAVX2)\n"
    )
