"""Losses over yes and no: each output is one independent question, or one signed margin."""

from strategies.layer import Layer
from strategies.layer.arithmetic import spreads, whole
from strategies.loss.common_rules import BATCH, OUTPUT_RANK, computed, numbers, reduced
from strategies.loss.common_rules import alike as same_shape
from strategies.loss.kind import REDUCTION, LossKind, LossOption, classes, each_sample
from strategies.loss.target import Target, alike, per_sample
from strategies.rule import Rule, TensorSpec
from strategies.value import FLOATING, INTEGRAL, Options, Shape

SPREAD = Rule(
    "weight",
    "a weight of shape {got} does not spread over an output of shape {wanted}",
    "give one weight for each class, or for each place",
)
SHARES = Rule(
    "target_range",
    "each target has to be {wanted}, and they are filled with {got}",
    "give 0 or 1, or a probability",
    of_values=True,
)
SIGNS = Rule(
    "signs",
    "each target has to be {wanted}, and they are filled with {got}",
    "give 2 * target - 1",
    of_values=True,
)
UNSIGNED = Rule(
    "signed",
    "each target is 1 or -1, and {got} has no -1: the loss turns 1 around to {wanted}",
    "convert the target: target.float()",
)
SHARED = ("classes", "zeros", "ones", "unit", "onehot", "probabilities")
"""What lies between 0 and 1."""


def _spread(options: Options, shape: Shape, *names: str) -> None:
    for name in names:
        sizes = options.get(name)
        if sizes is not None:
            weight = sizes if isinstance(sizes, tuple) else (whole(sizes),)
            SPREAD.require(spreads(weight, shape), shape, weight)


def _takes_logits(options: Options, output: TensorSpec, target: Target) -> None:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.BCEWithLogitsLoss.html"""
    computed(output)
    same_shape(output, target)
    numbers(target, *FLOATING)
    _spread(options, output.shape, "weight", "pos_weight")


def _doubts_shares(_: Options, __: TensorSpec, target: Target) -> None:
    SHARES.require(target.values in SHARED, "between 0 and 1", target.values)


def _takes_probabilities(options: Options, output: TensorSpec, target: Target) -> None:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.BCELoss.html"""
    computed(output)
    same_shape(output, target)
    numbers(target, output.dtype)
    SHARES.require(target.values in SHARED, "between 0 and 1", target.values)
    _spread(options, output.shape, "weight")


def _takes_signs(_: Options, output: TensorSpec, target: Target) -> None:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.SoftMarginLoss.html"""
    computed(output)
    same_shape(output, target)
    numbers(target, *FLOATING, *INTEGRAL)


def _doubts_signs(_: Options, __: TensorSpec, target: Target) -> None:
    SIGNS.require(target.values in ("signs", "ones", "negative"), "1 or -1", target.values)
    UNSIGNED.require(target.dtype != "uint8", 255, target.dtype)


def _takes_pairs(_: Options, output: TensorSpec, target: Target) -> None:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.CosineEmbeddingLoss.html"""
    computed(output)
    OUTPUT_RANK.require(len(output.shape) in (1, 2), "1 or 2", len(output.shape))
    BATCH.require(target.shape == output.shape[:-1], output.shape[:-1], target.shape)


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
