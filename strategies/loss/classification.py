"""Losses over classes: one right class, several right classes, or a distribution over them."""

from strategies.layer import Layer
from strategies.layer.arithmetic import whole
from strategies.loss.common_rules import (
    ALL_IGNORED,
    BATCH,
    INDEX_SHAPE,
    INDEX_TYPE,
    OUTPUT_RANK,
    TARGET_TYPE,
    computed,
    in_range,
    indexed,
    reduced,
    typed_alike,
    weighed,
)
from strategies.loss.common_rules import alike as same_shape
from strategies.loss.common_rules import classes as class_count
from strategies.loss.kind import (
    REDUCTION,
    LossKind,
    LossOption,
    all_in_one,
    classes,
    each_place,
    each_sample,
)
from strategies.loss.target import Target, alike, indices, per_sample
from strategies.rule import Rule, TensorSpec
from strategies.value import FLOATING, Options, Shape

SMOOTHING = Rule(
    "label_smoothing", "label_smoothing is {got}, and has to be {wanted}", "use a share such as 0.1"
)
NOT_A_CHOICE = Rule(
    "single_class",
    "there is {got} class, so that its probability is 1 and the loss 0 whatever the network says",
    "give fc {wanted} outputs or more, or use nn.BCEWithLogitsLoss for one",
)
NO_DISTRIBUTION = Rule(
    "probabilities",
    "the target is to be {wanted} along the class axis, and is filled with {got}",
    "give class indices, or probabilities that are positive and sum to one",
    of_values=True,
)
IGNORED_PROBABILITY = Rule(
    "ignored_probability",
    "ignore_index is {got}, and with class probabilities there is {wanted}",
    "leave ignore_index out",
)
POWER = Rule("p", "p is {got}, and has to be {wanted}", "use p=1 or p=2")
NO_CLASSES = Rule("classes", "the output has {got} classes, and needs {wanted}", "give fc some outputs")
MARGIN = Rule("margin", "the margin is {got}, and has to be {wanted}", "use a margin such as 1.0")
YES_OR_NO = Rule(
    "yes_or_no",
    "each target is {wanted}, and they are filled with {got}",
    "give 0 or 1 for each class",
    of_values=True,
)
BLANK = Rule("blank", "blank is class {got}, and there are {wanted}", "use blank=0")
LABELS = Rule(
    "labels", "the labels of one sequence are a tensor of {wanted} axis, and have {got}", "flatten them"
)
STEPS = Rule("steps", "the output has {got} time steps, and needs {wanted}", "leave empty sequences out")
ALIGNED = Rule(
    "alignment",
    "the labels, with a blank between each two alike, take {wanted} steps, and the output has {got}",
    "use zero_infinity=True, or leave such samples out",
    of_values=True,
)
SEQUENCE = Rule(
    "sequence",
    "it is told of {got} sequence, and the output has a batch of {wanted}",
    "give input_lengths and target_lengths for each sample",
)


def _asks_entropy(options: Options) -> None:
    reduced(options)
    share = options.get("label_smoothing", 0.0)
    SMOOTHING.require(isinstance(share, int | float) and 0 <= share <= 1, "between 0 and 1", share)


def _takes_entropy(options: Options, output: TensorSpec, target: Target) -> None:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.CrossEntropyLoss.html"""
    computed(output)
    OUTPUT_RANK.require(bool(output.shape), "1 or more", 0)
    weighed(options, class_count(output.shape))
    if target.shape == output.shape:
        INDEX_SHAPE.require(target.dtype in FLOATING, _places(output.shape), target.shape)
        ignored = options.get("ignore_index", -100)
        IGNORED_PROBABILITY.require(whole(ignored) < 0, "none to ignore", ignored)
    else:
        indexed(options, output, target)
        typed_alike(options, output)


def _places(shape: Shape) -> Shape:
    return (shape[0], *shape[2:]) if len(shape) > 1 else ()


def _doubts_entropy(options: Options, output: TensorSpec, target: Target) -> None:
    NOT_A_CHOICE.require(class_count(output.shape) != 1, 2, 1)
    if target.shape == output.shape:
        fine = target.values in ("onehot", "probabilities")
        NO_DISTRIBUTION.require(fine, "a distribution", target.values)
    _doubts_ignored(options, output, target)


def _takes_indices(options: Options, output: TensorSpec, target: Target) -> None:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.NLLLoss.html"""
    computed(output)
    OUTPUT_RANK.require(bool(output.shape), "1 or more", 0)
    weighed(options, class_count(output.shape))
    indexed(options, output, target)
    typed_alike(options, output)


