"""Who carries out which shard: one worker each, and another where that dies, some times over."""

import subprocess
import sys
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest

from fuzz.campaign.shard import TRIED, Shard
from fuzz.engine.handout import Handout, restarts, turns

SHARDS = tuple(Shard(seed=0, index=index, cases=10) for index in (3, 4, 7))

DYING = """
import os, sys
from pathlib import Path
from fuzz.campaign.shard import Shard
from fuzz.engine.handout import Handout
with Handout(Path(sys.argv[1]), [Shard(seed=0, index=i) for i in (3, 4, 7)]).take(lambda: False) as one:
    print(one.index, flush=True)
    os._exit(1)
"""


@pytest.fixture
def handout(tmp_path: Path) -> Handout:
    made = Handout(tmp_path, SHARDS)
    made.begin()
    return made


def taken(handout: Handout) -> int | None:
    with handout.take(lambda: False) as shard:
        return None if shard is None else shard.index


def dies_in(directory: Path) -> int:
    command = [sys.executable, "-c", DYING, str(directory)]
    return int(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False).stdout)


def test_each_shard_is_taken_once(handout: Handout) -> None:
    assert [taken(handout) for _ in range(4)] == [3, 4, 7, None]


def test_no_two_workers_have_one_shard(handout: Handout) -> None:
    with ExitStack() as held:
        there = [held.enter_context(handout.take(lambda: False)) for _ in SHARDS]
        assert there == list(SHARDS)
        looks = count()
        none = held.enter_context(handout.take(lambda: next(looks) > 1))
        assert none is None, "it has waited for one of the others to die, until the time was over"


def test_what_a_dead_worker_has_left_comes_before_what_nobody_has_begun(
    handout: Handout, tmp_path: Path
) -> None:
    assert taken(handout) == 3
    assert dies_in(tmp_path) == 4
    assert [taken(handout) for _ in range(3)] == [4, 7, None]


def test_a_shard_in_which_workers_die_unexplained_is_given_up(handout: Handout, tmp_path: Path) -> None:
    for _ in range(TRIED):
        assert dies_in(tmp_path) == 3
        handout.died(3)
    assert [taken(handout) for _ in range(3)] == [4, 7, None]


def test_a_shard_in_which_the_tool_fails_is_for_another_beginning(handout: Handout) -> None:
    with pytest.raises(ZeroDivisionError), handout.take(lambda: False):
        raise ZeroDivisionError
    assert [taken(handout) for _ in range(3)] == [4, 7, None]
    handout.begin()
    assert taken(handout) == 3


def test_nothing_is_taken_when_the_time_is_over(handout: Handout) -> None:
    with handout.take(lambda: True) as shard:
        assert shard is None


def test_there_is_a_turn_for_each_shard_each_death_and_each_that_waits() -> None:
    assert turns(40, 2) == 40 + restarts(40, 2) + 2
