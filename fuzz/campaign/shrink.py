"""Shrinking the failures of a shard, in turns with the search for more."""

import time

from fuzz.campaign import event
from fuzz.campaign.context import Backlog, ShardContext
from fuzz.campaign.event import Catalogued, Met, Surveyed
from fuzz.campaign.memory import trusted
from fuzz.campaign.reach import has_reach
from fuzz.campaign.shard import Shard
from fuzz.catalogue.entry import Entry, Found, identify
from fuzz.execution.fate import ran_out_of_memory
from fuzz.triage.apart import record_apart
from fuzz.triage.observation import Dropped
from fuzz.triage.record import Surveyor, record
from fuzz.triage.second_opinion import record_divergence
from fuzz.verdict import Finding
from fuzz.verdict.finding import DEADLY
from strategies.case import Case
from strategies.peril import perilous

SHRINKING_SHARE = 1 / 8
"""The share of a worker's time that goes into shrinking, as long as there is more to look for."""

SHARE_OF_CAUSES = 1 / 4
"""The same while there are causes without an entry."""

QUIET = 100
"""So many cases without anything new are a quiet moment."""


class Shrinking:
    """The failures of a shard that wait to be shrunk, in turns with its search."""

    def __init__(self, shard: Shard, context: ShardContext) -> None:
        self.shard, self.context = shard.index, context
        self._timed = bool(shard.seconds)
        self.backlog = Backlog() if context.backlog is None else context.backlog
        self._quiet = 0

    def meet(self, case: Case, finding: Finding, found: Found, behind: int) -> None:
        """Emit the event of a confirmed failure, and queue it for shrinking."""
        self._quiet = 0
        self._tell(case, finding, found, behind)
        self.backlog.waiting.append((case, finding, found))

    def take_turn(self) -> None:
        """After a case, work on what waits, for its share of the worker's time."""
        self._quiet += 1
        while self._presses() and self.backlog.spent < self.backlog.age() * self._share():
            self.work_off_one()

    def _presses(self) -> bool:
        """Whether anything waits that is done beside the search. How far failures reach is for a quiet
        moment, or for when all is found, where time is short."""
        whole = not self._timed or self._quiet >= QUIET
        return bool(self.backlog if whole else self.backlog.waiting)

    def _share(self) -> float:
        return SHARE_OF_CAUSES if self.backlog.has_new_cause() else SHRINKING_SHARE

    def work_off_one(self) -> None:
        """Make an entry of a failure that waits, or else find out how far one reaches."""
        start = time.monotonic()
        if self.backlog.waiting:
            self._shrink(*self.backlog.take())
        else:
            self._survey(*self.backlog.unsurveyed.pop(0))
        self.backlog.spent += time.monotonic() - start

    def _shrink(self, case: Case, finding: Finding, found: Found) -> None:
        context = self.context
        entry = trusted(lambda: self._recorded(case, finding, found))
        at, name = time.time(), identify(finding.signature)
        if isinstance(entry, str):
            context.emit(event.Dropped(at=at, shard=self.shard, id=name, case=case, why=entry))
            context.settle(name, self.shard)
            return
        minimal = not context.past_deadline()
        context.emit(Catalogued(at=at, shard=self.shard, entry=entry, minimal=minimal))
        if minimal and has_reach(entry):
            self.backlog.unsurveyed.append((entry, finding))
        elif minimal:
            context.settle(name, self.shard)

    def _recorded(self, case: Case, finding: Finding, found: Found) -> Entry | Dropped:
        context = self.context
        if finding.signature.kind in DEADLY or perilous(case):
            assert context.child is not None
            return record_apart(
                case, finding, context.child, found=found, past_deadline=context.past_deadline
            )
        shrunk = record_divergence if finding.signature.kind == "divergent" else record
        try:
            return shrunk(
                case,
                finding,
                found=found,
                device=context.device,
                running=context.running,
                past_deadline=context.past_deadline,
            )
        except (RuntimeError, MemoryError) as error:
            if not ran_out_of_memory(error):
                raise
            return "unstable"

    def _survey(self, entry: Entry, finding: Finding) -> None:
        if self.context.past_deadline():
            return
        reach = Surveyor(self.context.device, self.context.running).reach(entry, finding)
        surveyed = Surveyed(
            at=time.time(), shard=self.shard, id=entry.id, found=entry.found, region=reach
        )
        self.context.emit(surveyed)
        self.context.settle(identify(finding.signature), self.shard)

    def _tell(self, case: Case, finding: Finding, found: Found, behind: int = 0) -> None:
        met = Met(
            at=time.time(),
            shard=self.shard,
            id=identify(finding.signature),
            finding=finding,
            case=case,
            found=found,
            behind=behind,
        )
        self.context.emit(met)
