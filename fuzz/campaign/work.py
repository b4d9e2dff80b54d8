"""Carrying out a shard: draw, inspect, confirm what is new, and shrink it."""

import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from msgspec.structs import replace

from fuzz.campaign.event import AnyEvent, Catalogued, Differed, Ended, Met, Ran, Started, Unstable
from fuzz.campaign.guide import Guide
from fuzz.campaign.shard import Shard, case_seed
from fuzz.campaign.source import cases_of
from fuzz.campaign.tally import Tally
from fuzz.catalogue.entry import Found, identify
from fuzz.execution.environment import environment
from fuzz.triage.record import record
from fuzz.verdict import Finding, Signature
from fuzz.verdict.inspect import Inspection, inspect
from fuzz.verdict.table import Table
from fuzz.verdict.trust import Difference, confirm, hold
from strategies.case import Case

SHARE = 2000
"""One case in so many is held against real runs, beside every new signature."""

SHRINKING = 1 / 3
"""The share of a worker's time that goes into shrinking, as long as there is more to look for."""

BEAT = 0.5
"""Seconds between two reports of how far the work is."""

DOUBTS = 1
"""How often a shard runs a case whole to confirm a signature that only values can tell."""


Waiting = tuple[Case, Finding, Found]
"""A failure that is confirmed and yet to be shrunk."""


BACKLOG: deque[Waiting] = deque()
"""What waits to be shrunk in this process."""


@dataclass(kw_only=True)
class Surroundings:
    """What a worker needs of the campaign around it.

    ``taken`` says whether the failure with this id is another shard's to shrink, and ``claim`` makes it
    this shard's where it is not. ``stopped`` says
    whether the campaign is to end, ``stop`` ends it. ``running`` is told each case before any of it
    is run, so that a case that kills the process is known. ``hurry`` says whether even a shrink that
    is under way is to be cut short. What a slice of time leaves unshrunk waits in the ``backlog`` for
    the worker's next one; without a backlog, nothing is left.
    """

    worker: str
    device: str
    emit: Callable[[AnyEvent], None]
    taken: Callable[[str, int], bool]
    claim: Callable[[str, int], bool]
    stopped: Callable[[], bool]
    stop: Callable[[], None]
    running: Callable[[Case], None]
    hurry: Callable[[], bool]
    backlog: deque[Waiting] | None = None


def work(shard: Shard, around: Surroundings) -> None:
    """Carry out one shard, telling ``around`` of all that happens."""
    versions = environment(around.device)
    around.emit(
        Started(
            at=time.time(),
            shard=shard.index,
            worker=around.worker,
            device=versions.device,
            torch=versions.torch,
            torchvision=versions.torchvision,
        )
    )
    try:
        _Work(shard, around).carry_out()
    except Difference as difference:
        around.emit(
            Differed(
                at=time.time(),
                shard=shard.index,
                case=difference.case,
                composed=difference.composed,
                whole=difference.whole,
            )
        )
        around.stop()
    complete = not around.stopped()
    around.emit(Ended(at=time.time(), shard=shard.index, worker=around.worker, complete=complete))


class _Work:
    """One shard under way."""

    def __init__(self, shard: Shard, around: Surroundings) -> None:
        self.shard, self.around = shard, around
        self.guide, self.tally = Guide(shard.index), Tally()
        self.told = time.monotonic()
        self.seen: set[Signature] = set()
        self.doubts: Counter[Signature] = Counter()
        self.known: dict[int, Table] = {}
        self.pending: deque[Waiting] = deque() if around.backlog is None else around.backlog
        self.began, self.shrinking = time.monotonic(), 0.0

    def carry_out(self) -> None:
        device, running = self.around.device, self.around.running
        for index, case in enumerate(cases_of(self.shard, self.guide, self.around.stopped)):
            inspection = inspect(case, device=device, probing=partial(running, case))
            self.tally.add(inspection)
            self.tally.pairs += self.guide.new_in(inspection)
            seed = case_seed(self.shard, index)
            if seed % SHARE == 0:
                running(case)
                hold(inspection, seed=seed, device=device)
            self._confirm_new(inspection, Found(self.shard.seed, self.shard.index, index))
            while self.pending and self.shrinking < (time.monotonic() - self.began) * SHRINKING:
                self._shrink_one()
            if time.monotonic() - self.told > BEAT:
                self._tell()
        leave = self.around.backlog is not None and self.shard.seconds and not self.around.stopped()
        while self.pending and not leave:
            self._shrink_one()
        self._tell(last=True)

    def _confirm_new(self, inspection: Inspection, found: Found) -> None:
        """Confirm all that is new in an inspection; shrinking takes turns with the search for more."""
        table = inspection.table
        if self.known.get(id(table)) is table:
            return
        for case, finding in self._confirmed(inspection):
            name, at = identify(finding.signature), time.time()
            index = self.shard.index
            self.around.emit(Met(at=at, shard=index, id=name, finding=finding, case=case, found=found))
            self.pending.append((case, finding, found))
        if not any(self.doubts[signature] < DOUBTS for signature in table.doubtful.keys() - self.seen):
            self.known[id(table)] = table

    def _confirmed(self, inspection: Inspection) -> Iterator[tuple[Case, Finding]]:
        table, around = inspection.table, self.around
        for signature, number in (*table.first.items(), *table.doubtful.items()):
            doubtful = signature not in table.first
            if signature in self.seen or (doubtful and self.doubts[signature] >= DOUBTS):
                continue
            if around.taken(identify(signature), self.shard.index):
                self.seen.add(signature)
                continue
            case = inspection.combination(number)
            if signature.stage != "backward" and signature.kind != "misplaced":
                case = replace(case, backward=False)
            around.running(case)
            self.doubts[signature] += doubtful
            finding = confirm(case, signature, doubtful=doubtful, device=around.device)
            if finding is None:
                continue
            self.seen.add(signature)
            if around.claim(identify(signature), self.shard.index):
                yield case, finding

    def _shrink_one(self) -> None:
        around, start = self.around, time.monotonic()
        case, finding, found = self.pending.popleft()
        entry = record(
            case,
            finding,
            found=found,
            device=around.device,
            running=around.running,
            hurry=around.hurry,
        )
        at, index = time.time(), self.shard.index
        if entry is None:
            around.emit(Unstable(at=at, shard=index, id=identify(finding.signature), case=case))
        else:
            minimal = not around.hurry()
            around.emit(Catalogued(at=at, shard=index, entry=entry, minimal=minimal))
        self.shrinking += time.monotonic() - start

    def _tell(self, *, last: bool = False) -> None:
        tally, self.told = self.tally, time.monotonic()
        around, at = self.around, time.time()
        around.emit(
            Ran(
                at=at,
                shard=self.shard.index,
                cases=tally.cases,
                combinations=tally.combinations,
                failing=dict(tally.failing),
                pairs=tuple(tally.pairs),
                incidence=tally.incidence() if last else {},
            )
        )
        tally.told(last)
