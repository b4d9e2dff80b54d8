"""The engine of one machine: pytest-xdist in a process of its own, followed through its files."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO

import msgspec

from fuzz.campaign.event import AnyEvent, Died, Ended
from fuzz.campaign.shard import Plan
from fuzz.cores import cores
from fuzz.engine.device import require_device
from fuzz.engine.interrupt import on_interrupt
from fuzz.engine.protocol import LATE, TRIED, Engine
from fuzz.engine.trace import PREFIX, take_left
from fuzz.engine.workspace import Workspace
from fuzz.error import FuzzError

POLL = 0.1
"""Seconds between two looks at the workers' files."""

LOG = "pytest.log"


class Machine:
    """This machine as a `fuzz.engine.protocol.Site`: a worker for each core, by pytest-xdist."""

    def capacity(self) -> int:
        """See `fuzz.engine.protocol.Site`."""
        return cores()

    def require_device(self, wanted: str) -> None:
        """See `fuzz.engine.protocol.Site`."""
        require_device(wanted)

    def engine(self, workers: int) -> Engine:
        """See `fuzz.engine.protocol.Site`."""
        return XdistEngine(workers)


@dataclass
class XdistEngine:
    """Spreads shards over ``workers`` processes of pytest-xdist."""

    workers: int
    _offsets: dict[Path, int] = field(default_factory=dict)

    def run(self, plan: Plan, workspace: Path, on_event: Callable[[AnyEvent], None]) -> None:
        """See `fuzz.engine.protocol.Engine`. Raises `FuzzError` where the workers do not start."""
        space = Workspace(workspace)
        space.prepare(plan)
        ended: set[int] = set()
        told: Counter[int] = Counter()

        def pass_on(event: AnyEvent) -> None:
            if isinstance(event, Ended):
                ended.add(event.shard)
            if isinstance(event, Died):
                told[event.shard] += 1
            on_event(event)

        left = plan.shards
        while left and not space.stopped() and not plan.is_over(time.time()):
            before = len(ended), space.condemned()
            status = self._spread(msgspec.structs.replace(plan, shards=left), space, pass_on)
            left = tuple(one for one in left if one.index not in ended and told[one.index] < TRIED)
            stuck = before == (len(ended), space.condemned()) and not _has_died(space)
            if left and stuck and status and not space.stopped() and not plan.is_over(time.time()):
                tail = _tail(space.directory / LOG)
                raise FuzzError(f"the workers failed, and what they found is kept; they said:\n{tail}")
        for died in take_left(space.directory):
            last = died.cases[-1] if died.cases else None
            on_event(Died(at=time.time(), shard=died.shard, worker=died.worker, case=last))

    @property
    def _spread_over(self) -> int:
        """Worker processes beside pytest's own, which can do the work where there is but one."""
        return self.workers if self.workers > 1 else 0

    def _spread(self, plan: Plan, space: Workspace, on_event: Callable[[AnyEvent], None]) -> int:
        """Carry out the shards of a plan once, but for what is left of those in which a worker dies.

        Returns the exit status of pytest.
        """
        space.narrow(plan)
        with (
            (space.directory / LOG).open("wb") as output,
            self._started(plan, space, output) as process,
            on_interrupt(partial(_interrupted, space, process)),
        ):
            while process.poll() is None:
                time.sleep(POLL)
                _pass_on(space, self._offsets, on_event)
                if plan.finish and time.time() > plan.finish + LATE:
                    os.killpg(process.pid, signal.SIGKILL)
        _pass_on(space, self._offsets, on_event)
        return process.returncode

    @contextmanager
    def _started(
        self, plan: Plan, space: Workspace, output: IO[bytes]
    ) -> Iterator[subprocess.Popen[bytes]]:
        directory = space.directory.resolve()
        command = [sys.executable, "-m", "pytest", str(directory), f"--rootdir={directory}"]
        command += ["-c", os.devnull, "--noconftest", "-p", "no:cacheprovider", "-q"]
        command += ["-p", "xdist.plugin", "-p", "fuzz.engine.items"]
        command += [f"--fuzz-workspace={directory}", f"--numprocesses={self._spread_over}"]
        command += [
            "--dist=load",
            "--maxschedchunk=1",
            f"--max-worker-restart={len(plan.shards)}",
        ]
        environment = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "OMP_NUM_THREADS": "1"}
        environment.pop("PYTEST_ADDOPTS", None)
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=environment,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def _has_died(space: Workspace) -> bool:
    """Whether a worker has died that nobody has looked at."""
    return any(space.directory.glob(f"{PREFIX}*.jsonl"))


def _pass_on(space: Workspace, offsets: dict[Path, int], on_event: Callable[[AnyEvent], None]) -> None:
    for event in space.events(offsets):
        on_event(event)


def _interrupted(space: Workspace, process: subprocess.Popen[bytes]) -> None:
    """The first interrupt asks the workers to stop, the second kills them."""
    if space.stopped():
        os.killpg(process.pid, signal.SIGKILL)
    space.stop()


def _tail(log: Path) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-8:])
