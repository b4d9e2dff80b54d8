"""Each line that `fuzz nightly` prints is run, on several nights that go on from each other.

It takes two cores half a minute: six campaigns of one case, two of which have something to shrink.
"""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from fuzz.text import counted
from tests.cli.host import SETUP, Machine, github_lines, gitlab_lines
from tests.cli.nights import CRON, FAILING, PROJECT, UNKNOWN, Nights, environment, together

pytestmark = pytest.mark.slow

TO_LOOK_AT = f"## Fuzzing ResNet-50: {counted(len(FAILING), 'cause', 'causes')} to look at\n"


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Nights:
    """Three nights on the same branch, of which the last one is on another host; and two by cron."""
    place = tmp_path_factory.mktemp("nights")
    there = Nights(place, environment(place / "bin"))
    there.set_up()
    together(lambda: there.github("fuzz", 1, 1), lambda: there.cron(1))
    there.github("remember", 1)
    together(
        lambda: there.github("fuzz", 2, 1),
        lambda: there.github("fuzz", 2, 2),
        lambda: there.cron(2),
        lambda: there.gitlab("fuzz", 3),
    )
    there.github("remember", 2)
    there.gitlab("fuzz-remember", 3)
    return there


def summary(out: Path) -> dict[str, Any]:
    return dict(msgspec.json.decode((out / "summary.json").read_bytes()))


def test_the_first_night_is_red_for_what_is_not_known_and_nothing_else(nights: Nights) -> None:
    assert nights.status("fuzz 1/1") == 1
    machine = nights.jobs["fuzz 1/1"][1]
    assert summary(machine.directory / "out" / "cpu-1")["standing"]["failing"] == FAILING
    for there in (machine, nights.jobs["remember 1/0"][1]):
        told = (there.directory / "step summary").read_text()
        assert told.startswith(TO_LOOK_AT)
        assert f"- **NEW** `{UNKNOWN}`: " in told


def test_the_second_night_is_green_and_has_two_shards(nights: Nights) -> None:
    assert [nights.status(f"fuzz 2/{shard}") for shard in (1, 2)] == [0, 0]
    told = (nights.jobs["remember 2/0"][1].directory / "step summary").read_text()
    assert told.startswith("## Fuzzing ResNet-50: nothing to look at\n")
    assert [line.split(" | ")[0] for line in told.splitlines()[4:]] == ["| `cpu-1`", "| `cpu-2`"]


def test_the_branch_has_what_the_nights_have_met_and_tried(nights: Nights) -> None:
    assert nights.status("remember 1/0") == nights.status("remember 2/0") == 0
    subjects = nights.kept("log", "--format=%s", "fuzz-nightly")
    assert subjects == ["Night 3", "Night 2", "Night 1"]
    files = nights.kept("ls-tree", "-r", "--name-only", "fuzz-nightly")
    assert {"README.md", "coverage.jsonl", f"known/{UNKNOWN}.json"} < set(files)
    assert not [name for name in files if name.startswith("mine")]


def test_a_night_goes_on_from_what_those_before_it_have_tried(nights: Nights) -> None:
    tried = nights.kept("show", "fuzz-nightly~2:coverage.jsonl")
    out = nights.jobs["fuzz 2/1"][1].directory / "out" / "cpu-1"
    record = msgspec.json.decode((out / "run.json").read_bytes())
    assert record["tried"] == [msgspec.json.decode(line) for line in tried]
    assert len(tried) > 500


def test_gitlab_goes_on_where_github_was(nights: Nights) -> None:
    assert nights.status("gitlab fuzz 3") == nights.status("gitlab fuzz-remember 3") == 0
    assert "## Fuzzing ResNet-50: nothing to look at\n" in nights.jobs["gitlab fuzz-remember 3"][1].said


def test_no_line_was_left_out(nights: Nights) -> None:
    for lines, names in (
        (github_lines(), ("fuzz 1/1", "remember 1/0")),
        (gitlab_lines(), ("gitlab fuzz 3", "gitlab fuzz-remember 3")),
    ):
        assert {line for name in names for line in nights.jobs[name][1].ran} == {*lines} > {*SETUP}


def test_by_cron_the_first_night_is_red_and_the_second_one_says_nothing(nights: Nights) -> None:
    assert nights.status("cron 1") == 1
    directory = nights.jobs["cron 1"][1].directory
    assert nights.jobs["cron 1"][1].said.startswith(TO_LOOK_AT)
    assert summary(directory / "out" / "1")["standing"]["failing"] == FAILING
    assert (directory / "state" / "known" / f"{UNKNOWN}.json").exists()
    assert (nights.status("cron 2"), nights.jobs["cron 2"][1].said) == (0, "")


def test_by_cron_what_could_not_begin_says_why(nights: Nights, tmp_path: Path) -> None:
    machine = Machine(tmp_path, nights.environment, tmp_path)
    assert machine.run([CRON], ("sh",), **{**PROJECT, "FUZZ_BUDGET": "--cases none"}, NIGHT="1") == 2
    assert machine.said.startswith("fuzz: ")
    assert "'--cases'" in machine.said
