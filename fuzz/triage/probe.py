"""Probing: whether a case fails as another one does, by running it."""

from fuzz.execution.outcome import STAGES
from fuzz.verdict import Finding
from fuzz.verdict.presume import presume
from strategies.case import Case
from strategies.contract import predict


def fails_like(case: Case, finding: Finding, *, device: str = "cpu") -> bool | None:
    """Whether a case fails as a finding tells (True), or not (False).

    None where another failure comes first, behind which this one cannot be seen. Raises `CaseError` for
    a case that is malformed or too large.
    """
    seen = presume(case, device=device)
    if seen is not None and seen.signature == finding.signature:
        return True
    if seen is None or not _hides(case, seen, finding):
        return False
    return None


def _hides(case: Case, seen: Finding, finding: Finding) -> bool:
    if STAGES.index(seen.stage) < STAGES.index(finding.stage):
        return True
    expected = predict(case)
    broken = (*expected.violations, expected.doubt)
    return finding.signature.rule in {one.rule for one in broken if one is not None}
