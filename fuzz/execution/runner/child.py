"""Child: runs cases in a process that may die, be killed for its time, or run out of memory."""

import signal
import tempfile
from concurrent.futures import TimeoutError as Overdue
from multiprocessing import get_context
from multiprocessing.context import BaseContext
from pathlib import Path
from types import TracebackType

import msgspec
from pebble import ProcessExpired, ProcessPool

from fuzz.execution import trail
from fuzz.execution.outcome import Died, Fate, Outcome
from strategies.case import Case, key
from strategies.validation import check

SECONDS = 60.0
"""How long a case may take."""

MEMORY = 6 * 2**30
"""How many bytes of address space a case may add to those of the process before it."""

RECYCLED = 500
"""After so many cases the process is replaced, so that what they leave behind does not pile up."""

KILLED = ("SIGKILL", "exit status 255")
"""How a process ends that is killed from outside, as by a system short of memory; or of whose end nobody
can tell, since the server was killed that had forked it."""

BROKEN = (ProcessExpired, RuntimeError)
"""What is raised where a process is killed while no case is run in it: as it starts, or between two."""

STARTING = 120.0
"""How many seconds a process may take until it has imported torch."""


class Child:
    """Runs cases in a process of its own, which is started when it is first needed, and again when it
    has died.

    A case that kills it, takes longer than ``seconds`` or more than ``memory`` bytes is an outcome:
    `Died`. A process that ran out of memory is not used any further, nor is one whose GPU has failed.
    """

    def __init__(self, device: str = "cpu", *, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self.device, self.seconds, self.memory = device, seconds, memory
        self._pool: ProcessPool | None = None
        self._folder = tempfile.TemporaryDirectory(prefix="fuzz-child-")
        self._trail = Path(self._folder.name) / "trail"

    def __enter__(self) -> "Child":
        return self

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        self.close()

    def run(self, case: Case) -> Outcome:
        """See `fuzz.execution.runner.protocol.Runner`.

        Where somebody else seems to have killed the process, the case is run once more.
        """
        check(case)
        try:
            outcome = self._run(case)
        except BROKEN:
            outcome = None
        if outcome is not None and not (isinstance(outcome, Died) and outcome.how in KILLED):
            return outcome
        self.recycle()
        return self._run(case)

    def _run(self, case: Case) -> Outcome:
        pool = self._ready()
        trail.prepare(self._trail)
        future = pool.schedule(
            _observe, (key(case), self.device, str(self._trail)), timeout=self.seconds
        )
        try:
            outcome: Outcome = msgspec.json.decode(future.result(), type=Outcome)
        except Overdue:
            return self._died("timeout", f"took longer than {self.seconds:g} s")
        except ProcessExpired as expired:
            return self._died("crashed", _signal(expired.exitcode))
        if isinstance(outcome, Died):
            self.recycle()
        return outcome

    def recycle(self) -> None:
        """End the process; the next case gets a new one."""
        if self._pool is not None:
            self._pool.stop()  # type: ignore[no-untyped-call]
            self._pool.join()
            self._pool = None

    def close(self) -> None:
        """End the process for good."""
        self.recycle()
        self._folder.cleanup()

    def _ready(self) -> ProcessPool:
        if self._pool is None:
            context = _context(self.device)
            self._pool = ProcessPool(1, RECYCLED, _prepare, (self.memory,), context=context)
            self._pool.schedule(_started, timeout=STARTING).result()
        return self._pool

    def _died(self, fate: Fate, how: str) -> Died:
        place = trail.read(self._trail)
        return Died(fate=fate, how=how, stage=place.stage, op=place.op)


def _context(device: str) -> BaseContext:
    """How processes are started: on the CPU from one that has torch, in a tenth of the time.

    CUDA does not survive a fork, so where it may have begun each process starts from nothing.
    """
    if device != "cpu":
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(["fuzz.execution.observe"])
    return context


def _signal(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else f"exit status {code}"


def _prepare(memory: int) -> None:
    """Make a new process ready: torch imported, one thread, no core files, and a bound on its memory."""
    from fuzz.execution import observe
    from fuzz.execution.limits import limit_memory
    from fuzz.execution.parent import end_with_parent
    from fuzz.execution.threads import one_thread

    assert observe
    end_with_parent()
    one_thread()
    limit_memory(memory)


def _started() -> None:
    """Nothing: that it returns shows that the process is ready."""


def _observe(case: bytes, device: str, path: str) -> bytes:
    from fuzz.execution.observe import observe

    trail.follow(Path(path))
    return msgspec.json.encode(observe(msgspec.json.decode(case, type=Case), device=device))
