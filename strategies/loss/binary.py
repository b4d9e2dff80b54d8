"""Binary losses: each output is an independent yes or no, or a signed margin."""

from functools import lru_cache

from strategies.layer import Layer
from strategies.layer.arithmetic import spreads, whole
from strategies.loss.common_rules import computed, numbers, ranked, reduced, same_type
from strategies.loss.kind import REDUCTION, LossKind, LossOption, classes, each_sample
from strategies.loss.shape_rules import LABELS, one_label
from strategies.loss.shape_rules import alike as same_shape
from strategies.loss.target import Target, alike, per_sample
from strategies.loss.value_rules import share, signs
from strategies.repair import LeaveOutOfLoss, Repair, SetLossOption, SetTarget
from strategies.rule import Rule, TensorSpec
from strategies.value import FLOATING, INTEGRAL, Options, Shape

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


def _require_broadcastable(options: Options, shape: Shape, *names: str) -> None:
    for name in names:
        sizes = options.get(name)
        if sizes is not None:
            weight = sizes if isinstance(sizes, tuple) else (whole(sizes),)
            _spread(name, shape).require(spreads(weight, shape), shape, weight)


def _takes_logits(options: Options, output: TensorSpec, target: Target) -> None:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.BCEWithLogitsLoss.html"""
    computed(output)
    same_shape(output, target)
    numbers(target, *FLOATING)
    _require_broadcastable(options, output.shape, "weight", "pos_weight")


def _doubts_shares(_: Options, __: TensorSpec, target: Target) -> None:
    share(target)


def _takes_probabilities(options: Options, output: TensorSpec, target: Target) -> None:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.BCELoss.html"""
    computed(output)
    same_shape(output, target)
    same_type(output, target)
    share(target)
    _require_broadcastable(options, output.shape, "weight")


def _takes_signs(_: Options, output: TensorSpec, target: Target) -> None:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.SoftMarginLoss.html"""
    computed(output)
    same_shape(output, target, "numbers")
    numbers(target, *FLOATING, *INTEGRAL)


def _doubts_signs(_: Options, __: TensorSpec, target: Target) -> None:
    signs(target)
    UNSIGNED.require(target.dtype != "uint8", 255, target.dtype)


def _takes_pairs(_: Options, output: TensorSpec, target: Target) -> None:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.CosineEmbeddingLoss.html"""
    computed(output)
    ranked(output, 1, 2)
    one_label(output, target, output.shape[:-1], LABELS)


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
