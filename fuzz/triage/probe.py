"""Probing: whether a case fails as another one does, by running it."""

from fuzz.verdict import Finding
from fuzz.verdict.composed import judge_composed
from fuzz.verdict.finding import REFUSED
from strategies.case import Case
from strategies.stage import STAGES


def fails_like(case: Case, finding: Finding, *, device: str = "cpu") -> bool | None:
    """Whether a case fails as a finding tells (True), or not (False).

    None where another failure comes first, which hides whether this one would come as well. Raises
    `CaseError` for a case that is malformed or too large.
    """
    seen = judge_composed(case, device=device)
    if seen is None:
        return False
    if seen.signature == finding.signature:
        return True
    alike = bool(seen.signature.rule) and seen.signature.rule == finding.signature.rule
    return False if alike or _is_behind(seen, finding) else None


def _is_behind(seen: Finding, finding: Finding) -> bool:
    """Whether a run got past the stage at which a finding shows, before something else was wrong."""
    reached, wanted = STAGES.index(seen.stage), STAGES.index(finding.stage)
    let_pass = finding.signature.kind in REFUSED and seen.signature.kind not in REFUSED
    return reached > wanted or (reached == wanted and let_pass)
