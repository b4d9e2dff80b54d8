"""Checks of composition: its results are compared with real runs."""

from collections.abc import Callable
from random import Random

from fuzz.error import FuzzError
from fuzz.execution.composition.compose import Composed, described
from fuzz.execution.observe import observe
from fuzz.execution.outcome import Died, Returned
from fuzz.verdict.evaluation import Evaluation
from fuzz.verdict.finding import DEADLY, Finding, Signature
from fuzz.verdict.judgement import judge
from fuzz.verdict.table import Verdict
from strategies.case import Case, key, without_loss
from strategies.validation import is_valid

PAIRINGS = 3
"""The number of pairings that are run whole where a case is cross-checked."""


class CompositionMismatch(FuzzError):
    """The outcome of a case by composition differs from that of a real run."""

    def __init__(self, case: Case, composed: object, whole: object) -> None:
        super().__init__(
            f"composed {composed}, but run whole {whole}, for the case {key(case).decode()}"
        )
        self.case, self.composed, self.whole = case, str(composed), str(whole)


def confirm(case: Case, signature: Signature, *, uncertain: bool, device: str = "cpu") -> Finding | None:
    """Run a case whole that has a signature by composition, and return the finding.

    None where the signature was ``uncertain`` and is not confirmed, where the case is too large to run,
    or where memory runs out, which says nothing of it.

    Raises `CompositionMismatch` where it was certain, and the real run has another or none.
    """
    if not is_valid(case):
        return None
    outcome = observe(case, device=device)
    finding = judge(case, outcome)
    if finding is not None and finding.signature == signature:
        return finding
    if uncertain or isinstance(outcome, Died):
        return None
    raise CompositionMismatch(case, signature, finding and finding.signature)


def cross_check(
    evaluation: Evaluation,
    *,
    seed: int,
    device: str = "cpu",
    pairings: int = PAIRINGS,
    running: Callable[[Case], None] = lambda _: None,
) -> None:
    """Compare an evaluation with real runs of its network, and of some of its pairings.

    ``running`` is called with each case before it is run. What ends the process is left alone. Raises
    `CompositionMismatch` where they differ.
    """
    composed, case = evaluation.composed, evaluation.case
    if composed is None:
        return
    bare = without_loss(case)
    running(bare)
    whole = observe(bare, device=device)
    if isinstance(whole, Died):
        return
    if isinstance(composed, Composed):
        returned = Returned(output=described(composed.output), warnings=composed.warned)
        if returned != whole:
            raise CompositionMismatch(bare, returned, whole)
        _hold_pairings(evaluation, Random(seed), pairings, device, running)
    elif composed != whole:
        raise CompositionMismatch(bare, composed, whole)


def _hold_pairings(
    evaluation: Evaluation,
    random: Random,
    count: int,
    device: str,
    running: Callable[[Case], None],
) -> None:
    verdicts = evaluation.table.verdicts
    for number in random.sample(range(len(verdicts)), min(count, len(verdicts))):
        one, verdict = evaluation.combination(number), verdicts[number]
        if not is_valid(one) or _is_undecided(verdict):
            continue
        running(one)
        outcome = observe(one, device=device)
        if isinstance(outcome, Died):
            continue
        finding = judge(one, outcome)
        seen = finding.signature if finding is not None else None
        if seen != verdict:
            raise CompositionMismatch(one, verdict, seen)


def _is_undecided(verdict: Verdict) -> bool:
    """Whether only a real run can decide a verdict, or a process ended in it."""
    return isinstance(verdict, frozenset) or (verdict is not None and verdict.kind in DEADLY)
