"""Classification losses: one class, several classes, or a distribution over classes."""

from strategies.layer import Layer
from strategies.layer.arithmetic import whole
from strategies.loss.common_rules import (
    ALL_IGNORED,
    INDEX_TYPE,
    computed,
    in_range,
    indexed,
    not_scalar,
    numbers,
    ranked,
    reduced,
    typed_alike,
    weighed,
)
from strategies.loss.common_rules import alike as same_shape
from strategies.loss.common_rules import classes as class_count
from strategies.loss.common_rules import per_sample as one_per_sample
from strategies.loss.kind import (
    REDUCTION,
    LossKind,
    LossOption,
    classes,
    each_place,
    each_sample,
)
from strategies.loss.target import Target, alike, indices, per_sample
from strategies.repair import Repair
from strategies.rule import Rule, TensorSpec
from strategies.value import FLOATING, INTEGRAL, Options, Shape, dtype_family

SMOOTHING = Rule(
    "label_smoothing",
    "{layer}: label_smoothing must be {wanted}, but got {got}",
    (Repair("use a small value, such as label_smoothing=0.1"),),
)
NOT_A_CHOICE = Rule(
    "single_class",
    "{layer} expects at least {wanted} classes, but its input has {got}, for which the loss is always 0",
    (
        Repair(
            "give the last layer at least {wanted} outputs, or use nn.BCEWithLogitsLoss for a single one"
        ),
    ),
)
PROBABILITY_TYPE = Rule(
    "index_shape",
    "{layer} expects class indices of shape {wanted}, or class probabilities of shape {got} and a"
    " floating-point dtype, but got a target of shape {got} and another dtype",
    (Repair("pass class indices of shape {wanted}, or convert a one-hot target: target.float()"),),
)
NO_DISTRIBUTION = Rule(
    "probabilities",
    "{layer}: a target of the shape of the input must hold {wanted}, which sum to 1 over the classes,"
    " but it is filled with {got}",
    (Repair("pass class indices, or normalize the target over the classes, as with target.softmax(1)"),),
    of_values=True,
)
IGNORED_PROBABILITY = Rule(
    "ignored_probability",
    "{layer}: ignore_index is not supported for class probabilities, but got ignore_index={got}",
    (Repair("leave out ignore_index, or pass class indices"),),
)
POWER = Rule("p", "{layer}: p must be {wanted}, but got {got}", (Repair("use p=1 or p=2"),))
NO_CLASSES = Rule(
    "classes",
    "{layer} expects an input with {wanted} classes, but got {got}",
    (Repair("give the last layer one output for each class"),),
)
YES_OR_NO = Rule(
    "yes_or_no",
    "{layer} expects target values of {wanted} for each class, but the target is filled with {got}",
    (Repair("use a target of 0 and 1"),),
    of_values=True,
)
BOOLEAN = Rule(
    "yes_or_no",
    "{layer} expects a target with {wanted}, but got {got}",
    (Repair("convert the target: target.float()"),),
    of_values=True,
)


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
        PROBABILITY_TYPE.require(target.dtype in FLOATING, _places(output.shape), target.shape)
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
        fine = target.values in ("onehot", "probabilities")
        NO_DISTRIBUTION.require(fine, "class probabilities", target.filling)
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
    one_per_sample(output, target)
    INDEX_TYPE.require(target.dtype == "int64", "int64", target.dtype)
    in_range(target, output.shape[-1])
    typed_alike(options, output)


def _takes_labels(_: Options, output: TensorSpec, target: Target) -> None:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.MultiLabelMarginLoss.html"""
    computed(output)
    ranked(output, 1, 2)
    NO_CLASSES.require(output.shape[-1] > 0, "1 or more", 0)
    same_shape(output, target)
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
    fine = target.values in ("classes", "zeros", "ones", "onehot", "unit", "probabilities")
    YES_OR_NO.require(fine, "0 or 1", target.filling)


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
