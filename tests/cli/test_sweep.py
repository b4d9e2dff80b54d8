"""fuzz sweep: every case within bounds, in parts, and taken up again where it was broken off."""

import json
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from click.testing import CliRunner

from fuzz.campaign.sweep import Sweep
from fuzz.cli.sweep import sweep
from resnet_fuzz import Catalogue
from strategies.sweep import EDITS, MODES, SHAPES, Bounds, size
from tests.cli.conftest import Result, Run, fuzz_in, refused

BOUNDS = Bounds(
    edits=("replace",),
    sites=("conv1",),
    layers=("Bilinear", "Linear"),
    shapes=((2, 3),),
    modes=("eval",),
)
CASES = 2
"""Neither gets as far as to a loss, even where it is mended, so that there is little to shrink."""

SMALL = (
    *("sweep", "--edits", "replace", "--sites", "conv1", "--layers", "Bilinear,Linear"),
    *("--shapes", "2x3", "--modes", "eval", "--workers", 1),
)


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """A directory with a sweep that is done, ``swept``, and what the command said."""
    directory = tmp_path_factory.mktemp("sweep")
    return directory, fuzz_in(directory)(*SMALL, "--out", "swept")


@pytest.fixture
def swept(said: tuple[Path, Result], tmp_path: Path) -> Path:
    """The directory of the sweep that is done, in the test's own."""
    return Path(copytree(said[0] / "swept", tmp_path / "swept"))


def test_it_counts_what_it_would_do(tmp_path: Path, fuzz: Run) -> None:
    counted = fuzz(*SMALL, "--count")
    assert (counted.returncode, counted.stderr) == (0, "")
    assert int(counted.stdout) == size(BOUNDS) == CASES
    assert not any(tmp_path.iterdir())


def test_it_says_that_there_is_no_other_failure(said: tuple[Path, Result], swept: Path) -> None:
    _, done = said
    assert done.returncode == 0, done.stderr
    assert f"there is no other failure within these bounds: {CASES} cases" in done.stdout
    assert "still unseen" not in done.stdout
    resumed = fuzz_in(swept.parent)("run", "--resume", swept.name)
    refused(resumed, f"--resume {swept.name}: this is a sweep")
    assert json.loads((swept / "summary.json").read_text())["stop_reason"] == "swept"
    assert len(Catalogue(swept / "catalogue")) > 0


def test_a_sweep_that_was_broken_off_goes_on_and_one_that_is_done_does_not(
    swept: Path, fuzz: Run
) -> None:
    events = swept / "events.jsonl"
    first = json.loads((swept / "summary.json").read_text())
    told = events.read_bytes()
    again = _swept(fuzz(*SMALL, "--out", "swept", "--json"))
    assert events.read_bytes() == told
    events.write_bytes(told[: told.rindex(b'{"event":"ended"')])
    resumed = _swept(fuzz(*SMALL, "--out", "swept", "--json"))
    for one in (again, resumed):
        assert (one["there"], one["left"], one["summary"]["cases"]) == (CASES, 0, first["cases"])
        assert one["summary"]["entries"] == first["entries"]
    assert first["cases"] == CASES


def test_its_parts_have_each_case_once(here: Run) -> None:
    wide = ("sweep", "--edits", "replace", "--sites", "conv1,layer4.1.conv2", "--count")
    counts = [int(here(*wide, "--part", f"{part}/3").stdout) for part in (1, 2, 3)]
    assert sum(counts) == int(here(*wide).stdout)
    assert max(counts) - min(counts) <= 1
    parts = [Sweep(bounds=BOUNDS, part=part, parts=2).numbers() for part in (1, 2)]
    assert sorted(number for numbers in parts for number in numbers) == list(range(CASES))


def test_another_sweep_in_the_same_directory_is_refused(swept: Path, here: Run) -> None:
    other = here(*SMALL[:-2], "--part", "1/2", "--out", swept.name)
    refused(other, "--out swept holds a sweep with other bounds")


@pytest.mark.parametrize(
    ("option", "value", "names"),
    [
        ("--edits", "removal", "'removal'"),
        ("--sites", "layer5", "'layer5'"),
        ("--layers", "Conv2D", "Conv2d"),
        ("--shapes", "2x3xtwo", "'2x3xtwo'"),
        ("--shapes", "2x-3", "'2x-3'"),
        ("--modes", "test", "'test'"),
        ("--part", "3/2", "'3/2'"),
        ("--part", "0/2", "'0/2'"),
        ("--part", "half", "'half'"),
    ],
)
def test_a_wrong_bound_is_named(here: Run, option: str, value: str, names: str) -> None:
    refused(here("sweep", option, value), f"'{option}'", names)


def _swept(run: Result) -> dict[str, Any]:
    assert (run.returncode, run.stderr) == (0, "")
    return dict(json.loads(run.stdout))


def test_its_help_names_what_there_is_to_choose_from_and_the_defaults() -> None:
    said = " ".join(CliRunner().invoke(sweep, ["--help"], terminal_width=300).output.split())
    shapes = ",".join("x".join(map(str, shape)) for shape in SHAPES)
    assert f"separated by commas: {', '.join(EDITS)}. [default: all]" in said
    assert f"separated by commas: {', '.join(MODES)}. [default: both]" in said
    assert f"separated by commas. [default: {shapes}]" in said
    assert "such as 2/8. [default: 1/1]" in said
