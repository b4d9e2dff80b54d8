"""Classification losses: one class, several classes, or a distribution over classes."""

from strategies.layer import Layer
from strategies.layer.arithmetic import whole
from strategies.loss.common_rules import (
    ALL_IGNORED,
    INDEX_TYPE,
    INDEX_TYPE_FIRST,
    INDEX_TYPE_LAST,
    OF_INDICES,
    OF_SETS,
    TARGET_TYPE,
    CheckLoss,
    broadcastable,
    computed,
    in_classes,
    index_typed,
    not_scalar,
    numbers,
    placed,
    places,
    ranked,
    reduced,
    typed_alike,
    weighed,
)
from strategies.loss.common_rules import classes as class_count
from strategies.loss.common_rules import per_sample as per_sample_check
from strategies.loss.kind import (
    REDUCTION,
    LossKind,
    LossOption,
    classes,
    each_place,
    each_sample,
)
from strategies.loss.shape_rules import ARGMAX
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
from strategies.value import COMPLEX, FLOATING, INTEGRAL, Options, Shape, dtype_family

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
    (Repair("give the last layer one output for each class, such as 10 outputs", SetOutputs(10)),),
)
BOOLEAN = Rule(TARGET_TYPE.name, TARGET_TYPE.cause, TARGET_TYPE.repairs, of_values=True, shared=True)


def _smoothed(options: Options) -> float:
    share = options.get("label_smoothing", 0.0)
    return share if isinstance(share, int | float) else 2.0


def _asks_smoothing(options: Options, _: TensorSpec, __: Target) -> None:
    share = _smoothed(options)
    SMOOTHING.require(share <= 1, "between 0 and 1", options.get("label_smoothing"))


def _asks_no_sharpening(options: Options, _: TensorSpec, __: Target) -> None:
    """A negative label_smoothing is ignored."""
    share = _smoothed(options)
    SMOOTHING.require(share >= 0, "between 0 and 1", options.get("label_smoothing"))


