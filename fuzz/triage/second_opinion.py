"""Second opinions: a case that two devices differ on, shrunk to an entry of its own."""

from collections.abc import Callable

from msgspec.structs import replace

from fuzz.catalogue.entry import Entry, Found, entry_of
from fuzz.execution.outcome import Outcome
from fuzz.triage.minimize import minimize_by
from fuzz.triage.observation import Dropped, observation
from fuzz.triage.repair import repair
from fuzz.verdict import Finding
from fuzz.verdict.composed import observe_composed
from fuzz.verdict.divergence import Divergence, divergence
from strategies.case import Case
from strategies.error import CaseError


def composed_divergence(
    case: Case, *, device: str = "cpu", running: Callable[[Case], None] = lambda _: None
) -> Finding | None:
    """The finding in which two devices differ on a case, by composition; None where they agree.

    None as well for a case that is too large to run.
    """

    def look(one: Case, place: str) -> Outcome:
        return observe_composed(one, device=place, probing=lambda: running(one))

    try:
        seen = divergence(case, device=device, look=look)
    except CaseError:
        return None
    return seen.finding if seen is not None else None


def record_divergence(
    case: Case,
    finding: Finding,
    *,
    found: Found,
    device: str = "cpu",
    running: Callable[[Case], None] = lambda _: None,
    past_deadline: Callable[[], bool] = lambda: False,
) -> Entry | Dropped:
    """Shrink a case that two devices differ on to an entry, as `fuzz.triage.record.record` does.

    "unstable" where they agree when the smallest case is run whole.
    """

    def look(one: Case) -> Finding | None:
        return composed_divergence(one, device=device, running=running)

    minimal = minimize_by(look, case, finding.signature, past_deadline)
    running(minimal)
    seen = divergence(minimal, device=device)
    if seen is None or seen.finding.signature != finding.signature:
        return "unstable"
    entry = diverging(minimal, seen, found=found)
    if past_deadline():
        return entry
    fix = repair(minimal, seen.finding.cause, lambda one: _agrees(one, device, running))
    return entry if fix is None else replace(entry, passing=fix.case, fix=fix.text)


def _agrees(case: Case, device: str, running: Callable[[Case], None]) -> bool:
    """Whether the devices do the same with a case that is run whole."""
    try:
        running(case)
    except CaseError:
        return False
    return divergence(case, device=device) is None


def diverging(case: Case, seen: Divergence, *, found: Found) -> Entry:
    """An entry of a case that two devices differ on."""
    entry = entry_of(case, seen.finding, found)
    cause = "; ".join(filter(None, (entry.cause, seen.description)))
    observed = [observation(case, outcome, device) for device, outcome in seen.in_order()]
    return replace(entry, cause=cause, observed=tuple(observed))
