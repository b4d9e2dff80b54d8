"""The pairings that tables leave out, as they may end the process: tried now and then, in a child."""

from msgspec.structs import replace

from fuzz.campaign.context import Backlog
from fuzz.execution.composition.comparison import shape_to_fit
from fuzz.execution.composition.compose import Composed
from fuzz.verdict.evaluation import Evaluation
from strategies.case import Case
from strategies.contract import predict
from strategies.loss import LOSSES, Loss
from strategies.loss.pairing import perils

PERILOUS_EVERY = 1000
"""One case in so many has one, which takes about as long as a hundred cases."""

SHARE = 1 / 20
"""The share of a worker's time that goes into them, where time bounds it."""

FIRST = 3.0
"""Seconds that the first of a worker takes, whose child has torch to import."""


def may_dare(backlog: Backlog | None) -> bool:
    """Whether there is time for one in a worker that time bounds; elsewhere there always is."""
    return backlog is None or (backlog.daring or FIRST) <= backlog.age() * SHARE


def perilous_case(evaluation: Evaluation, seed: int) -> Case | None:
    """The network of an evaluation with a loss and target that access memory out of bounds.

    None where its output is for no such loss, so that another rule is violated before.
    """
    if not isinstance(evaluation.composed, Composed):
        return None
    output = shape_to_fit(evaluation.composed.output)
    paired = [
        replace(evaluation.case, loss=Loss(kind.name), target=target)
        for kind in LOSSES.values()
        for target in perils(kind, output)
    ]
    reached = [case for case in paired if _goes_astray(case)]
    return reached[seed // PERILOUS_EVERY % len(reached)] if reached else None


def _goes_astray(case: Case) -> bool:
    first = predict(case).violation
    return first is not None and first.out_of_bounds
