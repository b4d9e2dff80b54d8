"""Trust in composition, kept true: what was composed is held against a real run."""

from random import Random

from fuzz.error import FuzzError
from fuzz.execution.composition.compose import Composed, described
from fuzz.execution.observe import observe, without_loss
from fuzz.execution.outcome import Returned
from fuzz.verdict.evaluation import Evaluation
from fuzz.verdict.finding import Finding, Signature
from fuzz.verdict.judgement import judge
from strategies.case import Case, key
from strategies.validation import is_valid

PAIRINGS = 3
"""How many pairings of a case are run whole where it is held against a real run."""


class CompositionMismatch(FuzzError):
    """Composition said something else of a case than a real run."""

    def __init__(self, case: Case, composed: object, whole: object) -> None:
        super().__init__(
            f"composed {composed}, but run whole {whole}, for the case {key(case).decode()}"
        )
        self.case, self.composed, self.whole = case, str(composed), str(whole)


def confirm(case: Case, signature: Signature, *, uncertain: bool, device: str = "cpu") -> Finding | None:
    """Run a case whole that has a signature by composition.

    None where that was ``uncertain`` and is not so, or where the case is too large to try. Raises
    `CompositionMismatch` where it was certain, and the real run has another signature or none.
    """
    if not is_valid(case):
        return None
    finding = judge(case, observe(case, device=device))
    if finding is not None and finding.signature == signature:
        return finding
    if uncertain:
        return None
    raise CompositionMismatch(case, signature, finding and finding.signature)


def cross_check(
    evaluation: Evaluation, *, seed: int, device: str = "cpu", pairings: int = PAIRINGS
) -> None:
    """Hold an inspection against real runs of its network, and of some of its pairings.

    Raises `CompositionMismatch` where they disagree.
    """
    composed, case = evaluation.composed, evaluation.case
    if composed is None:
        return
    bare = without_loss(case)
    whole = observe(bare, device=device)
    if isinstance(composed, Composed):
        said = Returned(output=described(composed.output), warnings=composed.warned)
        if said != whole:
            raise CompositionMismatch(bare, said, whole)
        _hold_pairings(evaluation, Random(seed), pairings, device)
    elif composed != whole:
        raise CompositionMismatch(bare, composed, whole)


def _hold_pairings(evaluation: Evaluation, random: Random, count: int, device: str) -> None:
    verdicts = evaluation.table.verdicts
    for number in random.sample(range(len(verdicts)), min(count, len(verdicts))):
        one = evaluation.combination(number)
        if not is_valid(one):
            continue
        finding = judge(one, observe(one, device=device))
        seen = finding.signature if finding is not None else None
        verdict = verdicts[number]
        if seen != verdict and not isinstance(verdict, frozenset):
            raise CompositionMismatch(one, verdict, seen)
