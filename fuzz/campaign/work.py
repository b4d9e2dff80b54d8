"""Carrying out a shard: draw, inspect, confirm what is new, and shrink it."""

import time
from functools import partial

from fuzz.campaign.event import Differed, Ended, Ran, Started
from fuzz.campaign.guide import Guide
from fuzz.campaign.news import News
from fuzz.campaign.shard import Shard, case_seed
from fuzz.campaign.shrink import Shrinking
from fuzz.campaign.source import cases_of
from fuzz.campaign.surroundings import Surroundings
from fuzz.campaign.tally import Tally
from fuzz.catalogue.entry import Found
from fuzz.execution.environment import environment
from fuzz.triage.repair import mended
from fuzz.verdict.inspect import Inspection, inspect
from fuzz.verdict.trust import Difference, cross_check

SHARE = 2000
"""One case in so many is held against real runs, beside every new signature."""

BEAT = 0.5
"""Seconds between two reports of how far the work is."""

BEHIND = 5
"""How many faults of a case are mended one after the other, as long as there is more behind them."""


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
        self.news, self.shrinking = News(shard.index, around), Shrinking(shard.index, around)
        self.told = time.monotonic()

    def carry_out(self) -> None:
        device, running = self.around.device, self.around.running
        for index, case in enumerate(cases_of(self.shard, self.guide, self.around.stopped)):
            inspection = inspect(case, device=device, probing=partial(running, case))
            self.tally.add(inspection)
            self.tally.pairs += self.guide.new_in(inspection)
            seed = case_seed(self.shard, index)
            if seed % SHARE == 0:
                running(case)
                cross_check(inspection, seed=seed, device=device)
            self._follow(inspection, Found(self.shard.seed, self.shard.index, index))
            self.shrinking.take_turn()
            if time.monotonic() - self.told > BEAT:
                self._tell()
        leave = self.around.backlog is not None and self.shard.seconds and not self.around.stopped()
        while self.shrinking.pending and not leave:
            self.shrinking.shrink_one()
        self._tell(last=True)

    def _follow(self, inspection: Inspection, found: Found) -> None:
        """Confirm what is new; then mend the first fault, and look at what was behind it."""
        for behind in range(BEHIND + 1):
            new = self.news.any_in(inspection)
            for case, finding in self.news.confirmed(inspection):
                self.shrinking.meet(case, finding, found, behind)
            better = mended(inspection.case) if new else None
            if better is None:
                return
            running = partial(self.around.running, better)
            inspection = inspect(better, device=self.around.device, probing=running)

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
