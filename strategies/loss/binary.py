"""Binary losses: each output is an independent yes or no, or a signed margin."""

from functools import lru_cache
from math import prod

from strategies.layer import Layer
from strategies.layer.arithmetic import spreads, whole
from strategies.loss.common_rules import (
    CheckLoss,
    broadcast,
    broadcastable,
    computed,
    no_flags,
    not_broadcast,
    not_spread,
    numbers,
    only_sizes,
    ranked,
    reduced,
    same_rank,
    same_type,
    spread,
    without,
)
from strategies.loss.common_rules import alike as same_shape
from strategies.loss.common_rules import per_sample as one_per_sample
from strategies.loss.kind import REDUCTION, LossKind, LossOption, classes, each_sample
from strategies.loss.target import Target, alike, per_sample
from strategies.repair import Repair
from strategies.rule import Rule, TensorSpec
from strategies.value import COMPLEX, FLOATING, INTEGRAL, Options, Shape

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


def _spreading(name: str) -> CheckLoss:
    """The check that a weight can be broadcast to the shape of the input."""

    def check(options: Options, output: TensorSpec, _: Target) -> None:
        weight = _weight(options, name)
        if not spreads(weight, output.shape):
            _spread(name).reject(output.shape, weight)

    return check


def _broadcasting(name: str) -> CheckLoss:
    """The same for weights that cannot even be broadcast together with the input."""

    def check(options: Options, output: TensorSpec, target: Target) -> None:
        if not broadcastable(_weight(options, name), output.shape):
            _spreading(name)(options, output, target)

    return check


def _growing(name: str) -> CheckLoss:
    """The same for weights that can be broadcast, but to another shape."""

    def check(options: Options, output: TensorSpec, target: Target) -> None:
        if broadcastable(_weight(options, name), output.shape):
            _spreading(name)(options, output, target)

    return check


def _weight(options: Options, name: str) -> Shape:
    sizes = options.get(name)
    return sizes if isinstance(sizes, tuple) else () if sizes is None else (whole(sizes),)


def _shared(target: Target) -> bool:
    """Whether a target lies between 0 and 1, as the first of 1 and -1 in turn does."""
    return target.values in SHARED or (target.values == "signs" and prod(target.shape) == 1)


def _doubts_shares(_: Options, __: TensorSpec, target: Target) -> None:
    SHARES.require(_shared(target), "between 0 and 1", target.filling)


def _shares(_: Options, __: TensorSpec, target: Target) -> None:
    SHARES.require(_shared(target), "between 0 and 1", target.filling)


def _doubts_signs(_: Options, __: TensorSpec, target: Target) -> None:
    SIGNS.require(target.values in ("signs", "ones", "negative"), "1 or -1", target.filling)
    UNSIGNED.require(target.dtype != "uint8", 255, target.dtype)


def _single(options: Options, output: TensorSpec, target: Target) -> None:
    """The dimensions of the target are looked at before those of the input."""
    if len(target.shape) > 1:
        one_per_sample(options, output, target)


def _single_late(options: Options, output: TensorSpec, target: Target) -> None:
    if len(target.shape) < 2:
        one_per_sample(options, output, target)


REAL = (*FLOATING, *INTEGRAL)
WEIGHT = LossOption(name="weight", lengths=classes)
MARGIN = LossOption(name="margin", values=(0.5, 2.0, -2.0))

ROWS = (
    LossKind(
        name="BCEWithLogitsLoss",
        options=(WEIGHT, LossOption(name="pos_weight", lengths=classes), REDUCTION),
        checks=(
            reduced,
            same_shape,
            computed,
            _spreading("pos_weight"),
            numbers(*FLOATING, *COMPLEX),
            _spreading("weight"),
            numbers(*FLOATING, *INTEGRAL, "bool"),
        ),
        check_misuse=_doubts_shares,
        input_domain=("numbers",),
        targets=alike("classes", "unit", "onehot"),
    ),
    LossKind(
        name="BCELoss",
        options=(WEIGHT, REDUCTION),
        checks=(
            reduced,
            same_shape,
            _broadcasting("weight"),
            computed,
            same_type,
            _shares,
            _growing("weight"),
        ),
        input_domain=("probabilities",),
        targets=alike("classes", "unit", "onehot"),
        activation=Layer("Sigmoid"),
        valued=True,
    ),
    LossKind(
        name="SoftMarginLoss",
        options=(REDUCTION,),
        checks=(reduced, no_flags, not_spread, computed, numbers(*REAL), spread),
        check_misuse=_doubts_signs,
        input_domain=("numbers",),
        targets=alike("signs"),
        valued=True,
    ),
    LossKind(
        name="HingeEmbeddingLoss",
        options=(MARGIN, REDUCTION),
        checks=(reduced, no_flags, not_broadcast, computed, numbers(*REAL), broadcast),
        check_misuse=_doubts_signs,
        targets=alike("signs"),
    ),
    LossKind(
        name="CosineEmbeddingLoss",
        options=(MARGIN, REDUCTION),
        checks=(reduced, _single, ranked(1, 2), _single_late, computed),
        check_misuse=_doubts_signs,
        unreduced=each_sample,
        targets=per_sample("signs", "float32"),
        call="pair",
    ),
    LossKind(
        name="MarginRankingLoss",
        options=(MARGIN, REDUCTION),
        checks=(
            reduced,
            same_rank,
            no_flags,
            without("bool", rather=REAL),
            only_sizes(not_broadcast),
            numbers(*REAL, "bool"),
            computed,
            only_sizes(broadcast),
        ),
        check_misuse=_doubts_signs,
        targets=alike("signs"),
        call="pair",
    ),
)
