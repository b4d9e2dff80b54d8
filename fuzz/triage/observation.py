"""What an entry says of the environment that showed it."""

from typing import Literal

from fuzz.catalogue.entry import Observation
from fuzz.execution.environment import environment
from fuzz.execution.outcome import Outcome, Raised, Returned
from fuzz.execution.place import placed
from fuzz.verdict import Finding
from strategies.case import Case
from strategies.stage import Stage

Dropped = Literal["unstable", "unproven"]
"""Why a failing case has no entry: it does not fail alike each time, or no rule is to blame."""


def observation(
    case: Case, outcome: Outcome, device: str, finding: Finding | None = None
) -> Observation:
    """What a device of this process showed for a case: its ``finding``, or else what it raised."""
    versions, raised = (
        environment(placed(case, device)),
        outcome if isinstance(outcome, Raised) else None,
    )
    seen = finding or raised
    return Observation(
        torch=versions.torch,
        torchvision=versions.torchvision,
        device=versions.device,
        capability=versions.capability,
        stage=seen.stage if seen is not None else _last_stage(case),
        exception=seen.exception if seen is not None else "",
        message=seen.message if seen is not None else "",
        site=seen.site if seen is not None else "",
        output=outcome.output.shape if isinstance(outcome, Returned) else None,
    )


def _last_stage(case: Case) -> Stage:
    if case.backward:
        return "backward"
    return "loss" if case.loss is not None else "forward"
