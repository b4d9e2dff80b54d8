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
from pathlib import Path
from types import FrameType
from typing import IO

import msgspec

from fuzz.campaign.event import AnyEvent, Died, Ended
from fuzz.campaign.shard import Plan
from fuzz.engine.device import Seat
from fuzz.engine.trace import PREFIX, take_left
from fuzz.engine.workspace import Workspace
from fuzz.error import FuzzError

POLL = 0.1
"""Seconds between two looks at the workers' files."""

LATE = 2.0
"""Seconds past the end of the time after which workers are killed: something takes too long."""

TRIED = 2
"""How often a shard is tried in which a worker dies, and no case is found that does it."""

LOG = "pytest.log"


@dataclass
class XdistEngine:
    """Spreads shards over processes of pytest-xdist, one for each of the ``seats``."""

    seats: tuple[Seat, ...]
    _offsets: dict[Path, int] = field(default_factory=dict)

    def run(self, plan: Plan, workspace: Path, on_event: Callable[[AnyEvent], None]) -> None:
        """See `fuzz.engine.protocol.Engine`. Raises `FuzzError` where the workers do not start."""
        space = Workspace(workspace)
        space.prepare(plan, self.seats)
        ended: set[int] = set()
        told: Counter[int] = Counter()

        def pass_on(event: AnyEvent) -> None:
            if isinstance(event, Ended):
                ended.add(event.shard)
            if isinstance(event, Died):
                told[event.shard] += 1
            on_event(event)

        left = plan.shards
        while left and not space.stopped() and not _is_over(plan):
            before = len(ended), space.condemned()
            status = self._spread(msgspec.structs.replace(plan, shards=left), space, pass_on)
            left = tuple(one for one in left if one.index not in ended and told[one.index] < TRIED)
            stuck = before == (len(ended), space.condemned()) and not _has_died(space)
            if left and stuck and status and not space.stopped() and not _is_over(plan):
                tail = _tail(space.directory / LOG)
                raise FuzzError(f"the workers failed, and what they found is kept; they said:\n{tail}")
        for died in take_left(space.directory):
            last = died.cases[-1] if died.cases else None
            on_event(Died(at=time.time(), shard=died.shard, worker=died.worker, case=last))

    def _spread(self, plan: Plan, space: Workspace, on_event: Callable[[AnyEvent], None]) -> int:
        """Carry out the shards of a plan once, but for what is left of those in which a worker dies.

        Returns the exit status of pytest.
        """
        space.narrow(plan)
        with (
            (space.directory / LOG).open("wb") as output,
            self._started(plan, space, output) as process,
            _interrupts(space, process),
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
        command += [f"--fuzz-workspace={directory}", f"--numprocesses={len(self.seats)}"]
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


def _is_over(plan: Plan) -> bool:
    return plan.deadline > 0 and time.time() >= plan.deadline


def _has_died(space: Workspace) -> bool:
    """Whether a worker has died that nobody has looked at."""
    return any(space.directory.glob(f"{PREFIX}*.jsonl"))


def _pass_on(space: Workspace, offsets: dict[Path, int], on_event: Callable[[AnyEvent], None]) -> None:
    for event in space.events(offsets):
        on_event(event)


@contextmanager
def _interrupts(space: Workspace, process: subprocess.Popen[bytes]) -> Iterator[None]:
    """The first interrupt asks the workers to stop, the second kills them."""

    def interrupt(_: int, __: FrameType | None) -> None:
        if space.stopped():
            os.killpg(process.pid, signal.SIGKILL)
        space.stop()

    before = {number: signal.signal(number, interrupt) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _tail(log: Path) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-8:])
