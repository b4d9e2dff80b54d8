"""What a worker leaves when it dies: its shard, and its last cases in order."""

import subprocess
import sys
from pathlib import Path

from fuzz.engine.trace import RECALLED, Left, Trace, take_left
from tests.unit.fuzz.sample import CASES

DYING = """
import os, sys
from pathlib import Path
from fuzz.engine.trace import Trace
from strategies.case import Case
from strategies.input import Input
trace = Trace(Path(sys.argv[1]), "gw0", 7)
for width in range(int(sys.argv[2])):
    trace.note(Case(input=Input(shape=(2, 3, 32, 33 + width))))
if sys.argv[3] == "ends":
    trace.end()
os._exit(1)
"""


def die(directory: Path, cases: int, how: str = "") -> None:
    subprocess.run([sys.executable, "-c", DYING, str(directory), str(cases), how], check=False)


def test_nobody_has_died_while_the_process_lives(tmp_path: Path) -> None:
    trace = Trace(tmp_path, "gw1", 3)
    trace.note(CASES[0])
    assert list(take_left(tmp_path)) == []
    trace.end()
    assert list(tmp_path.iterdir()) == []


def test_what_a_dead_worker_was_at_is_given_to_one(tmp_path: Path) -> None:
    die(tmp_path, 3)
    (left,) = take_left(tmp_path)
    assert (left.worker, left.shard) == ("gw0", 7)
    assert [case.input.shape[-1] for case in left.cases] == [33, 34, 35]
    assert list(take_left(tmp_path)) == []


def test_one_that_had_ended_its_shard_leaves_nothing(tmp_path: Path) -> None:
    die(tmp_path, 3, "ends")
    assert list(take_left(tmp_path)) == []


def test_only_the_last_cases_are_suspects(tmp_path: Path) -> None:
    die(tmp_path, RECALLED + 5)
    (left,) = take_left(tmp_path)
    assert len(left.cases) == RECALLED
    assert left.cases[-1].input.shape[-1] == 33 + RECALLED + 4


def test_one_that_died_before_its_first_case_has_no_suspect(tmp_path: Path) -> None:
    die(tmp_path, 0)
    assert list(take_left(tmp_path)) == [Left("gw0", 7, ())]


def test_a_case_is_noted_once_however_often_it_is_run(tmp_path: Path) -> None:
    trace = Trace(tmp_path, "gw2", 1)
    for case in (CASES[0], CASES[0], CASES[1]):
        trace.note(case)
    noted = trace.path.read_bytes().splitlines()
    trace.end()
    assert len(noted) == len(["head", CASES[0], CASES[1]])


def test_what_is_left_in_another_shard_is_for_others(tmp_path: Path) -> None:
    die(tmp_path, 3)
    assert list(take_left(tmp_path, 8)) == []
    (left,) = take_left(tmp_path, 7)
    assert left.shard == 7


def test_one_of_the_same_name_does_not_overwrite_what_is_left(tmp_path: Path) -> None:
    die(tmp_path, 3)
    other = Trace(tmp_path, "gw0", 8)
    (left,) = take_left(tmp_path)
    other.end()
    assert (left.shard, len(left.cases)) == (7, 3)


LATER = """
import os, sys
from pathlib import Path
from fuzz.engine.trace import RECENT, Trace
from strategies.case import Case
from strategies.input import Input

def case(size):
    return Case(input=Input(shape=(2, 3, 32, size)))

first = Trace(Path(sys.argv[1]), "gw0", 3, RECENT)
for size in (33, 34):
    first.note(case(size))
first.end()
second = Trace(Path(sys.argv[1]), "gw0", 5, RECENT)
for size in (34, 35):
    second.note(case(size))
os._exit(1)
"""


def test_what_a_process_ran_in_a_shard_before_is_suspect_too(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", LATER, str(tmp_path)], check=False)
    (left,) = take_left(tmp_path)
    assert left.shard == 5
    assert [case.input.shape[-1] for case in left.cases] == [33, 34, 34, 35]
    assert [case.input.shape[-1] for case in left.earlier] == [33], "the other came up here as well"
