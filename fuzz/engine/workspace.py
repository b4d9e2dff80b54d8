"""The files through which workers and the campaign speak: each has one writer, so none is locked."""

import hashlib
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import msgspec

from fuzz.campaign.event import AnyEvent
from fuzz.campaign.shard import Plan
from fuzz.catalogue.store import write_atomically
from fuzz.execution.outcome import Died
from strategies.case import Case, key

FATE = ".json"


class Fate(msgspec.Struct, frozen=True):
    """A case, and how it ends the process that runs it."""

    case: Case
    died: Died


class Workspace:
    """A directory with the plan, the workers' events and claims, and the cases that end a process."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.plan_file = directory / "plan.json"
        self._stop = directory / "stop"
        self._claims = directory / "claims"
        self._fates = directory / "fates"
        self._told: set[Path] = set()
        self._changed = 0

    def prepare(self, plan: Plan) -> None:
        """Make the directory ready for workers."""
        self._claims.mkdir(parents=True)
        self.narrow(plan)

    def narrow(self, plan: Plan) -> None:
        """Write the plan; what workers have found so far stays."""
        write_atomically(self.plan_file, msgspec.json.encode(plan))
        for name, shard in plan.claims.items():
            self.claim(name, shard)

    def plan(self) -> Plan:
        """The plan that `prepare` wrote."""
        return msgspec.json.decode(self.plan_file.read_bytes(), type=Plan)

    @cached_property
    def _timed(self) -> bool:
        """Whether time bounds the campaign; a plan never changes."""
        return self.plan().deadline > 0

    @cached_property
    def _known(self) -> frozenset[str]:
        """The failures that are for no shard to shrink."""
        return frozenset(self.plan().known)

    def stop(self) -> None:
        """Ask all workers to end after the case they are at."""
        self._stop.touch()

    def stopped(self) -> bool:
        """Whether the workers are asked to end."""
        return self._stop.exists()

    def claim(self, name: str, shard: int) -> bool:
        """Whether a failure is for this shard to shrink: no shard up to it has claimed it yet.

        A shard before it may do so later, and shrinks it as well: the entry of the first shard is
        the one that counts, so that the catalogue does not depend on who was faster. Where time
        bounds the campaign it does so anyway, and the first to come is the only one.
        """
        if name in self._known:
            return False
        if self._timed:
            return self._first(name)
        if self.is_claimed(name, shard):
            return False
        (self._claims / f"{name}@{shard}").touch()
        return True

    def is_claimed(self, name: str, shard: int) -> bool:
        """Whether a shard up to this one has claimed a failure; or any, in a timed campaign.

        A failure that was known before is claimed from the start.
        """
        if name in self._known:
            return True
        if self._timed:
            return (self._claims / name).exists()
        claims = self._claims.glob(f"{name}@*")
        return any(int(path.name.rpartition("@")[2]) <= shard for path in claims)

    def forgo(self, shard: int) -> None:
        """Give up what a shard has claimed, so that it can be carried out anew."""
        for path in self._claims.glob(f"*@{shard}"):
            path.unlink(missing_ok=True)

    def _first(self, name: str) -> bool:
        try:
            (self._claims / name).touch(exist_ok=False)
        except FileExistsError:
            return False
        return True

    def events_file(self, worker: str) -> Path:
        """Where a worker writes its events."""
        return self.directory / f"events-{worker}.jsonl"

    def events(self, offsets: dict[Path, int]) -> Iterator[AnyEvent]:
        """The events that were written since the last call with the same ``offsets``."""
        for path in sorted(self.directory.glob("events-*.jsonl")):
            with path.open("rb") as file:
                file.seek(offsets.get(path, 0))
                for line in file:
                    if line.endswith(b"\n"):
                        offsets[path] = offsets.get(path, 0) + len(line)
                        yield msgspec.json.decode(line, type=AnyEvent)

    def condemn(self, case: Case, died: Died) -> None:
        """Note that a case ends the process that runs it, so that no worker does so again."""
        self._fates.mkdir(exist_ok=True)
        write_atomically(self._fates / f"{_digest(case)}{FATE}", msgspec.json.encode(Fate(case, died)))

    def fates(self) -> Iterator[tuple[Case, Died]]:
        """The condemned cases, and how each ends its process, that were not asked for before."""
        try:
            changed = self._fates.stat().st_mtime_ns
        except FileNotFoundError:
            return
        if changed == self._changed:
            return
        self._changed = changed
        for path in sorted(set(self._fates.glob(f"*{FATE}")) - self._told):
            self._told.add(path)
            fate = msgspec.json.decode(path.read_bytes(), type=Fate)
            yield fate.case, fate.died

    def condemned(self) -> int:
        """How many cases are known to end their process."""
        return len(list(self._fates.glob(f"*{FATE}")))


def _digest(case: Case) -> str:
    return hashlib.sha256(key(case)).hexdigest()
