"""Classification losses: one class, several classes, or a distribution over classes."""

from strategies.layer import Layer
from strategies.layer.arithmetic import whole
from strategies.loss.common_rules import (
    ALL_IGNORED,
    INDEX_TYPE,
    TARGET_TYPE,
    computed,
    indexed,
    not_scalar,
    numbers,
    ranked,
    reduced,
    typed_alike,
    weighed,
)
from strategies.loss.common_rules import classes as class_count
from strategies.loss.kind import (
    REDUCTION,
    LossKind,
    LossOption,
    classes,
    each_place,
    each_sample,
)
from strategies.loss.shape_rules import ARGMAX, one_label
from strategies.loss.shape_rules import alike as same_shape
from strategies.loss.target import Target, alike, indices, per_sample
from strategies.loss.value_rules import distributed, in_range, share
from strategies.repair import (
    WANTED,
    LeaveOutOfLoss,
    Repair,
    SetLossOption,
    SetOutputs,
    SetTarget,
    UseLoss,
)
from strategies.rule import Rule, TensorSpec
from strategies.value import FLOATING, INTEGRAL, Options, Shape, dtype_family

SMOOTHING = Rule(
    "label_smoothing",
    "{layer}: label_smoothing must be {wanted}, but got {got}",
    (
        Repair(
            "use a small value, such as label_smoothing=0.1", SetLossOption("label_smoothing", (0.1,))
        ),
    ),
)
NOT_A_CHOICE = Rule(
    "single_class",
    "{layer} expects at least {wanted} classes, but its input has {got}, for which the loss is always 0",
    (
        Repair("give the last layer {wanted} outputs, one for each class", SetOutputs(WANTED)),
        Repair("use nn.BCEWithLogitsLoss for a single output", UseLoss("BCEWithLogitsLoss")),
    ),
)


def _probability_type(axis: int) -> Rule:
    return Rule(
        "probability_type",
        "{layer} expects class indices of shape {wanted}, or class probabilities of shape {got} and a"
        " floating-point dtype, but got a target of shape {got} and another dtype",
        (
            Repair("convert the one-hot target: target.float()", SetTarget("dtype", "float32")),
            Repair(f"pass class indices of shape {{wanted}}: target.argmax({axis})", ARGMAX),
        ),
    )


PROBABILITY_TYPE, UNBATCHED_PROBABILITY_TYPE = _probability_type(1), _probability_type(0)
IGNORED_PROBABILITY = Rule(
    "ignored_probability",
    "{layer}: ignore_index is not supported for class probabilities, but got ignore_index={got}",
    (
        Repair("leave out ignore_index", LeaveOutOfLoss("ignore_index")),
        Repair("pass class indices: target.argmax(1)"),
    ),
)
POWER = Rule(
    "p", "{layer}: p must be {wanted}, but got {got}", (Repair("use p=2", SetLossOption("p", (2,))),)
)
NO_CLASSES = Rule(
    "classes",
    "{layer} expects an input with {wanted} classes, but got {got}",
    (Repair("give the last layer one output for each class, such as 1000 outputs", SetOutputs(1000)),),
)
BOOLEAN = Rule(TARGET_TYPE.name, TARGET_TYPE.cause, TARGET_TYPE.repairs, of_values=True, shared=True)


def _asks_entropy(options: Options) -> None:
    reduced(options)
    share = options.get("label_smoothing", 0.0)
    SMOOTHING.require(isinstance(share, int | float) and 0 <= share <= 1, "between 0 and 1", share)


def _takes_entropy(options: Options, output: TensorSpec, target: Target) -> None:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.CrossEntropyLoss.html"""
    computed(output)
    not_scalar(output)
    weighed(options, class_count(output.shape))
    if target.shape == output.shape:
        rule = PROBABILITY_TYPE if len(output.shape) > 1 else UNBATCHED_PROBABILITY_TYPE
        rule.require(target.dtype in FLOATING, _places(output.shape), target.shape)
        ignored = options.get("ignore_index", -100)
        IGNORED_PROBABILITY.require(whole(ignored) < 0, "none", ignored)
    else:
        indexed(options, output, target)
        typed_alike(options, output)


def _places(shape: Shape) -> Shape:
    return (shape[0], *shape[2:]) if len(shape) > 1 else ()


def _doubts_entropy(options: Options, output: TensorSpec, target: Target) -> None:
    NOT_A_CHOICE.require(class_count(output.shape) != 1, 2, 1)
    if target.shape == output.shape:
        distributed(target)
    _doubts_ignored(options, output, target)


def _takes_indices(options: Options, output: TensorSpec, target: Target) -> None:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.NLLLoss.html"""
    computed(output)
    not_scalar(output)
    weighed(options, class_count(output.shape))
    indexed(options, output, target)
    typed_alike(options, output)


