"""Child: runs cases in a process that may die, be killed for its time, or run out of memory."""

import signal
import tempfile
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import Any

import msgspec

from fuzz.error import FuzzError
from fuzz.execution import trail
from fuzz.execution.outcome import Died, Fate, Outcome
from fuzz.execution.runner import entry_point
from fuzz.execution.runner.start import context, without_main
from strategies.case import Case, key
from strategies.error import CaseError
from strategies.network.models import granted
from strategies.validation import check

SECONDS = 60.0
"""How long a case may take."""

MEMORY = 6 * 2**30
"""How many bytes of address space a case may add to those of the process before it."""

RECYCLED = 500
"""After so many cases the process is replaced, so that what they leave behind does not pile up."""

Work = Callable[[bytes, str], bytes]
"""What a child can do: it gets some bytes and the device."""

KILLED = ("SIGKILL", "exit_status_255")
"""How a process ends that is killed from outside, as by a system short of memory; or of whose end nobody
can tell, since the server was killed that had forked it."""

BUSY = "runs out of memory on a device of which other processes hold too much to tell"

TOO_LONG = "Timeout"
"""How a case dies that is ended for its time; how long that is says nothing about it."""

STARTING = 120.0
"""How many seconds a process may take until it has imported torch."""

TRIES = 2
"""How often a process is started that does not come to be."""

PAUSE = 0.5
"""Seconds until it is tried again: a server that was killed is not gone at once."""

ORPHANED = 2.0
"""After so many times the limit a process ends itself: who would end it has died."""


class Child:
    """Runs cases in a process of its own, which is started when it is first needed, and again when it
    has died.

    A case that kills it, takes longer than ``seconds`` or more than ``memory`` bytes is an outcome:
    `Died`. A process that ran out of memory is not used any further, nor is one whose GPU has failed.
    """

    def __init__(self, device: str = "cpu", *, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self.device, self.seconds, self.memory = device, seconds, memory
        self._process: BaseProcess | None = None
        self._pipe: Connection[Any, Any]
        self._run = 0
        self._granted = granted()
        self._folder = tempfile.TemporaryDirectory(prefix="fuzz-child-")
        self._trail = Path(self._folder.name) / "trail"

    def __enter__(self) -> "Child":
        return self

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        self.close()

    def run(self, case: Case, seconds: float | None = None) -> Outcome:
        """See `fuzz.execution.runner.protocol.Disposable`.

        Where somebody else seems to have killed the process, the case is run once more. Raises
        `CaseError` as well for one that runs out of an accelerator's memory while other processes hold
        most of it.
        """
        check(case)
        outcome = self._observed(case, seconds)
        if isinstance(outcome, Died) and outcome.how in KILLED:
            outcome = self._observed(case, seconds)
        return outcome

    def _observed(self, case: Case, seconds: float | None) -> Outcome:
        told = self.call(entry_point.run, key(case), seconds)
        outcome: Outcome | None = (
            told if isinstance(told, Died) else msgspec.json.decode(told, type=Outcome | None)
        )
        if outcome is None or isinstance(outcome, Died):
            self.recycle()
        if outcome is None:
            raise CaseError("$", BUSY)
        return outcome

    def call(self, work: Work, given: bytes, seconds: float | None = None) -> bytes | Died:
        """What a function of a module returns there for some bytes and the device, or how it died.

        It may take ``seconds``, by default as long as a case.
        """
        limit, process = seconds or self.seconds, self._ready()
        trail.prepare(self._trail)
        try:
            self._pipe.send((work, given, limit * ORPHANED))
            if not self._pipe.poll(limit):
                return self._died("timeout", TOO_LONG)
            return self._pipe.recv_bytes()
        except (EOFError, OSError):
            process.join()
            return self._died("crashed", _signal(process.exitcode or 0))

    def recycle(self) -> None:
        """End the process; the next case gets a new one."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
            self._pipe.close()
            self._process = None

    def close(self) -> None:
        """End the process for good."""
        self.recycle()
        self._folder.cleanup()

    def _ready(self) -> BaseProcess:
        self._run += 1
        if self._run > RECYCLED or self._granted != granted():
            self.recycle()
            self._granted = granted()
        if self._process is None:
            self._process, self._run = self._started(), 1
        return self._process

    def _started(self) -> BaseProcess:
        """A new process, ready to run a case. Raises `FuzzError` where none comes to be."""
        for _ in range(TRIES):  # somebody may have killed the first, or the server that had forked it
            process = self._begun()
            if process is not None:
                return process
            time.sleep(PAUSE)
        raise FuzzError("the process in which cases may die did not start; is there memory left?")

    def _begun(self) -> BaseProcess | None:
        there = context(self.device)
        self._pipe, far = there.Pipe()
        options = (far, self.device, self.memory, str(self._trail), self._granted)
        process: BaseProcess = there.Process(target=entry_point.serve, args=options, daemon=True)  # type: ignore[attr-defined]
        trail.prepare(self._trail)
        try:
            with without_main():
                process.start()
            far.close()
            if self._pipe.poll(STARTING) and self._pipe.recv_bytes():
                return process
        except (EOFError, OSError):
            pass
        if process.is_alive():
            process.kill()
        return None

    def _died(self, fate: Fate, how: str) -> Died:
        place = trail.read(self._trail)
        self.recycle()
        return Died(fate=fate, how=how, stage=place.stage, op=place.op)


def _signal(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else f"exit_status_{code}"
