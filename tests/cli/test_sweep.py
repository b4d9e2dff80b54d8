"""fuzz sweep: every case within bounds, in parts, and taken up again where it was broken off."""

import json
from pathlib import Path
from typing import Any

import pytest

from resnet_fuzz import Catalogue
from strategies.sweep import Bounds, size
from tests.cli.conftest import Result, Run, refused

SMALL = ("sweep", "--edits", "extract", "--shapes", "2x3x32x32", "--modes", "eval", "--workers", 1)
BOUNDS = Bounds(edits=("extract",), shapes=((2, 3, 32, 32),), modes=("eval",))


def test_it_counts_what_it_would_do(tmp_path: Path, fuzz: Run) -> None:
    counted = fuzz(*SMALL, "--count")
    assert (counted.returncode, counted.stderr) == (0, "")
    assert int(counted.stdout) == size(BOUNDS) == 10
    assert not any(tmp_path.iterdir())


def test_it_says_that_there_is_no_other_failure(tmp_path: Path, fuzz: Run) -> None:
    done = fuzz(*SMALL, "--out", "swept")
    assert (done.returncode, done.stdout) == (0, "")
    assert "there is no other failure within these bounds: 10 cases" in done.stderr
    assert json.loads((tmp_path / "swept" / "summary.json").read_text())["stop_reason"] == "swept"
    assert len(Catalogue(tmp_path / "swept" / "catalogue")) > 0


def test_a_sweep_that_was_broken_off_goes_on_and_one_that_is_done_does_not(
    tmp_path: Path, fuzz: Run
) -> None:
    events = tmp_path / "swept" / "events.jsonl"
    first = _swept(fuzz(*SMALL, "--out", "swept", "--json"))
    told = events.read_bytes()
    again = _swept(fuzz(*SMALL, "--out", "swept", "--json"))
    assert events.read_bytes() == told
    events.write_bytes(told[: told.rindex(b'{"event":"ended"')])
    resumed = _swept(fuzz(*SMALL, "--out", "swept", "--json"))
    for one in (first, again, resumed):
        assert (one["there"], one["left"], one["summary"]["cases"]) == (10, 0, 10)
        assert one["summary"]["entries"] == first["summary"]["entries"]


def test_its_parts_together_find_what_the_whole_does(tmp_path: Path, fuzz: Run) -> None:
    _swept(fuzz(*SMALL, "--out", "whole", "--json"))
    for part in ("1/2", "2/2"):
        assert _swept(fuzz(*SMALL, "--part", part, "--out", part[0], "--json"))["there"] == 5
    found = {name: set(Catalogue(tmp_path / name / "catalogue").entries) for name in ("whole", "1", "2")}
    assert found["1"] | found["2"] == found["whole"]


def test_another_sweep_in_the_same_directory_is_refused(tmp_path: Path, fuzz: Run) -> None:
    _swept(fuzz(*SMALL, "--out", "swept", "--json"))
    other = fuzz(*SMALL[:-2], "--part", "1/2", "--out", "swept")
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
def test_a_wrong_bound_is_named(fuzz: Run, option: str, value: str, names: str) -> None:
    refused(fuzz("sweep", option, value), f"'{option}'", names)


def _swept(run: Result) -> dict[str, Any]:
    assert (run.returncode, run.stderr) == (0, "")
    return dict(json.loads(run.stdout))
