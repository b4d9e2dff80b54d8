"""work(): carry out a shard: draw cases, evaluate, confirm and shrink what is new."""

import time
from contextlib import suppress
from functools import partial

from fuzz.campaign.context import ShardContext, TimeIsUp
from fuzz.campaign.event import Differed, Ended, Ran, Started
from fuzz.campaign.guide import Guide
from fuzz.campaign.memory import confirmed, evaluated, trusted
from fuzz.campaign.news import News
from fuzz.campaign.opinion import SecondOpinions
from fuzz.campaign.peril import PERILOUS_EVERY, may_dare, perilous_case
from fuzz.campaign.shard import Shard, case_seed
from fuzz.campaign.shrink import Shrinking
from fuzz.campaign.source import cases_of
from fuzz.campaign.tally import Tally
from fuzz.catalogue.entry import Found
from fuzz.execution import garbage, kept
from fuzz.execution.environment import environment
from fuzz.execution.outcome import Died
from fuzz.execution.runner.daring import Daring
from fuzz.triage.repair import with_first_fault_fixed
from fuzz.verdict import Finding
from fuzz.verdict.evaluation import Evaluation
from fuzz.verdict.judgement import judge
from fuzz.verdict.trust import CompositionMismatch, cross_check
from strategies.case import Case
from strategies.error import CaseError

CROSS_CHECK_EVERY = 2000
"""One case in so many is cross-checked with real runs, beside every new signature."""

BEAT = 0.5
"""Seconds between two reports of how far the work is."""

BEHIND = 5
"""The number of faults of a case that are fixed in turn, as long as there are new failures behind."""


def work(shard: Shard, context: ShardContext) -> None:
    """Carry out one shard, and emit its events to ``context``."""
    versions = environment(context.device)
    context.emit(
        Started(
            at=time.time(),
            shard=shard.index,
            worker=context.worker,
            device=versions.device,
            torch=versions.torch,
            torchvision=versions.torchvision,
        )
    )
    try:
        _Work(shard, context).carry_out()
    except CompositionMismatch as mismatch:
        context.emit(
            Differed(
                at=time.time(),
                shard=shard.index,
                case=mismatch.case,
                composed=mismatch.composed,
                whole=mismatch.whole,
            )
        )
        context.stop()
    complete = not context.stopped()
    context.emit(Ended(at=time.time(), shard=shard.index, worker=context.worker, complete=complete))


class _Work:
    """One shard under way."""

    def __init__(self, shard: Shard, context: ShardContext) -> None:
        self.shard, self.context = shard, context.in_time()
        self.guide, self.tally = Guide(shard.index, context.tried), Tally()
        self.news, self.shrinking = News(shard, self.context), Shrinking(shard, context)
        self.opinions = SecondOpinions(shard, self.context)
        self.last_report = time.monotonic()

    def carry_out(self) -> None:
        with suppress(TimeIsUp):
            self._search()
        leave = self.context.backlog is not None and self.shard.seconds and not self.context.stopped()
        while self.shrinking.backlog and not leave and not self._is_over():
            self.shrinking.work_off_one()
        self._tell(last=True)

    def _search(self) -> None:
        for case, how in self.context.inherited:
            self._meet(case, judge(case, how), Found(self.shard.seed, self.shard.index, 0))
        for index, case in enumerate(cases_of(self.shard, self.guide, self.context.stopped)):
            found = Found(self.shard.seed, self.shard.index, index)
            if (died := self.context.fate(case)) is not None:
                self._bury(case, died, found)
                continue
            trusted(partial(self._look_into, case, found))
            self.shrinking.take_turn()
            garbage.tidy()
            if time.monotonic() - self.last_report > BEAT:
                self._tell()

    def _look_into(self, case: Case, found: Found) -> None:
        """Evaluate a case, and confirm what is new in it."""
        running = self.context.running
        running(case)
        evaluation = evaluated(case, self.context)
        if evaluation is None:
            died = confirmed(case, self.context)
            if died is not None:
                self._bury(case, died, found)
            return
        self.tally.add(evaluation)
        self.tally.pairs += self.guide.new_in(evaluation)
        seed = case_seed(self.shard, found.index)
        if seed % CROSS_CHECK_EVERY == 0:
            with suppress(CaseError):  # a pairing of it may end the process
                cross_check(evaluation, seed=seed, device=self.context.device, running=running)
        self._follow(evaluation, found)
        if seed % PERILOUS_EVERY == 0:
            self._dare(evaluation, seed, found)

    def _is_over(self) -> bool:
        """Whether time bounds the shard and is over: what still waits is told as it is."""
        return bool(self.shard.seconds) and self.context.past_deadline()

    def _bury(self, case: Case, died: Died, found: Found) -> None:
        """Meet the finding in a case that ends its process, without running it here."""
        self.tally.cases += 1
        self._meet(case, judge(case, died), found)

    def _dare(self, evaluation: Evaluation, seed: int, found: Found) -> None:
        """Try a loss and target that may end the process, in a child."""
        account = self.context.backlog if self.shard.seconds else None
        case, child = perilous_case(evaluation, seed), self.context.child
        if case is None or child is None or not may_dare(account):
            return
        start = time.monotonic()
        self._meet(case, judge(case, Daring(child).run(case)), found)
        if account is not None:
            account.daring += time.monotonic() - start

    def _meet(self, case: Case, finding: Finding | None, found: Found, behind: int = 0) -> None:
        if finding is not None and self.news.claims(finding):
            self.shrinking.meet(case, finding, found, behind)

    def _follow(self, evaluation: Evaluation, found: Found) -> None:
        """Confirm what is new; then fix the first fault, and evaluate what was behind it."""
        for behind in range(BEHIND + 1):
            new = self.news.any_in(evaluation)
            for case, finding in self.news.confirmed(evaluation):
                self.shrinking.meet(case, finding, found, behind)
            for case, finding in self.opinions.differing(evaluation):
                self.shrinking.meet(case, finding, found, behind)
            better = with_first_fault_fixed(evaluation.case) if new else None
            if better is None:
                return
            if (died := self.context.fate(better)) is not None:
                self._meet(better, judge(better, died), found, behind + 1)
                return
            try:
                self.context.running(better)
                mended = evaluated(better, self.context)
            except CaseError:
                return
            if mended is None:
                return
            evaluation = mended

    def _tell(self, *, last: bool = False) -> None:
        kept.write(now=last)
        tally, self.last_report = self.tally, time.monotonic()
        context, at = self.context, time.time()
        losses, sizes = tally.grids() if last else ((), ())
        context.emit(
            Ran(
                at=at,
                shard=self.shard.index,
                cases=tally.cases,
                combinations=tally.combinations,
                failing=dict(tally.failing),
                pairs=tuple(tally.pairs),
                incidence=tally.incidence() if last else {},
                losses=losses,
                sizes=sizes,
            )
        )
        tally.begin_anew(last)
