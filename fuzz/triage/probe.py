"""Probing: whether a case fails as another one does, by running it."""

from fuzz.verdict import Finding
from fuzz.verdict.presume import presume
from strategies.case import Case


def fails_like(case: Case, finding: Finding, *, device: str = "cpu") -> bool | None:
    """Whether a case fails as a finding tells (True), or not (False).

    None where another rule is broken: whether this one would be is hidden behind that. Raises
    `CaseError` for a case that is malformed or too large.
    """
    seen = presume(case, device=device)
    if seen is None:
        return False
    if seen.signature == finding.signature:
        return True
    alike = bool(seen.signature.rule) and seen.signature.rule == finding.signature.rule
    return False if alike else None
