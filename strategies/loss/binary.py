"""Binary losses: each output is an independent yes or no, or a signed margin."""

from functools import lru_cache

from strategies.layer import Layer
from strategies.layer.arithmetic import spreads, whole
from strategies.loss.common_rules import alike as same_shape
from strategies.loss.common_rules import computed, numbers, ranked, reduced, same_type
from strategies.loss.common_rules import per_sample as one_per_sample
from strategies.loss.kind import REDUCTION, LossKind, LossOption, classes, each_sample
from strategies.loss.target import Target, alike, per_sample
from strategies.repair import Repair
from strategies.rule import Rule, TensorSpec
from strategies.value import FLOATING, INTEGRAL, Options, Shape

SHARES = Rule(
    "target_range",
    "{layer} expects target values {wanted}, but the target is filled with {got}",
    (Repair("use a target of 0 and 1, or of probabilities"),),
    of_values=True,
)
SIGNS = Rule(
    "signs",
    "{layer} expects target values of {wanted}, but the target is filled with {got}",
    (Repair("use 1 and -1 for the two classes: 2 * target - 1 for a target of 0 and 1"),),
    of_values=True,
)
UNSIGNED = Rule(
    "signed",
    "{layer} expects target values of 1 or -1, but {got} cannot represent -1, which becomes {wanted}",
    (Repair("use a target with a signed dtype, such as torch.float32"),),
)
SHARED = ("classes", "zeros", "ones", "unit", "onehot", "probabilities")
"""Target values between 0 and 1."""


@lru_cache(maxsize=4)
def _spread(option: str) -> Rule:
    """The rule that a weight can be broadcast to the shape of the input."""
    return Rule(
        "weight",
        f"{{layer}}: {option} must be broadcastable to the shape of the input, {{wanted}}, but got"
        " {got}",
        (
            Repair(
                f"use a {option} with one value for each class, of shape [C] for an input of shape [N, C], or"
                " [C, 1, 1] for [N, C, H, W]"
            ),
        ),
    )


def _require_broadcastable(options: Options, shape: Shape, *names: str) -> None:
    for name in names:
        sizes = options.get(name)
        if sizes is not None:
            weight = sizes if isinstance(sizes, tuple) else (whole(sizes),)
            _spread(name).require(spreads(weight, shape), shape, weight)


def _takes_logits(options: Options, output: TensorSpec, target: Target) -> None:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.BCEWithLogitsLoss.html"""
    computed(output)
    same_shape(output, target)
    numbers(target, *FLOATING)
    _require_broadcastable(options, output.shape, "weight", "pos_weight")


def _doubts_shares(_: Options, __: TensorSpec, target: Target) -> None:
    SHARES.require(target.values in SHARED, "between 0 and 1", target.filling)


def _takes_probabilities(options: Options, output: TensorSpec, target: Target) -> None:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.BCELoss.html"""
    computed(output)
    same_shape(output, target)
    same_type(output, target)
    SHARES.require(target.values in SHARED, "between 0 and 1", target.filling)
    _require_broadcastable(options, output.shape, "weight")


def _takes_signs(_: Options, output: TensorSpec, target: Target) -> None:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.SoftMarginLoss.html"""
    computed(output)
    same_shape(output, target)
    numbers(target, *FLOATING, *INTEGRAL)


def _doubts_signs(_: Options, __: TensorSpec, target: Target) -> None:
    SIGNS.require(target.values in ("signs", "ones", "negative"), "1 or -1", target.filling)
    UNSIGNED.require(target.dtype != "uint8", 255, target.dtype)


def _takes_pairs(_: Options, output: TensorSpec, target: Target) -> None:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.CosineEmbeddingLoss.html"""
    computed(output)
    ranked(output, 1, 2)
    one_per_sample(output, target)


WEIGHT = LossOption(name="weight", lengths=classes)
MARGIN = LossOption(name="margin", values=(0.5, 2.0, -2.0))

ROWS = (
    LossKind(
        name="BCEWithLogitsLoss",
        options=(WEIGHT, LossOption(name="pos_weight", lengths=classes), REDUCTION),
        check_input=_takes_logits,
        check_options=reduced,
        check_misuse=_doubts_shares,
        input_domain=("numbers",),
        targets=alike("classes", "unit", "onehot"),
    ),
    LossKind(
        name="BCELoss",
        options=(WEIGHT, REDUCTION),
        check_input=_takes_probabilities,
        check_options=reduced,
        input_domain=("probabilities",),
        targets=alike("classes", "unit", "onehot"),
        activation=Layer("Sigmoid"),
        valued=True,
    ),
    LossKind(
        name="SoftMarginLoss",
        options=(REDUCTION,),
        check_input=_takes_signs,
        check_options=reduced,
        check_misuse=_doubts_signs,
        input_domain=("numbers",),
        targets=alike("signs"),
        valued=True,
    ),
    LossKind(
        name="HingeEmbeddingLoss",
        options=(MARGIN, REDUCTION),
        check_input=_takes_signs,
        check_options=reduced,
        check_misuse=_doubts_signs,
        targets=alike("signs"),
    ),
    LossKind(
        name="CosineEmbeddingLoss",
        options=(MARGIN, REDUCTION),
        check_input=_takes_pairs,
        check_options=reduced,
        check_misuse=_doubts_signs,
        unreduced=each_sample,
        targets=per_sample("signs", "float32"),
        call="pair",
    ),
    LossKind(
        name="MarginRankingLoss",
        options=(MARGIN, REDUCTION),
        check_input=_takes_signs,
        check_options=reduced,
        check_misuse=_doubts_signs,
        targets=alike("signs"),
        call="pair",
    ),
)
