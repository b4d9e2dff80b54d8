"""record(): an entry made of a failing case, shrunk and run once more."""

from collections.abc import Callable

from fuzz.catalogue.entry import Entry, Found, Observation
from fuzz.execution.environment import environment
from fuzz.execution.observe import forget, observe
from fuzz.execution.outcome import Outcome, Raised
from fuzz.triage.minimize import minimize
from fuzz.verdict import Finding, judge
from strategies.case import Case


def record(
    case: Case,
    finding: Finding,
    *,
    found: Found,
    seed: int | None,
    device: str = "cpu",
    running: Callable[[Case], None] = lambda _: None,
    hurry: Callable[[], bool] = lambda: False,
) -> Entry | None:
    """Shrink a failing case to an entry, or return None where it does not fail alike each time.

    ``running`` is told each case before it is run; ``hurry`` cuts the shrinking short.
    """
    minimal = minimize(case, finding.signature, device=device, seed=seed, running=running, hurry=hurry)
    forget()
    outcome = observe(minimal, device=device)
    again = judge(outcome)
    if again is None or again.signature != finding.signature:
        return None
    return Entry(
        signature=again.signature,
        case=minimal,
        sites=tuple(sorted({finding.site, again.site})),
        observed=(observation(outcome, again, device),),
        found=found,
    )


def observation(outcome: Outcome, finding: Finding, device: str) -> Observation:
    """What this process's environment showed, as an entry keeps it."""
    around = environment(device)
    return Observation(
        torch=around.torch,
        torchvision=around.torchvision,
        device=around.device,
        exception=finding.signature.exception,
        message=finding.message,
        site=finding.site,
        output=None if isinstance(outcome, Raised) else outcome.output.shape,
    )
