"""Second opinions: each rule that a shard sees violated is asked of another device."""

import time
from collections.abc import Iterator
from hashlib import sha256

from fuzz.campaign.context import Backlog, ShardContext
from fuzz.campaign.event import MetAgain
from fuzz.campaign.shard import Shard
from fuzz.catalogue.entry import identify
from fuzz.triage.second_opinion import composed_divergence
from fuzz.verdict import Finding
from fuzz.verdict.divergence import Divergence, divergence
from fuzz.verdict.evaluation import Evaluation
from strategies.case import Case
from strategies.error import CaseError

ASKED = 3
"""How many cases of each rule, and of none, a shard asks of another device; where time bounds it, a
worker with all its shards."""

OFTEN = 16
"""Shards that ask of every rule, where their cases are counted; then one in two of so many, one in
three, and so on, since most was seen by then."""

SHARE = 1 / 20
"""The share of a shard's time that goes into second opinions, where time bounds it."""


class SecondOpinions:
    """How often a shard has asked other devices of each rule.

    What a rule's own smallest case shows is not enough: `meta` accepts int32 class indices, and refuses
    class indices of a wrong shape as every device does.
    """

    def __init__(self, shard: Shard, context: ShardContext) -> None:
        self.shard, self.context = shard.index, context
        self._timed = bool(shard.seconds)
        shared = context.backlog if self._timed else None
        self._account = Backlog() if shared is None else shared

    def differing(self, evaluation: Evaluation) -> Iterator[tuple[Case, Finding]]:
        """The divergences in an evaluation that this shard is the first to claim, run whole.

        Where time bounds the shard, only as many cases are asked of as its share of that allows.
        """
        for case in self._to_ask(evaluation):
            start = time.monotonic()
            seen = composed_divergence(case, device=self.context.device, running=self.context.running)
            self._account.asking += time.monotonic() - start
            if seen is None:
                continue
            name = identify(seen.signature)
            if name in self.context.known:
                self.context.emit(MetAgain(at=time.time(), shard=self.shard, id=name))
                continue
            if self.context.is_claimed(name, self.shard):
                continue
            whole = self._whole(case)
            if whole is None or whole.finding.signature != seen.signature:
                continue
            if self.context.claim(name, self.shard):
                yield case, whole.finding

    def _whole(self, case: Case) -> Divergence | None:
        """How devices differ on a case that is run whole; None where it would end the process."""
        try:
            self.context.running(case)
        except CaseError:
            return None
        return divergence(case, device=self.context.device)

    def _to_ask(self, evaluation: Evaluation) -> Iterator[Case]:
        """Cases of an evaluation with the rules that were seldom asked, each with other pairings."""
        if evaluation.composed is None:
            return
        for rule, numbers in evaluation.table.by_rule.items():
            asked = self._account.asked[rule]
            if asked >= ASKED or not (self._timed or asks(self.shard, rule)):
                continue
            if self._timed and not self._has_time():
                return
            self._account.asked[rule] += 1
            yield evaluation.combination(numbers[asked * len(numbers) // ASKED])

    def _has_time(self) -> bool:
        account = self._account
        return account.asking <= account.age() * SHARE


def asks(shard: int, rule: str) -> bool:
    """Whether a shard of counted cases asks other devices of a rule, whatever worker has it."""
    turn = int.from_bytes(sha256(f"{rule}/{shard}".encode()).digest()[:8])
    return turn % (1 + shard // OFTEN) == 0
