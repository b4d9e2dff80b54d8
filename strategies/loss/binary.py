"""Binary losses: each output is an independent yes or no, or a signed margin."""

from functools import lru_cache
from math import prod

from strategies.layer import Layer
from strategies.layer.arithmetic import spreads, whole
from strategies.loss.common_rules import (
    OF_INDICES,
    OF_NUMBERS,
    CheckLoss,
    broadcastable,
    computed,
    no_flags,
    numbers,
    only_sizes,
    ranked,
    reduced,
    same_type,
    without,
)
from strategies.loss.common_rules import per_sample as one_per_sample
from strategies.loss.kind import REDUCTION, LossKind, LossOption, classes, each_sample
from strategies.loss.shape_rules import LABELS
from strategies.loss.target import Target, alike, per_sample
from strategies.loss.value_rules import share, signs
from strategies.repair import LeaveOutOfLoss, Repair, SetLossOption, SetTarget
from strategies.rule import Rule, TensorSpec
from strategies.value import COMPLEX, FLOATING, INTEGRAL, Options, Shape

UNSIGNED = Rule(
    "signed",
    "{layer} expects target values of 1 or -1, but {got} cannot represent -1, which becomes {wanted}",
    (Repair("make the target of a signed dtype, such as torch.float32", SetTarget("dtype", "float32")),),
    shared=True,
)


@lru_cache(maxsize=256)
def _spread(option: str, output: Shape) -> Rule:
    """The rule that a weight can be broadcast to the shape of the input."""
    fitting = (*classes(output), *(1 for _ in output[2:]))
    text = f"use a {option} with one value for each class"
    return Rule(
        "broadcast",
        f"{{layer}}: {option} must be broadcastable to the shape of the input, {{wanted}}, but got"
        " {got}",
        (
            Repair(f"{text}, of shape {_shown(fitting)}", SetLossOption(option, (fitting,))),
            Repair(f"leave out {option}", LeaveOutOfLoss(option)),
        ),
        shared=True,
    )


def _shown(shape: Shape) -> str:
    return f"[{', '.join(map(str, shape))}]"


def _spreading(name: str) -> CheckLoss:
    """The check that a weight can be broadcast to the shape of the input."""

    def check(options: Options, output: TensorSpec, _: Target) -> None:
        weight = _weight(options, name)
        if not spreads(weight, output.shape):
            _spread(name, output.shape).reject(output.shape, weight)

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


def _shares(_: Options, __: TensorSpec, target: Target) -> None:
    """The first of 1 and -1 in turn lies between 0 and 1 as well."""
    if target.values != "signs" or prod(target.shape) != 1:
        share(target)


def _doubts_signs(_: Options, __: TensorSpec, target: Target) -> None:
    signs(target)
    UNSIGNED.require(target.dtype != "uint8", 255, target.dtype)


_one_label = one_per_sample(LABELS)


def _single(options: Options, output: TensorSpec, target: Target) -> None:
    """The dimensions of the target are looked at before those of the input."""
    if len(target.shape) > 1:
        _one_label(options, output, target)


def _single_late(options: Options, output: TensorSpec, target: Target) -> None:
    if len(target.shape) < 2:
        _one_label(options, output, target)


REAL = (*FLOATING, *INTEGRAL)
WEIGHT = LossOption(name="weight", lengths=classes)
MARGIN = LossOption(name="margin", values=(0.5, 2.0, -2.0))

ROWS = (
    LossKind(
        name="BCEWithLogitsLoss",
        options=(WEIGHT, LossOption(name="pos_weight", lengths=classes), REDUCTION),
        checks=(
            reduced,
            OF_INDICES.alike,
            computed,
            _spreading("pos_weight"),
            numbers(*FLOATING, *COMPLEX),
            _spreading("weight"),
            numbers(*FLOATING, *INTEGRAL, "bool"),
        ),
        check_misuse=_shares,
        input_domain=("numbers",),
        targets=alike("classes", "unit", "onehot"),
    ),
    LossKind(
        name="BCELoss",
        options=(WEIGHT, REDUCTION),
        checks=(
            reduced,
            OF_INDICES.alike,
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
        checks=(reduced, no_flags, OF_NUMBERS.not_spread, computed, numbers(*REAL), OF_NUMBERS.spread),
        check_misuse=_doubts_signs,
        input_domain=("numbers",),
        targets=alike("signs"),
        valued=True,
    ),
    LossKind(
        name="HingeEmbeddingLoss",
        options=(MARGIN, REDUCTION),
        checks=(
            reduced,
            no_flags,
            OF_NUMBERS.not_broadcast,
            computed,
            numbers(*REAL),
            OF_NUMBERS.broadcast,
        ),
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
            OF_NUMBERS.same_rank,
            no_flags,
            without("bool", rather=REAL),
            only_sizes(OF_NUMBERS.not_broadcast),
            numbers(*REAL, "bool"),
            computed,
            only_sizes(OF_NUMBERS.broadcast),
        ),
        check_misuse=_doubts_signs,
        targets=alike("signs"),
        call="pair",
    ),
)
