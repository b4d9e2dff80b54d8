"""Trust in composition, kept true: what was composed is held against a real run."""

from random import Random

from fuzz.error import FuzzError
from fuzz.execution.composition.compose import Composed, described
from fuzz.execution.observe import observe, without_loss
from fuzz.execution.outcome import Returned
from fuzz.verdict.finding import Finding, Signature
from fuzz.verdict.inspect import Inspection
from fuzz.verdict.judgement import judge
from strategies.case import Case, key
from strategies.validation import is_valid

PAIRINGS = 3
"""How many pairings of a case are run whole where it is held against a real run."""


class Difference(FuzzError):
    """Composition said something else of a case than a real run."""

    def __init__(self, case: Case, composed: object, whole: object) -> None:
        super().__init__(
            f"composed {composed}, but run whole {whole}, for the case {key(case).decode()}"
        )
        self.case, self.composed, self.whole = case, str(composed), str(whole)


def confirm(case: Case, signature: Signature, *, uncertain: bool, device: str = "cpu") -> Finding | None:
    """Run a case whole that is said to have a signature.

    None where a doubt did not come true, or where the case is too large to try. Raises `Difference`
    where there was no doubt, and yet it has another one or none.
    """
    if not is_valid(case):
        return None
    finding = judge(case, observe(case, device=device))
    if finding is not None and finding.signature == signature:
        return finding
    if uncertain:
        return None
    raise Difference(case, signature, finding and finding.signature)


def cross_check(
    inspection: Inspection, *, seed: int, device: str = "cpu", pairings: int = PAIRINGS
) -> None:
    """Hold an inspection against real runs of its network, and of some of its pairings.

    Raises `Difference` where they disagree.
    """
    composed, case = inspection.composed, inspection.case
    if composed is None:
        return
    bare = without_loss(case)
    whole = observe(bare, device=device)
    if isinstance(composed, Composed):
        said = Returned(output=described(composed.output), warnings=composed.warned)
        if said != whole:
            raise Difference(bare, said, whole)
        _hold_pairings(inspection, Random(seed), pairings, device)
    elif composed != whole:
        raise Difference(bare, composed, whole)


def _hold_pairings(inspection: Inspection, random: Random, count: int, device: str) -> None:
    verdicts = inspection.table.verdicts
    for number in random.sample(range(len(verdicts)), min(count, len(verdicts))):
        one = inspection.combination(number)
        if not is_valid(one):
            continue
        finding = judge(one, observe(one, device=device))
        seen = finding.signature if finding is not None else None
        verdict = verdicts[number]
        if seen != verdict and not isinstance(verdict, frozenset):
            raise Difference(one, verdict, seen)
