"""The files through which workers and the campaign speak: each has one writer, so none is locked."""

import hashlib
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

import msgspec

from fuzz.atomic import write_atomically
from fuzz.campaign.event import AnyEvent
from fuzz.campaign.shard import Plan
from fuzz.engine.claims import ClaimRule
from fuzz.engine.device import Seat
from fuzz.engine.handout import Handout
from fuzz.execution.outcome import Died
from strategies.case import Case, key

ROOM = 2**20
"""How many bytes there have to be for the workers to go on."""

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
        self._seats = directory / "seats.json"
        self._stop = directory / "stop"
        self._claims = directory / "claims"
        self._settled = directory / "settled"
        self._fates = directory / "fates"
        self._told: set[Path] = set()
        self._changed = 0

    def prepare(self, plan: Plan, seats: Sequence[Seat] = (Seat(),)) -> None:
        """Make the directory ready for workers, each of which takes one of the seats."""
        self._claims.mkdir(parents=True)
        self._settled.mkdir()
        write_atomically(self._seats, msgspec.json.encode(seats))
        self.narrow(plan)

    def narrow(self, plan: Plan) -> None:
        """Write the plan; what workers have found so far stays."""
        write_atomically(self.plan_file, msgspec.json.encode(plan))
        for name, shard in plan.claims.items():
            self.claim(name, shard)
        self.handout(plan).begin()

    def handout(self, plan: Plan) -> Handout:
        """Who carries out which shard of the plan."""
        return Handout(self.directory / "shards", plan.shards)

    def check(self) -> None:
        """Raise `OSError` where nothing can be written here any longer."""
        probe = self.directory / "probe"
        write_atomically(probe, b"\0" * ROOM)
        probe.unlink()

    def plan(self) -> Plan:
        """The plan that `prepare` wrote."""
        return msgspec.json.decode(self.plan_file.read_bytes(), type=Plan)

    def seats(self) -> tuple[Seat, ...]:
        """The seats of the workers."""
        return msgspec.json.decode(self._seats.read_bytes(), type=tuple[Seat, ...])

    @cached_property
    def _rule(self) -> ClaimRule:
        """Who may claim; that never changes."""
        return ClaimRule.of(self.plan())

    def stop(self) -> None:
        """Ask all workers to end after the case they are at."""
        self._stop.touch()

    def stopped(self) -> bool:
        """Whether the workers are asked to end."""
        return self._stop.exists()

    def claim(self, name: str, shard: int) -> bool:
        """Whether a failure is for this shard to shrink (`ClaimRule`)."""
        if self.is_claimed(name, shard):
            return False
        try:
            (self._claims / f"{name}@{self._rule.rank(shard)}").touch(exist_ok=False)
        except FileExistsError:
            return False
        return True

    def is_claimed(self, name: str, shard: int) -> bool:
        """Whether a failure is for another shard to shrink, as it seems to this one (`ClaimRule`)."""
        return self._rule.is_claimed(name, shard, self._ranks(name))

    def _ranks(self, name: str) -> Iterator[int]:
        for path in self._claims.glob(f"{name}@*"):
            yield int(path.name.rpartition("@")[2])

    def settle(self, name: str, shard: int) -> None:
        """A shard is done with a failure that it has claimed: that stands, whatever becomes of it."""
        (self._settled / f"{name}@{shard}").touch()

    def forgo(self, shard: int) -> None:
        """Give up what a shard has claimed and not settled, so that it can be carried out anew."""
        if not self._rule.timed:
            for path in self._claims.glob(f"*@{shard}"):
                if not (self._settled / path.name).exists():
                    path.unlink(missing_ok=True)

    def events_file(self, worker: str) -> Path:
        """Where a worker writes its events."""
        return self.directory / f"events-{worker}.jsonl"

    def events(self, offsets: dict[Path, int]) -> Iterator[AnyEvent]:
        """The events that were written since the last call with the same ``offsets``."""
        for path in sorted(self.directory.glob("events-*.jsonl")):
            with path.open("rb") as file:
                file.seek(offsets.get(path, 0))
                for line in file:
                    if not line.endswith(b"\n"):
                        break  # its rest, written meanwhile, would be read as a line
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
