"""The new failures in an evaluation, confirmed by real runs."""

import time
from collections.abc import Iterator

from msgspec.structs import replace

from fuzz.campaign.context import ShardContext
from fuzz.campaign.event import MetAgain, NewMessage
from fuzz.campaign.seen import Seen
from fuzz.campaign.shard import Shard
from fuzz.catalogue.entry import identify
from fuzz.verdict import Finding, Signature, Wording
from fuzz.verdict.evaluation import Evaluation
from fuzz.verdict.finding import DEADLY
from fuzz.verdict.judgement import judge
from fuzz.verdict.table import Table
from fuzz.verdict.trust import confirm
from strategies.case import Case
from strategies.error import CaseError

DOUBTS = 1
"""How often a shard runs a case whole to confirm a signature that depends on values."""

DOUBTS_OF_WORKER = 3
"""The same for a worker with all its shards, where time bounds them."""


class News:
    """What a shard sees for the first time, so that each failure is confirmed once.

    Where time bounds the shards of a worker, what one has seen is no news to the next. Where cases are
    counted, each has seen its own alone, so that what it finds follows from its seed and number.
    """

    def __init__(self, shard: Shard, context: ShardContext) -> None:
        self.shard, self.context = shard.index, context
        shared = context.backlog if shard.seconds else None
        self._seen = Seen() if shared is None else shared.seen
        self._most = DOUBTS if shared is None else DOUBTS_OF_WORKER

    def any_in(self, evaluation: Evaluation) -> bool:
        """Whether a failure is met here for the first time, whoever else's it is."""
        new = evaluation.table.first.keys() - self._seen.met
        self._seen.met |= new
        return bool(new)

    def confirmed(self, evaluation: Evaluation) -> list[tuple[Case, Finding]]:
        """The failures in an evaluation that this shard is the first to claim.

        Raises `fuzz.verdict.trust.CompositionMismatch` where a real run does not show one of them.
        """
        table = evaluation.table
        if self._seen.tables.get(id(table)) is table:
            return []
        new = list(self._claimed(evaluation))
        self._tell_words(table)
        if not any(self._is_open(signature, True) for signature in table.uncertain):
            self._seen.tables[id(table)] = table
        return new

    def claims(self, finding: Finding) -> bool:
        """Whether a finding that needs no confirmation is this shard's to shrink."""
        signature, context = finding.signature, self.context
        if signature in self._seen.settled:
            return False
        self._seen.settled.add(signature)
        name = identify(signature)
        self._tell_known(name, name in context.known)
        return name not in context.known and context.claim(name, self.shard)

    def _tell_words(self, table: Table) -> None:
        by_signature: dict[Signature, set[Wording]] = {}
        for signature, wording in table.wordings - self._seen.wordings:
            by_signature.setdefault(signature, set()).add(wording)
        self._seen.wordings |= table.wordings
        for signature, wordings in by_signature.items():
            name, words = identify(signature), tuple(sorted(wordings))
            self.context.emit(NewMessage(at=time.time(), shard=self.shard, id=name, wordings=words))

    def _is_open(self, signature: Signature, uncertain: bool) -> bool:
        if signature in self._seen.settled:
            return False
        return not uncertain or self._seen.doubts[signature] < self._most

    def _claimed(self, evaluation: Evaluation) -> Iterator[tuple[Case, Finding]]:
        table, context = evaluation.table, self.context
        for signature, number in (*table.first.items(), *table.uncertain.items()):
            uncertain = signature not in table.first
            if not self._is_open(signature, uncertain):
                continue
            name = identify(signature)
            known = name in context.known
            if (known and not uncertain) or (not known and context.is_claimed(name, self.shard)):
                self._seen.settled.add(signature)
                self._tell_known(name, known)
                continue
            case = evaluation.combination(number)
            if signature.stage != "backward" and signature.kind != "misplaced":
                case = replace(case, backward=False)
            self._seen.doubts[signature] += uncertain
            finding = self._confirmed(case, signature, uncertain=uncertain)
            if finding is None:
                continue
            self._seen.settled.add(signature)
            self._tell_known(name, known)
            if not known and context.claim(name, self.shard):
                yield case, finding

    def _confirmed(self, case: Case, signature: Signature, *, uncertain: bool) -> Finding | None:
        """The finding of a case that has a signature by composition, run whole: in a child where it
        ends its process. None where it has it not."""
        context = self.context
        if signature.kind in DEADLY:
            finding = judge(case, context.child.run(case)) if context.child is not None else None
            return finding if finding is not None and finding.signature == signature else None
        try:
            context.running(case)
        except CaseError:
            return None  # it ends its process before it gets there
        return confirm(case, signature, uncertain=uncertain, device=context.device)

    def _tell_known(self, name: str, known: bool) -> None:
        if known:
            self.context.emit(MetAgain(at=time.time(), shard=self.shard, id=name))
