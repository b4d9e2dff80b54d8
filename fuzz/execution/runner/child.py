"""Child: runs cases in a process that may die, be killed for its time, or run out of memory."""

import signal
import tempfile
from concurrent.futures import TimeoutError as Overdue
from multiprocessing import get_context
from multiprocessing.context import BaseContext
from pathlib import Path
from types import TracebackType

import msgspec
import torch
from pebble import ProcessExpired, ProcessPool

from fuzz.execution import trail
from fuzz.execution.accelerator import is_accelerator
from fuzz.execution.outcome import Died, Fate, Outcome
from fuzz.execution.runner import inside
from fuzz.execution.runner.protocol import Here, Runner
from strategies.case import Case, key
from strategies.error import CaseError
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

STARTING = 120.0
"""How many seconds a process may take until it has imported torch."""

FORKED = ("cpu", "cuda", "xpu")
"""The kinds of devices that work in a process which was forked off before they had begun."""

BUSY = "runs out of memory on a device of which other processes hold too much to tell"


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
        Raises `CaseError` as well for one that runs out of an accelerator's memory while other
        processes hold most of it.
        """
        check(case)
        outcome = self._run(case)
        if isinstance(outcome, Died) and outcome.how in KILLED:
            self.recycle()
            outcome = self._run(case)
        return outcome

    def _run(self, case: Case) -> Outcome:
        pool = self._ready()
        trail.prepare(self._trail)
        future = pool.schedule(
            inside.run, (key(case), self.device, str(self._trail)), timeout=self.seconds
        )
        try:
            outcome: Outcome | None = msgspec.json.decode(future.result(), type=Outcome | None)
        except Overdue:
            return self._died("timeout", f"took longer than {self.seconds:g} s")
        except ProcessExpired as expired:
            return self._died("crashed", _signal(expired.exitcode))
        if outcome is None:
            self.recycle()
            raise CaseError("$", BUSY)
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
            try:
                self._start()
            except ProcessExpired:  # somebody has killed it; what ends it again is for the caller to see
                self.recycle()
                self._start()
        assert self._pool is not None
        return self._pool

    def _start(self) -> None:
        context = _context(self.device)
        self._pool = ProcessPool(
            1, RECYCLED, inside.prepare, (self.device, self.memory), context=context
        )
        self._pool.schedule(inside.started, timeout=STARTING).result()

    def _died(self, fate: Fate, how: str) -> Died:
        place = trail.read(self._trail)
        return Died(fate=fate, how=how, stage=place.stage, op=place.op)


def runner(device: str) -> Runner:
    """What runs single cases: this process on a CPU, and a child on an accelerator, which one case may
    leave unusable to those behind it."""
    return Child(device) if is_accelerator(device) else Here(device)


def _context(device: str) -> BaseContext:
    """How processes are started: from one that has torch, in a tenth of the time.

    It must not be one in which CUDA or XPU have begun: those don't survive a fork. Metal, and what else
    there may be, is not known to survive any. Source:
    https://docs.pytorch.org/docs/stable/notes/multiprocessing.html#cuda-in-multiprocessing
    """
    if torch.device(device).type not in FORKED:
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload([inside.__name__])
    return context


def _signal(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else f"exit status {code}"
