"""Child: runs the probes of a network in a process that may die, hang or run out of memory."""

import os
import signal
import sys
from concurrent.futures import TimeoutError as Overdue
from multiprocessing import get_context
from types import TracebackType
from typing import Any

import msgspec
from pebble import ProcessExpired, ProcessPool

from fuzz.check.guess import Description
from fuzz.check.probe import At, Died, Probe, Raised, Seen
from fuzz.error import FuzzError

SECONDS = 30.0
"""How long a probe may take."""

LOADING = 300.0
"""How long it may take to import the module and to build the network."""

MEMORY = 8 * 2**30
"""How many bytes a process may add to what it has when it has built the network."""


class Child:
    """A `fuzz.check.lab.Lab` in a process of its own, which is started again when it has died.

    ``name`` is MODULE:FACTORY. What the network prints goes to standard error.
    """

    def __init__(self, name: str, *, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self.name, self.seconds, self.memory = name, seconds, memory
        self._pool: ProcessPool | None = None
        self._seen: dict[Probe, Seen] = {}

    def __enter__(self) -> "Child":
        return self

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        self.close()

    def describe(self) -> Description | Raised:
        """What can be seen of the network without running it, or what building it raises.

        Raises `FuzzError` where there is no such network, or building it ends the process.
        """
        try:
            told = self._ready().schedule(_describe, (self.name,), timeout=LOADING).result()
        except Overdue:
            raise FuzzError(f"{self.name}: building it takes longer than {LOADING:g} s") from None
        except ProcessExpired as expired:
            raise FuzzError(f"{self.name}: building it ends the process: {_signal(expired)}") from None
        decoded: Description | Raised = msgspec.json.decode(told, type=Description | Raised)
        return decoded

    def see(self, probe: Probe) -> Seen:
        """See `fuzz.check.lab.Lab`."""
        if probe not in self._seen:
            self._seen[probe] = self._see(probe)
        return self._seen[probe]

    def _see(self, probe: Probe) -> Seen:
        arguments = (self.name, msgspec.json.encode(probe), self.memory)
        self.describe()  # so that building the network takes no time of the probe's
        try:
            seen = self._ready().schedule(_see, arguments, timeout=self.seconds).result()
        except Overdue:
            return Died(f"takes longer than {self.seconds:g} s")
        except ProcessExpired as expired:
            return Died(f"ends the process: {_signal(expired)}")
        decoded: Seen = msgspec.json.decode(seen, type=Seen)
        return decoded

    def close(self) -> None:
        """End the process."""
        if self._pool is not None:
            self._pool.stop()  # type: ignore[no-untyped-call]
            self._pool.join()
            self._pool = None

    def _ready(self) -> ProcessPool:
        if self._pool is None:
            self._pool = ProcessPool(1, 0, _begin, (), context=get_context("spawn"))
        return self._pool


def _signal(expired: ProcessExpired) -> str:
    code = expired.exitcode
    return signal.Signals(-code).name if code < 0 else f"exit status {code}"


_labs: dict[str, Any] = {}
"""The networks of this process, each built once."""


def _begin() -> None:
    """Let what the network prints go to standard error: standard output is for what is found."""
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())


def _lab(name: str) -> Any:
    if name not in _labs:
        from fuzz.check.lab import Here
        from fuzz.check.load import load

        _labs[name] = Here(load(name))
    return _labs[name]


def _describe(name: str) -> bytes:
    from fuzz.check.guess import describe
    from fuzz.check.place import raised_at

    try:
        return msgspec.json.encode(describe(_lab(name).source.network))
    except FuzzError:
        raise
    except Exception as error:
        place = raised_at(error.__traceback__)
        raised = Raised("build", type(error).__name__, str(error), At(place=place))
        return msgspec.json.encode(raised)


def _see(name: str, probe: bytes, memory: int) -> bytes:
    from fuzz.execution.limits import limit_memory

    lab = _lab(name)
    limit_memory(memory)
    return msgspec.json.encode(lab.see(msgspec.json.decode(probe, type=Probe)))
