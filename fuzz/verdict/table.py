"""What all losses and targets make of one output."""

from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from fuzz.execution.composition.pairing import Comparison, all_pairings, contiguous, is_tracked
from fuzz.execution.memo import Memo
from fuzz.execution.outcome import Outcome
from fuzz.execution.setting import Setting
from fuzz.verdict.finding import Signature, judge

Verdict = Signature | None | frozenset[Signature | None]
"""A signature, nothing to say, or the several of these of which only a real run can tell."""

TABLES = 1024
"""How many outputs a process remembers the findings of."""


@dataclass(frozen=True)
class Table:
    """The verdict on each pairing of an output, in the order of `all_pairings`."""

    verdicts: tuple[Verdict, ...]

    @cached_property
    def failing(self) -> Counter[str]:
        """The number of pairings with a finding, by kind."""
        return Counter(verdict.kind for verdict in self.verdicts if isinstance(verdict, Signature))

    @cached_property
    def combinations(self) -> int:
        """The number of pairings to which there is an answer."""
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
    def doubtful(self) -> dict[Signature, int]:
        """For each signature that a pairing may have, the first such pairing."""
        found: dict[Signature, int] = {}
        for number, verdict in enumerate(self.verdicts):
            for signature in verdict if isinstance(verdict, frozenset) else ():
                if signature is not None and signature not in self.first:
                    found.setdefault(signature, number)
        return found

    @property
    def fine(self) -> int | None:
        """The first pairing that nothing is to be said of."""
        return self.verdicts.index(None) if None in self.verdicts else None

    def under(self, signature: Signature) -> "Table":
        """The same where the network has a finding before which only exceptions of a loss come."""
        return Table(tuple(_under(verdict, signature) for verdict in self.verdicts))


def _under(verdict: Verdict, signature: Signature) -> Verdict:
    if isinstance(verdict, frozenset):
        return _verdict({_first(one, signature) for one in verdict})
    return _first(verdict, signature)


def _first(verdict: Signature | None, signature: Signature) -> Signature:
    return verdict if verdict is not None and verdict.kind == "raised" else signature


_tables: Memo[Table] = Memo(TABLES)


def forget_tables() -> None:
    """Forget what losses made of outputs."""
    _tables.clear()


def table_of(pattern: Any, setting: Setting) -> Table:
    """What all losses and targets make of an output of a pattern, with the way back if it is wanted."""
    if not setting.backward:
        pattern = contiguous(pattern)
    setting = setting._replace(train=False, grad=setting.grad or not is_tracked(pattern))
    key = (repr(pattern), setting)
    return _tables.get(key, lambda: Table(tuple(_verdicts(pattern, setting))))


def _verdicts(pattern: Any, setting: Setting) -> Iterator[Verdict]:
    comparison = Comparison(pattern, setting)
    pairings = all_pairings(comparison.shape)
    there = _way_there(pattern, setting) if setting.backward else (None,) * len(pairings)
    for (loss, target), known in zip(pairings, there, strict=True):
        if isinstance(known, Signature) and known.kind == "raised":
            yield known
        else:
            yield _verdict({_signature(outcome) for outcome in comparison.outcomes(loss, target)})


def _way_there(pattern: Any, setting: Setting) -> tuple[Verdict, ...]:
    """The verdicts without the way back: where a loss raises, there is none."""
    return table_of(pattern, setting._replace(backward=False)).verdicts


def _verdict(signatures: Set[Signature | None]) -> Verdict:
    return next(iter(signatures)) if len(signatures) == 1 else frozenset(signatures)


def _signature(outcome: Outcome) -> Signature | None:
    finding = judge(outcome)
    return finding.signature if finding is not None else None
