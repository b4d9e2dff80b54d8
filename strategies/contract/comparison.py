"""The loss and its backward pass: an output of some domain compared with a target."""

from functools import lru_cache

from strategies.contract.backward import REQUIRES_GRAD, check_loss_backward
from strategies.contract.meaning import doubt_meant, require_meant
from strategies.loss import LOSSES, Loss, Target
from strategies.loss.common_rules import PAIRED_OUTPUT
from strategies.rule import MANY, Conditions, Domain, RuleViolated, TensorSpec, widened
from strategies.violation import Prediction, Violation, violation_of

NO_GRADIENT = violation_of(
    "backward", RuleViolated(REQUIRES_GRAD, "requires grad", "without a grad_fn"), "network"
)
"""The violation of an output that doesn't require grad, whatever network returned it."""


NOTHING = Prediction()
"""The prediction for what violates no rule and is no misuse."""


def predict_compared(loss: Loss, target: Target, output: TensorSpec, domain: Domain) -> Prediction:
    """The prediction for an output of some domain that is compared with a target.

    Torch looks at values last.
    """
    compared, meant = predict_loss(loss, target, output), predict_meaning(loss, domain)
    if meant is NOTHING:
        return compared
    violations = (*compared.violations, *meant.violations)
    return Prediction(violations, meant.misuse or compared.misuse)


def predict_loss(loss: Loss, target: Target, output: TensorSpec) -> Prediction:
    """The prediction for an output that is compared with a target, whatever its domain.

    All rules that are violated, in the order in which torch looks, and last those for which it raises no
    error.
    """
    kind = LOSSES[loss.kind]
    if output.dtype == MANY:
        many = RuleViolated(PAIRED_OUTPUT, "one tensor", "several tensors")
        found = [*kind.violated_blindly(loss.options, target), many]
    else:
        found = kind.violated(loss.options, output, target)
    if found:
        return Prediction(tuple(violation_of("loss", violated, loss.kind) for violated in found))
    try:
        kind.check_misuse(loss.options, output, target)
    except RuleViolated as violated:
        return Prediction((), violation_of("loss", violated, loss.kind))
    return NOTHING


def predict_meaning(loss: Loss, domain: Domain) -> Prediction:
    """The prediction for an output of some domain that is passed to a loss, whatever the target."""
    return _predict_meaning(loss.kind, domain)


@lru_cache(maxsize=256)
def _predict_meaning(kind: str, domain: Domain) -> Prediction:
    try:
        require_meant(Loss(kind), domain)
    except RuleViolated as violated:
        return Prediction((violation_of("loss", violated, kind),))
    try:
        doubt_meant(Loss(kind), domain)
    except RuleViolated as violated:
        return Prediction((), violation_of("loss", violated, kind))
    return NOTHING


def predict_loss_backward(loss: Loss, target: Target, output: TensorSpec) -> Violation | None:
    """Why backward() of a loss is expected to fail; None where it isn't."""
    try:
        check_loss_backward(loss, target, output)
    except RuleViolated as violated:
        return violation_of("backward", violated, loss.kind)
    return None


def as_compared(output: TensorSpec, autocast: str) -> TensorSpec:
    """An output with the dtype in which a loss computes, under autocast. Source:
    https://docs.pytorch.org/docs/stable/amp.html#cpu-ops-that-autocast-to-float32"""
    return TensorSpec(output.shape, widened(output, Conditions(autocast=autocast)))
