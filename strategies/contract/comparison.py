"""What is compared: an output of some meaning with a target by a loss, and the way back from there."""

from strategies.contract.backward import REQUIRES_GRAD, check_loss_backward
from strategies.contract.meaning import doubt_meant, require_meant
from strategies.loss import LOSSES, Loss, Target
from strategies.loss.common_rules import PAIRED_OUTPUT
from strategies.rule import MANY, Conditions, Domain, RuleViolated, TensorSpec, widened
from strategies.violation import Prediction, Violation, violation_of

NO_GRADIENT = violation_of("backward", RuleViolated(REQUIRES_GRAD, "a gradient", "off"), "network")
"""That an output, whatever network gave it, cannot be followed back."""


def predict_compared(loss: Loss, target: Target, output: TensorSpec, domain: Domain) -> Prediction:
    """What ought to come of an output of some meaning that is compared with a target."""
    compared, meant = predict_loss(loss, target, output), predict_meaning(loss, domain)
    return Prediction(compared.violations or meant.violations, meant.misuse or compared.misuse)


def predict_loss(loss: Loss, target: Target, output: TensorSpec) -> Prediction:
    """What ought to come of an output that is compared with a target."""
    kind = LOSSES[loss.kind]
    try:
        if output.dtype == MANY:
            PAIRED_OUTPUT.reject("one tensor", "several")
        kind.check_options(loss.options)
        kind.check_input(loss.options, output, target)
    except RuleViolated as violated:
        return Prediction((violation_of("loss", violated, loss.kind),))
    try:
        kind.check_misuse(loss.options, output, target)
    except RuleViolated as violated:
        return Prediction((), violation_of("loss", violated, loss.kind))
    return Prediction()


def predict_meaning(loss: Loss, domain: Domain) -> Prediction:
    """What ought to come of an output of some meaning that is given to a loss."""
    try:
        require_meant(loss, domain)
    except RuleViolated as violated:
        return Prediction((violation_of("loss", violated, loss.kind),))
    try:
        doubt_meant(loss, domain)
    except RuleViolated as violated:
        return Prediction((), violation_of("loss", violated, loss.kind))
    return Prediction()


def predict_loss_backward(loss: Loss, target: Target, output: TensorSpec) -> Violation | None:
    """Why there ought to be no way back from a loss that may be given an output and a target."""
    try:
        check_loss_backward(loss, target, output)
    except RuleViolated as violated:
        return violation_of("backward", violated, loss.kind)
    return None


def as_compared(output: TensorSpec, autocast: str) -> TensorSpec:
    """An output as a loss computes with it. Source:
    https://docs.pytorch.org/docs/stable/amp.html#cpu-ops-that-autocast-to-float32"""
    return TensorSpec(output.shape, widened(output, Conditions(autocast=autocast)))
