"""What is compared: an output of some meaning with a target by a loss, and the way back from there."""

from strategies.contract.backward import UNTRACKED, way_back_from
from strategies.contract.meaning import doubt_meant, require_meant
from strategies.contract.violation import Prediction, Violation, violation
from strategies.loss import LOSSES, Loss, Target
from strategies.loss.common_rules import PAIRED_OUTPUT
from strategies.rule import MANY, Breach, Conditions, Domain, Feature, widened

NOT_TRACKED = violation("backward", Breach(UNTRACKED, "a gradient", "off"), "network")
"""That an output, whatever network gave it, cannot be followed back."""


def predict_compared(loss: Loss, target: Target, output: Feature, given: Domain) -> Prediction:
    """What ought to come of an output of some meaning that is compared with a target."""
    compared, meant = predict_loss(loss, target, output), predict_meaning(loss, given)
    return Prediction(compared.violations or meant.violations, meant.misuse or compared.misuse)


def predict_loss(loss: Loss, target: Target, output: Feature) -> Prediction:
    """What ought to come of an output that is compared with a target."""
    kind = LOSSES[loss.kind]
    try:
        if output.dtype == MANY:
            PAIRED_OUTPUT.broken("one tensor", "several")
        kind.check_options(loss.options)
        kind.check_input(loss.options, output, target)
    except Breach as breach:
        return Prediction((violation("loss", breach, loss.kind),))
    try:
        kind.check_misuse(loss.options, output, target)
    except Breach as breach:
        return Prediction((), violation("loss", breach, loss.kind))
    return Prediction()


def predict_meaning(loss: Loss, given: Domain) -> Prediction:
    """What ought to come of an output of some meaning that is given to a loss."""
    try:
        require_meant(loss, given)
    except Breach as breach:
        return Prediction((violation("loss", breach, loss.kind),))
    try:
        doubt_meant(loss, given)
    except Breach as breach:
        return Prediction((), violation("loss", breach, loss.kind))
    return Prediction()


def predict_way_back_from(loss: Loss, target: Target, output: Feature) -> Violation | None:
    """Why there ought to be no way back from a loss that may be given an output and a target."""
    try:
        way_back_from(loss, target, output)
    except Breach as breach:
        return violation("backward", breach, loss.kind)
    return None


def as_compared(output: Feature, autocast: str) -> Feature:
    """An output as a loss computes with it. Source:
    https://docs.pytorch.org/docs/stable/amp.html#cpu-ops-that-autocast-to-float32"""
    return Feature(output.shape, widened(output, Conditions(autocast=autocast)))
