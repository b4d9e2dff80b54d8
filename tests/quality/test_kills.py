"""A run that is killed: it has lost nothing, leaves nobody behind, and goes on as if nothing had been.

`python -m benchmarks.kills` does the same at random moments, a hundred times.
"""

import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.killed import KilledRun
from benchmarks.kills import finish, unbroken
from benchmarks.victim import kill_one
from fuzz.campaign.event import Ended, Event, Started
from fuzz.campaign.journal import read_events

CHANCE = random.Random(0)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
def test_whoever_is_killed_the_run_goes_on_to_the_same_catalogue(tmp_path: Path) -> None:
    peace = unbroken(tmp_path / "peace", seed=1, cases=4, workers=1)
    run = KilledRun(tmp_path / "killed")
    arguments = (*peace.arguments, "--workers", 2, "--out", run.out)

    process = run.start(*arguments)
    wait_for(run, Started, process.poll)
    assert kill_one(process, "pytest", CHANCE)
    wait_for(run, Ended, process.poll)
    assert kill_one(process, "controller", CHANCE)
    assert process.wait() < 0
    assert run.seconds_to_end() is not None
    assert run.is_whole()
    assert run.lost() == set()

    process = run.go_on(*arguments)
    time.sleep(1.0)
    kill_one(process, "worker", CHANCE)
    finish(run, process)
    assert run.catalogue() == peace.catalogue
    assert run.lost() == set()


def wait_for(run: KilledRun, kind: type[Event], ended: Callable[[], int | None]) -> None:
    """Wait until a run has told an event of a kind."""
    late = time.monotonic() + 200
    while not any(isinstance(event, kind) for event in read_events(run.out)):
        assert ended() is None, run.said()
        assert time.monotonic() < late, run.said()
        time.sleep(0.05)
