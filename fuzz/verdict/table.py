"""Table: the verdict on each loss and target for one output."""

from collections import Counter
from collections.abc import Callable, Set
from dataclasses import dataclass
from functools import cached_property

from fuzz.execution.memo import Memo
from fuzz.verdict.finding import DEADLY, REFUSED, Finding, FindingKind, Signature, Wording
from strategies.contract import Prediction

Verdict = Signature | None | frozenset[Signature | None]
"""A signature, None, or several of these where only a real run can decide."""


SeenWording = tuple[Signature, Wording]
"""A signature, and a message of torch in such a finding."""


def wordings_in(finding: Finding | None, expected: Prediction) -> frozenset[SeenWording]:
    """The messages of torch in a finding, with its signature.

    None where the case was ``expected`` to violate another rule as well, or is a misuse besides: whose
    words they are is not certain then.
    """
    if finding is None or expected.rules - {finding.signature.rule}:
        return frozenset()
    return frozenset((finding.signature, wording) for wording in finding.wordings)


@dataclass(frozen=True)
class Table:
    """The verdict on each pairing of an output, in the order of `all_pairings`.

    ``wordings`` are the messages of torch that were seen with its signatures.
    """

    verdicts: tuple[Verdict, ...]
    wordings: frozenset[SeenWording] = frozenset()

    @cached_property
    def failing(self) -> Counter[str]:
        """The number of pairings with a finding, by kind."""
        return Counter(verdict.kind for verdict in self.verdicts if isinstance(verdict, Signature))

    @cached_property
    def combinations(self) -> int:
        """The number of pairings with a certain verdict."""
        return sum(not isinstance(verdict, frozenset) for verdict in self.verdicts)

    @cached_property
    def first(self) -> dict[Signature, int]:
        """For each signature, the first pairing that has it."""
        found: dict[Signature, int] = {}
        for number, verdict in enumerate(self.verdicts):
            if isinstance(verdict, Signature):
                found.setdefault(verdict, number)
        return found

    @cached_property
    def by_rule(self) -> dict[str, list[int]]:
        """The pairings that violate a rule, by its id; those without a finding under ""."""
        found: dict[str, list[int]] = {}
        for number, verdict in enumerate(self.verdicts):
            if not isinstance(verdict, frozenset) and (verdict is None or verdict.rule):
                found.setdefault(verdict.rule if verdict is not None else "", []).append(number)
        return found

    @cached_property
    def uncertain(self) -> dict[Signature, int]:
        """For each signature that a pairing may have, the first such pairing."""
        found: dict[Signature, int] = {}
        for number, verdict in enumerate(self.verdicts):
            for signature in verdict if isinstance(verdict, frozenset) else ():
                if signature is not None and signature not in self.first:
                    found.setdefault(signature, number)
        return found

    @property
    def fine(self) -> int | None:
        """The first pairing without a finding; None where each has one."""
        return self.verdicts.index(None) if None in self.verdicts else None

    @property
    def returning(self) -> int | None:
        """The first pairing without a finding, else the first with one that stops nothing; None where
        each is refused, ends the process, or is uncertain."""
        if self.fine is not None:
            return self.fine
        return next((n for one, n in self.first.items() if one.kind in ORDER), None)

    def under(self, finding: Finding, wordings: frozenset[SeenWording]) -> "Table":
        """The same with a finding in the network: before it, only how the loss fails or dies counts."""
        return self._changed(finding, wordings, _under)

    def before(self, finding: Finding, wordings: frozenset[SeenWording]) -> "Table":
        """The same with a finding in the backward pass through the network.

        An error of the loss, or a death, comes before it; for other findings in the loss, a real run has
        to decide.
        """
        return self._changed(finding, wordings, _either)

    def _changed(self, finding: Finding, wordings: frozenset[SeenWording], change: "Change") -> "Table":
        """The table with each verdict changed; many networks with one finding share one table."""
        name = (id(self), change, finding.signature, wordings)
        return _changed.get(name, lambda: (self, self._made(finding.signature, wordings, change)))[1]

    def _made(self, signature: Signature, wordings: frozenset[SeenWording], change: "Change") -> "Table":
        changed = Table(tuple(_each(verdict, signature, change) for verdict in self.verdicts))
        there = changed.first.keys() | changed.uncertain.keys()
        return Table(
            changed.verdicts, frozenset(one for one in self.wordings | wordings if one[0] in there)
        )


_changed: Memo[tuple[Table, Table]] = Memo(1024)
"""Tables changed by a finding, each behind the one that it is of, so that no other has its identity."""

Change = Callable[[Signature | None, Signature], Set[Signature | None]]
"""What a verdict on a pairing, and the signature of a finding in its network, come to."""


ORDER: tuple[FindingKind, ...] = ("silent", "warned", "nonfinite")
"""The kinds of findings that do not stop a run, in order of precedence."""


def verdict_of(signatures: Set[Signature | None]) -> Verdict:
    """The only signature, or all that are possible."""
    return next(iter(signatures)) if len(signatures) == 1 else frozenset(signatures)


def _each(verdict: Verdict, signature: Signature, change: Change) -> Verdict:
    several = verdict if isinstance(verdict, frozenset) else {verdict}
    return verdict_of(frozenset().union(*(change(one, signature) for one in several)))


def _under(verdict: Signature | None, signature: Signature) -> Set[Signature | None]:
    if verdict is None or verdict.kind in (*REFUSED, *DEADLY):
        return {verdict or signature}
    return {verdict if ORDER.index(verdict.kind) < ORDER.index(signature.kind) else signature}


def _either(verdict: Signature | None, signature: Signature) -> Set[Signature | None]:
    if verdict is None:
        return {signature}
    ended_before = verdict.kind in ("rejected", "spurious", *DEADLY) and verdict.stage == "loss"
    return {verdict} if ended_before else {verdict, signature}