def _doubts_ignored(options: Options, _: TensorSpec, target: Target) -> None:
    ignored = options.get("ignore_index", -100)
    if options.get("reduction", "mean") == "mean":
        ALL_IGNORED.require(target.numbers() != {ignored}, "the loss is NaN", ignored)


def _asks_margin(options: Options) -> None:
    reduced(options)
    power = options.get("p", 1)
    POWER.require(power in (1, 2), "1 or 2", power)


def _takes_margin(options: Options, output: TensorSpec, target: Target) -> None:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.MultiMarginLoss.html"""
    computed(output)
    OUTPUT_RANK.require(len(output.shape) in (1, 2), "1 or 2", len(output.shape))
    weighed(options, class_count(output.shape))
    BATCH.require(target.shape == output.shape[:-1], output.shape[:-1], target.shape)
    INDEX_TYPE.require(target.dtype == "int64", "int64", target.dtype)
    in_range(target, output.shape[-1])
    typed_alike(options, output)


def _takes_labels(_: Options, output: TensorSpec, target: Target) -> None:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.MultiLabelMarginLoss.html"""
    computed(output)
    OUTPUT_RANK.require(len(output.shape) in (1, 2), "1 or 2", len(output.shape))
    NO_CLASSES.require(output.shape[-1] > 0, "1 or more", 0)
    same_shape(output, target)
    INDEX_TYPE.require(target.dtype == "int64", "int64", target.dtype)
    in_range(target, output.shape[-1], -1)


def _takes_soft_margin(options: Options, output: TensorSpec, target: Target) -> None:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.MultiLabelSoftMarginLoss.html"""
    computed(output)
    OUTPUT_RANK.require(bool(output.shape), "1 or more", 0)
    TARGET_TYPE.require("complex" not in target.dtype, "real", target.dtype)
    weighed(options, output.shape[-1])
    same_shape(output, target)
    YES_OR_NO.require(target.dtype != "bool", "a number, 0 or 1", target.dtype)


def _doubts_soft_margin(_: Options, __: TensorSpec, target: Target) -> None:
    fine = target.values in ("classes", "zeros", "ones", "onehot", "unit", "probabilities")
    YES_OR_NO.require(fine, "0 or 1", target.values)


def _takes_sequences(options: Options, output: TensorSpec, target: Target) -> None:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.CTCLoss.html"""
    computed(output)
    OUTPUT_RANK.require(len(output.shape) in (2, 3), "2 or 3", len(output.shape))
    INDEX_TYPE.require(target.dtype in ("int64", "int32"), "int64 or int32", target.dtype)
    blank = whole(options.get("blank"))
    BLANK.require(0 <= blank < output.shape[-1], output.shape[-1], blank)
    LABELS.require(len(target.shape) == 1, 1, len(target.shape))
    STEPS.require(output.shape[0] > 0, "1 or more", 0)
    if len(output.shape) == 3:
        SEQUENCE.require(output.shape[1] == 1, output.shape[1], 1)


def _doubts_alignment(options: Options, output: TensorSpec, target: Target) -> None:
    steps = 2 * target.shape[0] - 1
    fine = options.get("zero_infinity") is True or output.shape[0] >= steps
    ALIGNED.require(fine, steps, output.shape[0])


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
    LossKind(
        name="CTCLoss",
        options=(
            REDUCTION,
            LossOption(name="blank", values=(1, 5000, -1)),
            LossOption(name="zero_infinity", values=(True,)),
        ),
        check_input=_takes_sequences,
        check_options=reduced,
        check_misuse=_doubts_alignment,
        unreduced=all_in_one,
        input_domain=("log-probabilities",),
        targets=per_sample("ones", "int64"),
        call="lengths",
        unchecked=True,
        activation=Layer("LogSoftmax", {"dim": 1}),
    ),
)
