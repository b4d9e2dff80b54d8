"""The engine of one machine: pytest-xdist in a process of its own, followed through its files."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import IO

from fuzz.campaign.event import AnyEvent, Died
from fuzz.campaign.shard import Plan
from fuzz.engine.workspace import Workspace
from fuzz.error import FuzzError

POLL = 0.1
"""Seconds between two looks at the workers' files."""


@dataclass
class XdistEngine:
    """Spreads shards over ``workers`` processes of pytest-xdist."""

    workers: int

    def run(self, plan: Plan, workspace: Path, on_event: Callable[[AnyEvent], None]) -> None:
        """See `fuzz.engine.protocol.Engine`. Raises `FuzzError` where the workers do not start."""
        space = Workspace(workspace)
        space.prepare(plan)
        offsets: dict[Path, int] = {}
        log = workspace / "pytest.log"
        with (
            log.open("wb") as output,
            self._started(space, output) as process,
            _interrupts(space, process),
        ):
            while process.poll() is None:
                time.sleep(POLL)
                _pass_on(space, offsets, on_event)
        _pass_on(space, offsets, on_event)
        killed = process.returncode == -signal.SIGKILL
        died = [] if killed else list(space.left_running())
        for worker, shard, case in died:
            on_event(Died(at=time.time(), shard=shard, worker=worker, case=case))
        if process.returncode != 0 and not died and not space.stopped():
            raise FuzzError(f"the workers failed, and what they found is kept; they said:\n{_tail(log)}")

    @contextmanager
    def _started(self, space: Workspace, output: IO[bytes]) -> Iterator[subprocess.Popen[bytes]]:
        directory = space.directory.resolve()
        command = [sys.executable, "-m", "pytest", str(directory), f"--rootdir={directory}"]
        command += ["-c", os.devnull, "--noconftest", "-p", "no:cacheprovider", "-q"]
        command += ["-p", "xdist.plugin", "-p", "fuzz.engine.items"]
        command += [f"--fuzz-workspace={directory}", f"--numprocesses={self.workers}"]
        command += [
            "--dist=load",
            "--maxschedchunk=1",
            f"--max-worker-restart={len(space.plan().shards)}",
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
