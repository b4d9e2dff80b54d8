"""record(): an entry made of a failing case, shrunk and run once more."""

from collections.abc import Callable

from msgspec.structs import replace

from fuzz.catalogue.entry import Entry, Found, Observation, entry_of
from fuzz.execution.environment import environment
from fuzz.execution.observe import forget, observe
from fuzz.execution.outcome import Outcome, Raised
from fuzz.triage.minimize import minimize
from fuzz.verdict import Finding, judge
from fuzz.verdict.trust import Difference
from strategies.case import Case


def record(
    case: Case,
    finding: Finding,
    *,
    found: Found,
    device: str = "cpu",
    running: Callable[[Case], None] = lambda _: None,
    hurry: Callable[[], bool] = lambda: False,
) -> Entry | None:
    """Shrink a failing case to an entry, or return None where it does not fail alike each time.

    ``running`` is told each case before it is run; ``hurry`` cuts the shrinking short. Raises
    `Difference` where the smallest case fails otherwise when it is run whole, twice over; but for what
    is not finite, which may come of values, or of memory that nothing was written to.
    """
    minimal = minimize(case, finding.signature, device=device, running=running, hurry=hurry)
    running(minimal)
    outcome, again = _run(minimal, device)
    if again is None or again.signature != finding.signature:
        forget()
        _, once_more = _run(minimal, device)
        if once_more == again and finding.signature.kind != "nonfinite":
            raise Difference(minimal, finding.signature, again and again.signature)
        return None
    entry = entry_of(minimal, again, found)
    return replace(
        entry,
        sites=tuple(sorted({finding.site, again.site})),
        observed=(observation(outcome, again, device),),
    )


def _run(case: Case, device: str) -> tuple[Outcome, Finding | None]:
    outcome = observe(case, device=device)
    return outcome, judge(case, outcome)


def observation(outcome: Outcome, finding: Finding, device: str) -> Observation:
    """What this process's environment showed, as an entry keeps it."""
    around = environment(device)
    return Observation(
        torch=around.torch,
        torchvision=around.torchvision,
        device=around.device,
        stage=finding.stage,
        exception=finding.exception,
        message=finding.message,
        site=finding.site,
        output=None if isinstance(outcome, Raised) else outcome.output.shape,
    )
