"""What losses of many kinds ask of their options, the output and the target."""

from math import prod

from strategies.layer.arithmetic import whole
from strategies.loss.target import Target
from strategies.rule import Rule, TensorSpec
from strategies.value import FLOATING, Options, Shape

REDUCTION = Rule(
    "reduction",
    "reduction is {got!r}, where there are {wanted}",
    "use 'mean', or take the mean of the unreduced loss yourself",
)
OUTPUT_TYPE = Rule(
    "output_type",
    "it compares {wanted} outputs, and is given {got}",
    "convert the output: output.float()",
)
OUTPUT_RANK = Rule(
    "output_rank",
    "it takes outputs of {wanted} axes, and is given {got}",
    "give it (batch, classes), with nothing squeezed away",
)
SAME_SHAPE = Rule(
    "same_shape",
    "the target has to have the shape of the output, {wanted}, and has {got}",
    "reshape the target, as in target.view_as(output), or use the loss that class indices are meant for,"
    " nn.CrossEntropyLoss",
)
INDEX_SHAPE = Rule(
    "index_shape",
    "it wants a class index for each place, in a target of shape {wanted}, and is given {got}",
    "drop the class axis from the target: target.argmax(1) for one-hot, target.squeeze(1) for (N, 1)",
)
BATCH = Rule(
    "batch",
    "the output has {wanted} samples, and the target has {got}",
    "keep the batch axis first in both; a view or flatten may have merged places into it",
)
INDEX_TYPE = Rule(
    "index_type", "class indices have to be {wanted}, and are {got}", "convert the target: target.long()"
)
INDEX_RANGE = Rule(
    "index_range",
    "there are {wanted} classes, counted from 0, and the target names class {got}",
    "count classes from 0, map labels outside to ignore_index, or give fc as many outputs as there are",
    of_values=True,
)
WEIGHTS = Rule(
    "weight",
    "there is a weight for each of {got} classes, and the output has {wanted}",
    "give one weight for each class",
)
WEIGHT_TYPE = Rule(
    "weight_type",
    "the weights of the classes are {got}, and the output is {wanted}",
    "convert the output, output.float(), or the weights",
)
TARGET_TYPE = Rule(
    "target_type",
    "the target has to be of type {wanted}, and is {got}",
    "convert the target: target.float()",
)
ALL_IGNORED = Rule(
    "all_ignored",
    "every target is ignore_index, {got}, so that nothing is left to average: {wanted}",
    "leave such batches out",
    of_values=True,
)
PAIRED_OUTPUT = Rule(
    "one_tensor",
    "it compares {wanted}, and the network returns {got}",
    "pick what is meant: output['out'], or output[0]",
)

REDUCTIONS = ("mean", "sum", "none")


def reduced(options: Options, *more: str) -> None:
    """Raise `RuleViolated` where the reduction is none that there is."""
    word = options.get("reduction", "mean")
    REDUCTION.require(word in (*REDUCTIONS, *more), ", ".join((*REDUCTIONS, *more)), word)


def computed(output: TensorSpec) -> None:
    """Raise `RuleViolated` unless the output is real and floating."""
    OUTPUT_TYPE.require(output.dtype in FLOATING, "floating", output.dtype)


def alike(output: TensorSpec, target: Target) -> None:
    """Raise `RuleViolated` unless the target has the output's shape."""
    SAME_SHAPE.require(target.shape == output.shape, output.shape, target.shape)


def numbers(target: Target, *types: str) -> None:
    """Raise `RuleViolated` unless the target's element type is one of these."""
    TARGET_TYPE.require(target.dtype in types, " or ".join(types), target.dtype)


def indexed(options: Options, output: TensorSpec, target: Target) -> None:
    """Raise `RuleViolated` unless the target has a class index for each place of (N, C, ...)."""
    shape = output.shape
    OUTPUT_RANK.require(bool(shape), "1 or more", 0)
    wanted: Shape = (shape[0], *shape[2:]) if len(shape) > 1 else ()
    if len(shape) > 1 and target.shape[:1] != wanted[:1]:
        BATCH.require(len(target.shape) != len(wanted), wanted[0], (target.shape or (None,))[0])
    INDEX_SHAPE.require(target.shape == wanted, wanted, target.shape)
    bytes_too = len(shape) < 3 and target.dtype == "uint8"
    INDEX_TYPE.require(target.dtype == "int64" or bytes_too, "int64", target.dtype)
    in_range(target, classes(shape), options.get("ignore_index", -100))


def in_range(target: Target, count: int, ignored: object = None) -> None:
    """Raise `RuleViolated` where a target names a class that is not there, but for the ignored one."""
    for number in sorted(target.numbers() - {ignored}):
        INDEX_RANGE.require(0 <= number < count, count, number)


def weighed(options: Options, count: int, name: str = "weight") -> None:
    """Raise `RuleViolated` unless there is one weight for each class, where there are weights."""
    sizes = options.get(name)
    if sizes is not None:
        counts = sizes if isinstance(sizes, tuple) else (whole(sizes),)
        WEIGHTS.require(counts == (count,), count, prod(counts) if len(counts) == 1 else counts)


def typed_alike(options: Options, output: TensorSpec, name: str = "weight") -> None:
    """Raise `RuleViolated` where there are weights, which are float32, of another type than the output.

    Source: none that is documented; seen of every loss that takes class indices.
    """
    WEIGHT_TYPE.require(options.get(name) is None or output.dtype == "float32", output.dtype, "float32")


def classes(shape: Shape) -> int:
    """The class count of an output: axis 1, or the only axis of an unbatched one."""
    return shape[1] if len(shape) > 1 else shape[-1]
