"""The engine of one machine: pytest-xdist in a process of its own, followed through its files."""

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import msgspec

from fuzz.campaign.event import AnyEvent, Died, Ended
from fuzz.campaign.shard import TRIED, Plan
from fuzz.engine.device import Seat
from fuzz.engine.group import kill, started
from fuzz.engine.handout import restarts
from fuzz.engine.interrupt import on_interrupt
from fuzz.engine.lifeline import held
from fuzz.engine.protocol import LATE
from fuzz.engine.trace import has_left, take_left
from fuzz.engine.workspace import Workspace
from fuzz.error import FuzzError

POLL = 0.1
"""Seconds between two looks at the workers' files."""

LOG = "pytest.log"


@dataclass
class XdistEngine:
    """Spreads shards over processes of pytest-xdist, one for each of the ``seats``."""

    seats: tuple[Seat, ...]
    _offsets: dict[Path, int] = field(default_factory=dict)

    @property
    def workers(self) -> int:
        """See `fuzz.engine.protocol.Engine`."""
        return len(self.seats)

    def run(self, plan: Plan, workspace: Path, on_event: Callable[[AnyEvent], None]) -> None:
        """See `fuzz.engine.protocol.Engine`. Raises `FuzzError` where the workers do not start, or can't
        write into the workspace."""
        space = Workspace(workspace)
        try:
            space.prepare(plan, self.seats)
            with held(space.directory):
                self._carry_out(plan, space, on_event)
        except OSError as error:
            raise FuzzError(_refused(error, space.directory)) from None

    def _carry_out(self, plan: Plan, space: Workspace, on_event: Callable[[AnyEvent], None]) -> None:
        ended: set[int] = set()
        told: Counter[int] = Counter()

        def pass_on(event: AnyEvent) -> None:
            if isinstance(event, Ended):
                ended.add(event.shard)
            if isinstance(event, Died):
                told[event.shard] += 1
            on_event(event)

        left, in_vain = plan.shards, 0
        while left and not space.stopped() and not plan.is_over(time.time()):
            before = len(ended), space.condemned()
            status = self._spread(msgspec.structs.replace(plan, shards=left), space, pass_on)
            left = tuple(one for one in left if one.index not in ended and told[one.index] < TRIED)
            stuck = before == (len(ended), space.condemned()) and not has_left(space.directory)
            in_vain = in_vain + 1 if stuck and status else 0
            if left and in_vain >= TRIED and not space.stopped() and not plan.is_over(time.time()):
                space.check()
                tail = _tail(space.directory / LOG)
                raise FuzzError(f"the workers failed, and what they found is kept; they said:\n{tail}")
        for died in take_left(space.directory):
            last = died.cases[-1] if died.cases else None
            on_event(Died(at=time.time(), shard=died.shard, worker=died.worker, case=last))

    def _spread(self, plan: Plan, space: Workspace, on_event: Callable[[AnyEvent], None]) -> int:
        """Carry out the shards of a plan, but those in which the tool fails or workers die too often.

        Returns the exit status of pytest.
        """
        space.narrow(plan)
        workers = min(self.workers, len(plan.shards))
        may_die = restarts(len(plan.shards), workers)
        command = _command(space.directory.resolve(), workers, may_die)
        with (
            started(command, space.directory / LOG, _environment(space.directory)) as process,
            on_interrupt(partial(_interrupted, space, process)),
        ):
            while process.poll() is None:
                time.sleep(POLL)
                _pass_on(space, self._offsets, on_event)
                if plan.finish and time.time() > plan.finish + LATE:
                    kill(process)
        _pass_on(space, self._offsets, on_event)
        return process.returncode


def _command(directory: Path, workers: int, may_die: int) -> list[str]:
    return [
        *(sys.executable, "-m", "pytest", str(directory), f"--rootdir={directory}"),
        *("-c", os.devnull, "--noconftest", "-p", "no:cacheprovider", "-q"),
        *("-p", "xdist.plugin", "-p", "fuzz.engine.items"),
        *(f"--fuzz-workspace={directory}", f"--numprocesses={workers}"),
        *("--dist=load", "--maxschedchunk=1", f"--max-worker-restart={may_die}"),
    ]


def _environment(directory: Path) -> dict[str, str]:
    """That of the workers: what they leave where they are killed goes with the workspace."""
    environment = {**os.environ, "TMPDIR": str(directory.resolve()), "OMP_NUM_THREADS": "1"}
    environment["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    environment.pop("PYTEST_ADDOPTS", None)
    return environment


def _refused(error: OSError, directory: Path) -> str:
    return (
        f"{error.strerror}: {error.filename or directory}, where the workers make their notes; what they"
        " found is kept; make room there, or have TMPDIR name another directory"
    )


def _pass_on(space: Workspace, offsets: dict[Path, int], on_event: Callable[[AnyEvent], None]) -> None:
    for event in space.events(offsets):
        on_event(event)


def _interrupted(space: Workspace, process: subprocess.Popen[bytes]) -> None:
    """The first interrupt asks the workers to stop, the second kills them."""
    if space.stopped():
        kill(process)
    space.stop()


def _tail(log: Path) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-8:])