def _doubts_ignored(options: Options, _: TensorSpec, target: Target) -> None:
    ignored = options.get("ignore_index", -100)
    if options.get("reduction", "mean") == "mean":
        ALL_IGNORED.require(target.numbers() != {ignored}, "another class index", ignored)


def _asks_margin(options: Options) -> None:
    reduced(options)
    power = options.get("p", 1)
    POWER.require(power in (1, 2), "1 or 2", power)


def _takes_margin(options: Options, output: TensorSpec, target: Target) -> None:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.MultiMarginLoss.html"""
    computed(output)
    ranked(output, 1, 2)
    weighed(options, class_count(output.shape))
    one_label(output, target, output.shape[:-1])
    INDEX_TYPE.require(target.dtype == "int64", "int64", target.dtype)
    in_range(target, output.shape[-1])
    typed_alike(options, output)


def _takes_labels(_: Options, output: TensorSpec, target: Target) -> None:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.MultiLabelMarginLoss.html"""
    computed(output)
    ranked(output, 1, 2)
    NO_CLASSES.require(output.shape[-1] > 0, "1 or more", 0)
    same_shape(output, target, "sets")
    INDEX_TYPE.require(target.dtype == "int64", "int64", target.dtype)
    in_range(target, output.shape[-1], -1)


def _takes_soft_margin(options: Options, output: TensorSpec, target: Target) -> None:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.MultiLabelSoftMarginLoss.html"""
    computed(output)
    not_scalar(output)
    if target.dtype != "bool":
        numbers(target, *FLOATING, *INTEGRAL)
    weighed(options, output.shape[-1])
    same_shape(output, target)
    if target.dtype == "bool":
        BOOLEAN.reject(dtype_family((*FLOATING, *INTEGRAL)), target.dtype)


def _doubts_soft_margin(_: Options, __: TensorSpec, target: Target) -> None:
    share(target, "0 or 1")


WEIGHT = LossOption(name="weight", lengths=classes)
IGNORE_INDEX = LossOption(name="ignore_index", values=(0, 1, -1, 255))


def _indices_or_probabilities(shape: Shape) -> tuple[Target, ...]:
    return (*indices(shape), *alike("onehot", "probabilities")(shape))


ROWS = (
    LossKind(
        name="CrossEntropyLoss",
        options=(
            WEIGHT,
            REDUCTION,
            IGNORE_INDEX,
            LossOption(name="label_smoothing", values=(0.1, 1.0, 1.5, -0.1)),
        ),
        check_input=_takes_entropy,
        check_options=_asks_entropy,
        check_misuse=_doubts_entropy,
        unreduced=each_place,
        input_domain=("numbers", "log-probabilities"),
        targets=_indices_or_probabilities,
    ),
    LossKind(
        name="NLLLoss",
        options=(WEIGHT, REDUCTION, IGNORE_INDEX),
        check_input=_takes_indices,
        check_options=reduced,
        check_misuse=_doubts_ignored,
        unreduced=each_place,
        input_domain=("log-probabilities",),
        targets=indices,
        activation=Layer("LogSoftmax", {"dim": 1}),
    ),
    LossKind(
        name="MultiMarginLoss",
        options=(
            WEIGHT,
            REDUCTION,
            LossOption(name="p", values=(2, 3)),
            LossOption(name="margin", values=(0.5, -1.0)),
        ),
        check_input=_takes_margin,
        check_options=_asks_margin,
        unreduced=each_sample,
        targets=per_sample("classes", "int64"),
    ),
    LossKind(
        name="MultiLabelMarginLoss",
        options=(REDUCTION,),
        check_input=_takes_labels,
        check_options=reduced,
        unreduced=each_sample,
        targets=alike("classes", dtype="int64"),
    ),
    LossKind(
        name="MultiLabelSoftMarginLoss",
        options=(WEIGHT, REDUCTION),
        check_input=_takes_soft_margin,
        check_options=reduced,
        check_misuse=_doubts_soft_margin,
        unreduced=each_sample,
        input_domain=("numbers",),
        targets=alike("classes"),
    ),
)
