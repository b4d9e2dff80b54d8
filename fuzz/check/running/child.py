"""Child: runs the probes of a network in a process that may die, hang or run out of memory."""

from types import TracebackType
from typing import Any

import msgspec
from msgspec.structs import replace

from fuzz.check.network.description import Description
from fuzz.check.plain.at import At
from fuzz.check.plain.probe import Probe
from fuzz.check.plain.seen import Died, Raised, Seen
from fuzz.error import FuzzError
from fuzz.execution.outcome import Died as Ended
from fuzz.execution.runner.child import Child as Process

SECONDS = 30.0
"""How long a probe may take."""

LOADING = 300.0
"""How long it may take to import the module and to build the network."""

MEMORY = 12 * 2**30
"""How many bytes a process may add to what it has before it builds the network."""


class Refused(msgspec.Struct, frozen=True, tag="refused"):
    """There is no such network."""

    why: str


class Child:
    """A `fuzz.check.running.lab.Lab` in a process of its own, which is started again when it has died.

    ``name`` is MODULE:FACTORY. What the network prints is not shown: what is told is what is found.
    """

    def __init__(self, name: str, *, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self.name, self.seconds = name, seconds
        self._process = Process(seconds=seconds, memory=memory)
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
        told = self._process.call(_describe, self.name.encode(), LOADING)
        if isinstance(told, Ended):
            raise FuzzError(f"{self.name}: building it {_end(told, LOADING)}")
        decoded: Description | Raised | Refused
        decoded = msgspec.json.decode(told, type=Description | Raised | Refused)
        if isinstance(decoded, Refused):
            raise FuzzError(decoded.why)
        return decoded

    def see(self, probe: Probe) -> Seen:
        """See `fuzz.check.running.lab.Lab`."""
        if probe not in self._seen:
            self._seen[probe] = self._see(probe)
        return self._seen[probe]

    def _see(self, probe: Probe) -> Seen:
        self.describe()  # so that building the network takes no time of the probe's
        told = self._process.call(_see, msgspec.json.encode((self.name, probe)), self.seconds)
        if isinstance(told, Ended):
            return Died(_end(told, self.seconds), slow=told.fate == "timeout")
        decoded: Seen = msgspec.json.decode(told, type=Seen)
        return decoded

    def close(self) -> None:
        """End the process."""
        self._process.close()


def _end(ended: Ended, seconds: float) -> str:
    return (
        f"takes longer than {seconds:g} s"
        if ended.fate == "timeout"
        else f"ends the process: {ended.how.replace('_', ' ')}"
    )


_labs: dict[str, Any] = {}
"""The networks of this process, each built once."""


def _lab(name: str) -> Any:
    if name not in _labs:
        from fuzz.check.load import load
        from fuzz.check.running.lab import Here

        _labs[name] = Here(load(name))
    return _labs[name]


def _describe(name: bytes, _: str) -> bytes:
    from fuzz.check.network.cycle import cycle_in
    from fuzz.check.network.description import describe
    from fuzz.check.network.forgotten import missed_by
    from fuzz.execution.named.place import calls_at, raised_at, span_at

    try:
        source = _lab(name.decode()).source
        return msgspec.json.encode(describe(source.network, source.built, source.gone))
    except FuzzError as error:
        return msgspec.json.encode(Refused(str(error)))
    except (Exception, SystemExit) as error:
        trace = error.__traceback__
        there = At(place=raised_at(trace), span=span_at(trace), calls=calls_at(trace))
        at = replace(there, cycle=cycle_in(trace), forgotten=missed_by(error))
        raised = Raised("build", type(error).__name__, str(error), at)
        return msgspec.json.encode(raised)


def _see(given: bytes, _: str) -> bytes:
    from fuzz.check.running.lab import escaped

    name, probe = msgspec.json.decode(given, type=tuple[str, Probe])
    try:
        return msgspec.json.encode(_lab(name).see(probe))
    except Exception as error:  # to leave by an exception would end the process, and look like a crash
        return msgspec.json.encode(escaped(error))