def _probable(options: Options, output: TensorSpec, target: Target) -> None:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.CrossEntropyLoss.html"""
    if target.shape == output.shape != ():
        rule = PROBABILITY_TYPE if len(output.shape) > 1 else UNBATCHED_PROBABILITY_TYPE
        rule.require(target.dtype in FLOATING, places(output.shape), target.shape)


def _not_ignored(options: Options, output: TensorSpec, target: Target) -> None:
    if target.shape == output.shape:
        ignored = options.get("ignore_index", -100)
        IGNORED_PROBABILITY.require(whole(ignored) < 0, "none", ignored)


def _of_indices(check: CheckLoss) -> CheckLoss:
    """A check for targets of class indices alone, not for those of class probabilities."""

    def checked(options: Options, output: TensorSpec, target: Target) -> None:
        if target.shape != output.shape:
            check(options, output, target)

    return checked


def _placed_when(order: int) -> CheckLoss:
    """The check of the shape of class indices, where it comes at one of four places.

    0: before that of their dtype, 1: behind it, 2: behind that of the weights, 3: never.
    """

    def checked(options: Options, output: TensorSpec, target: Target) -> None:
        if _placing(output.shape, target.shape) == order:
            placed(options, output, target)

    return checked


def _placing(output: Shape, target: Shape) -> int:
    """Where the shape of class indices is looked at. Source: ``nll_loss_nd`` of
    aten/src/ATen/native/LossNLL.cpp, and ``nll_loss2d`` of LossNLL2d.cpp"""
    if len(output) == 1 and len(target) == 1:
        return 3 if target == (1,) else 1
    images = len(output) == 4 and len(target) == 3 and target[0] == output[0]
    return 2 if images else 0


_placed_early, _placed_next, _placed_late, _placed_as_one = map(_placed_when, range(4))


def _typed_early(_: Options, output: TensorSpec, target: Target) -> None:
    """The check of the dtype at which uint8 still passes."""
    if target.dtype != "uint8":
        index_typed(INDEX_TYPE_FIRST, output, target)


def _typed_late(_: Options, output: TensorSpec, target: Target) -> None:
    index_typed(INDEX_TYPE if target.dtype == "uint8" else INDEX_TYPE_LAST, output, target)


def _typed_for_smoothing(options: Options, output: TensorSpec, target: Target) -> None:
    """With label smoothing, the weights of the classes are gathered, for which uint8 won't do.

    Source: ``cross_entropy_loss_label_smoothing`` of aten/src/ATen/native/LossNLL.cpp
    """
    weighs = options.get("weight") is not None and _smoothed(options) > 0
    if weighs and target.dtype == "uint8" and target.shape != output.shape and len(output.shape) < 3:
        INDEX_TYPE.reject("int64", target.dtype)


def _doubts_entropy(options: Options, output: TensorSpec, target: Target) -> None:
    NOT_A_CHOICE.require(class_count(output.shape) != 1, 2, 1)
    if target.shape == output.shape:
        distributed(target)
    _doubts_ignored(options, output, target)


def _doubts_ignored(options: Options, _: TensorSpec, target: Target) -> None:
    ignored = options.get("ignore_index", -100)
    if options.get("reduction", "mean") == "mean":
        ALL_IGNORED.require(target.numbers() != {ignored}, "another class index", ignored)


def _asks_power(options: Options, _: TensorSpec, __: Target) -> None:
    power = options.get("p", 1)
    POWER.require(power in (1, 2), "1 or 2", power)


def _weighed_as_vector(options: Options, output: TensorSpec, target: Target) -> None:
    sizes = options.get("weight")
    if isinstance(sizes, tuple) and len(sizes) != 1:
        weighed(options, output, target)


def _weighed_by_size(options: Options, output: TensorSpec, target: Target) -> None:
    sizes = options.get("weight")
    if not isinstance(sizes, tuple) or len(sizes) == 1:
        weighed(options, output, target)


def _low_enough(options: Options, output: TensorSpec, target: Target) -> None:
    if len(output.shape) > 2:
        ranked(1, 2)(options, output, target)


def _not_single(options: Options, output: TensorSpec, target: Target) -> None:
    """An output without dimensions passes as one class."""
    if not output.shape:
        ranked(1, 2)(options, output, target)


def _singly(shape: Shape, target: Target) -> bool:
    """Whether a target has one element in one dimension, for an output that has none or one less."""
    return len(shape) < 2 and target.shape == (1,)


def _for_each(check: CheckLoss) -> CheckLoss:
    """A check of the shape of the target, where PyTorch raises an error."""

    def checked(options: Options, output: TensorSpec, target: Target) -> None:
        if not _singly(output.shape, target):
            check(options, output, target)

    return checked


def _for_one(check: CheckLoss) -> CheckLoss:
    """A check of the shape of the target, where PyTorch takes the single element of it."""

    def checked(options: Options, output: TensorSpec, target: Target) -> None:
        if _singly(output.shape, target):
            check(options, output, target)

    return checked


one_index = per_sample_check()


def _index(_: Options, __: TensorSpec, target: Target) -> None:
    INDEX_TYPE.require(target.dtype == "int64", "int64", target.dtype)


def _index_real(_: Options, __: TensorSpec, target: Target) -> None:
    """The least and the greatest index are looked for before their dtype is."""
    INDEX_TYPE.require(target.dtype not in COMPLEX, "int64", target.dtype)


def _index_exact(options: Options, output: TensorSpec, target: Target) -> None:
    if target.dtype not in COMPLEX:
        _index(options, output, target)


def _in_last(_: Options, output: TensorSpec, target: Target) -> None:
    in_range(target, (output.shape or (1,))[-1])


def _in_last_or_none(_: Options, output: TensorSpec, target: Target) -> None:
    if target.dtype in FLOATING and target.values != "normal":
        target = Target(shape=target.shape, values=target.values)
    if target.dtype == "bool" and target.values != "zeros":
        target = Target(shape=target.shape, values="classes")
    in_range(target, (output.shape or (1,))[-1], -1)


def _classed(_: Options, output: TensorSpec, __: Target) -> None:
    NO_CLASSES.require(output.shape[-1:] != (0,), "1 or more", 0)


def _weighed_apart(options: Options, output: TensorSpec, target: Target) -> None:
    """Weights that cannot be broadcast to the output."""
    if not _spreads(options, output):
        weighed(options, TensorSpec(output.shape[-1:]), target)


def _weighed_spread(options: Options, output: TensorSpec, target: Target) -> None:
    if _spreads(options, output):
        weighed(options, TensorSpec(output.shape[-1:]), target)


def _spreads(options: Options, output: TensorSpec) -> bool:
    sizes = options.get("weight")
    return broadcastable(sizes if isinstance(sizes, tuple) else (whole(sizes),), output.shape)


def _no_flags(_: Options, __: TensorSpec, target: Target) -> None:
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
        checks=(
            reduced,
            not_scalar,
            _probable,
            _not_ignored,
            _asks_smoothing,
            computed,
            _of_indices(_placed_early),
            _of_indices(_typed_early),
            _of_indices(_placed_next),
            weighed,
            _of_indices(_placed_late),
            _of_indices(_typed_late),
            _typed_for_smoothing,
            _of_indices(in_classes),
            _of_indices(typed_alike),
            _of_indices(_placed_as_one),
            _asks_no_sharpening,
        ),
        check_misuse=_doubts_entropy,
        unreduced=each_place,
        input_domain=("numbers", "log-probabilities"),
        targets=_indices_or_probabilities,
    ),
    LossKind(
        name="NLLLoss",
        options=(WEIGHT, REDUCTION, IGNORE_INDEX),
        checks=(
            reduced,
            not_scalar,
            _placed_early,
            _typed_early,
            _placed_next,
            weighed,
            _placed_late,
            computed,
            _typed_late,
            in_classes,
            typed_alike,
            _placed_as_one,
        ),
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
        checks=(
            _asks_power,
            _weighed_as_vector,
            reduced,
            _low_enough,
            _for_each(one_index),
            _weighed_by_size,
            computed,
            _index,
            _in_last,
            typed_alike,
            _not_single,
            _for_one(one_index),
        ),
        blind=3,
        unreduced=each_sample,
        targets=per_sample("classes", "int64"),
    ),
    LossKind(
        name="MultiLabelMarginLoss",
        options=(REDUCTION,),
        quadratic=True,
        checks=(
            reduced,
            _low_enough,
            _classed,
            _for_each(OF_SETS.alike),
            _index_real,
            _in_last_or_none,
            computed,
            _index_exact,
            _not_single,
            _for_one(OF_SETS.alike),
        ),
        unreduced=each_sample,
        targets=alike("classes", dtype="int64"),
    ),
    LossKind(
        name="MultiLabelSoftMarginLoss",
        options=(WEIGHT, REDUCTION),
        checks=(
            computed,
            OF_INDICES.not_broadcast,
            _no_flags,
            _weighed_apart,
            not_scalar,
            reduced,
            numbers(*FLOATING, *INTEGRAL, "bool"),
            OF_INDICES.broadcast,
            _weighed_spread,
        ),
        blind=0,
        check_misuse=_doubts_soft_margin,
        unreduced=each_sample,
        input_domain=("numbers",),
        targets=alike("classes"),
    ),
)
