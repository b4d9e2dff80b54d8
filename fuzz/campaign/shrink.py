"""Shrinking the failures of a shard, in turns with the search for more."""

import time
from collections import deque

from fuzz.campaign.context import ShardContext, Waiting
from fuzz.campaign.event import Catalogued, Differing, Met, MetAgain, Unstable
from fuzz.catalogue.entry import Entry, Found, identify
from fuzz.triage.record import diverging, record
from fuzz.verdict import Finding
from fuzz.verdict.divergence import divergence
from strategies.case import Case

SHRINKING_SHARE = 1 / 3
"""The share of a worker's time that goes into shrinking, as long as there is more to look for."""

QUIET = 100
"""After so many cases without anything new, what waits comes before looking any further."""


class Shrinking:
    """The failures of a shard that wait to be shrunk, and the time that this has taken."""

    def __init__(self, shard: int, context: ShardContext) -> None:
        self.shard, self.context = shard, context
        self.pending: deque[Waiting] = deque() if context.backlog is None else context.backlog
        self._began, self._spent, self._quiet = time.monotonic(), 0.0, 0

    def meet(self, case: Case, finding: Finding, found: Found, behind: int) -> None:
        """Emit the event of a confirmed failure, and queue it for shrinking."""
        self._quiet = 0
        self._tell(case, finding, found, behind)
        self.pending.append((case, finding, found))

    def take_turn(self) -> None:
        """After a case, shrink what waits: for its share of time, and one more where it is quiet."""
        self._quiet += 1
        if self.pending and self._quiet % QUIET == 0:
            self.shrink_one()
        while self.pending and self._spent < (time.monotonic() - self._began) * SHRINKING_SHARE:
            self.shrink_one()

    def shrink_one(self) -> None:
        """Make an entry of what has waited the longest."""
        context, start = self.context, time.monotonic()
        case, finding, found = self.pending.popleft()
        entry = record(
            case,
            finding,
            found=found,
            device=context.device,
            running=context.running,
            past_deadline=context.past_deadline,
        )
        at = time.time()
        if entry is None:
            name = identify(finding.signature)
            context.emit(Unstable(at=at, shard=self.shard, id=name, case=case))
        else:
            minimal = not context.past_deadline()
            context.emit(Catalogued(at=at, shard=self.shard, entry=entry, minimal=minimal))
            if minimal:
                self._ask_others(entry, found)
        self._spent += time.monotonic() - start

    def _ask_others(self, entry: Entry, found: Found) -> None:
        """Take a second opinion on the smallest case that fails, and on the nearest that passes."""
        context = self.context
        for case in filter(None, (entry.case, entry.passing)):
            context.running(case)
            seen = divergence(case, device=context.device)
            if seen is None:
                continue
            name = identify(seen.finding.signature)
            if name in context.known:
                context.emit(MetAgain(at=time.time(), shard=self.shard, id=name))
            elif not context.is_claimed(name, self.shard):
                self._tell(case, seen.finding, found)
                other = diverging(case, seen, found=found)
                event = Differing(at=time.time(), shard=self.shard, entry=other, beside=entry.id)
                context.emit(event)

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
