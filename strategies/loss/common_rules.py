"""Rules of many kinds of losses about their options, the output and the target."""

from math import prod

from strategies.layer.arithmetic import whole
from strategies.loss.target import Target
from strategies.repair import Repair
from strategies.rule import Rule, TensorSpec
from strategies.value import FLOATING, Options, Shape, dtype_family, either

REDUCTION = Rule(
    "reduction",
    "{layer}: reduction must be {wanted}, but got {got}",
    (Repair("use reduction={wanted}"),),
    shared=True,
)
OUTPUT_TYPE = Rule(
    "output_type",
    "{layer} expects an input with {wanted}, but got {got}",
    (Repair("convert the output of the network: output.float()"),),
    shared=True,
)
SCALAR_OUTPUT = Rule(
    "output_rank",
    "{layer} expects an input with {wanted} dimensions, but got {got}",
    (Repair("pass an output of shape [N, C], of which no squeeze() or index removes dimensions"),),
    shared=True,
)
LOW_RANK = Rule(
    "output_rank",
    "{layer} expects a {wanted} input, but got a {got} input",
    (Repair("add the missing dimensions, as with output.unsqueeze(0) for the batch"),),
    shared=True,
)
HIGH_RANK = Rule(
    "output_rank",
    "{layer} expects a {wanted} input, but got a {got} input",
    (Repair("merge dimensions, as with output.flatten(1)"),),
    shared=True,
)
SAME_SIZE = Rule(
    "same_shape",
    "{layer} expects a target of the shape of its input, {wanted}, but got {got}",
    (Repair("reshape the target, as with target.view_as(output)"),),
    shared=True,
)
SAME_SHAPE = Rule(
    "same_shape",
    "{layer} expects a target of the shape of its input, {wanted}, but got {got}",
    (Repair("pass a target of shape {wanted}, or use nn.CrossEntropyLoss if it holds class indices"),),
    shared=True,
)
INDEX_SHAPE = Rule(
    "index_shape",
    "{layer} expects class indices of shape {wanted}, but got a target of shape {got}",
    (
        Repair(
            "pass a target of shape {wanted}: target.argmax(1) for a one-hot target, target.squeeze(1) for one"
            " of shape [N, 1]"
        ),
    ),
    shared=True,
)
BATCH = Rule(
    "batch",
    "{layer} expects a target with the batch size of its input, {wanted}, but got batch size {got}",
    (
        Repair(
            "keep the batch dimension of input and target: no view() or flatten(0, 1) may merge another"
            " dimension into it"
        ),
    ),
    shared=True,
)
PER_SAMPLE = Rule(
    "batch",
    "{layer} expects a target with one element for each sample, of shape {wanted}, but got {got}",
    (Repair("pass a target of shape {wanted}, as with target.squeeze(1) for one of shape [N, 1]"),),
    shared=True,
)
INDEX_TYPE = Rule(
    "index_type",
    "{layer} expects class indices of dtype {wanted}, but got {got}",
    (Repair("convert the target: target.long()"),),
    shared=True,
)
INDEX_RANGE = Rule(
    "index_range",
    "{layer}: class indices must be in the range [0, {wanted}), but the target contains {got}",
    (
        Repair(
            "number the classes from 0, give the last layer one output for each class, or set ignore_index to"
            " a label that does not count"
        ),
    ),
    of_values=True,
    shared=True,
)
INDEX_RANGE_OF_ALL = Rule(
    "index_range",
    INDEX_RANGE.cause,
    (Repair("number the classes from 0, or give the last layer one output for each class"),),
    of_values=True,
    shared=True,
)
WEIGHTS = Rule(
    "weight",
    "{layer}: weight must have shape {wanted}, one value for each class, but got {got}",
    (Repair("pass one weight for each class"),),
    shared=True,
)
WEIGHT_TYPE = Rule(
    "weight_type",
    "{layer}: weight must have the dtype of the input, {wanted}, but got {got}",
    (Repair("convert the weight to torch.{wanted}, or the output: output.float()"),),
    shared=True,
)
TARGET_TYPE = Rule(
    "target_type",
    "{layer} expects a target with {wanted}, but got {got}",
    (Repair("convert the target: target.float()"),),
    shared=True,
)
SAME_TYPE = Rule(
    "target_type",
    "{layer} expects a target of the dtype of its input, {wanted}, but got {got}",
    (Repair("convert the target: target.to(torch.{wanted})"),),
    shared=True,
)
ALL_IGNORED = Rule(
    "all_ignored",
    "{layer}: every class index of the target is ignore_index ({got}), so that the mean loss is NaN",
    (Repair("skip batches without any other class index, or use reduction='sum'"),),
    of_values=True,
    shared=True,
)
PAIRED_OUTPUT = Rule(
    "one_tensor",
    "{layer} expects {wanted} as its input, but the network returns {got}",
    (Repair("pass one of the tensors, as in output['out'] or output[0]"),),
    shared=True,
)

REDUCTIONS = ("mean", "sum", "none")


def reduced(options: Options, *more: str) -> None:
    """Raise `RuleViolated` unless the reduction is one of `REDUCTIONS`, or of ``more``."""
    word, allowed = options.get("reduction", "mean"), (*REDUCTIONS, *more)
    if word not in allowed:
        REDUCTION.reject(either(map(repr, allowed)), repr(word))


def computed(output: TensorSpec) -> None:
    """Raise `RuleViolated` unless the output has a floating-point dtype."""
    if output.dtype not in FLOATING:
        OUTPUT_TYPE.reject(dtype_family(FLOATING), output.dtype)


def ranked(output: TensorSpec, *ranks: int) -> None:
    """Raise `RuleViolated` unless the output has one of these numbers of dimensions."""
    rank = len(output.shape)
    if rank not in ranks:
        rule = LOW_RANK if rank < min(ranks) else HIGH_RANK
        rule.reject(either(f"{one}D" for one in ranks), f"{rank}D")


def not_scalar(output: TensorSpec) -> None:
    """Raise `RuleViolated` where the output has no dimensions."""
    SCALAR_OUTPUT.require(bool(output.shape), "1 or more", 0)


def alike(output: TensorSpec, target: Target) -> None:
    """Raise `RuleViolated` unless the target has the shape of the output."""
    rule = SAME_SIZE if prod(target.shape) == prod(output.shape) else SAME_SHAPE
    rule.require(target.shape == output.shape, output.shape, target.shape)


def numbers(target: Target, *types: str) -> None:
    """Raise `RuleViolated` unless the target has one of these dtypes."""
    if target.dtype not in types:
        TARGET_TYPE.reject(dtype_family(types), target.dtype)


def same_type(output: TensorSpec, target: Target) -> None:
    """Raise `RuleViolated` unless the target has the dtype of the output."""
    SAME_TYPE.require(target.dtype == output.dtype, output.dtype, target.dtype)


def per_sample(output: TensorSpec, target: Target) -> None:
    """Raise `RuleViolated` unless the target has shape (N,) for an output (N, C), () for one (C,)."""
    PER_SAMPLE.require(target.shape == output.shape[:-1], output.shape[:-1], target.shape)


def indexed(options: Options, output: TensorSpec, target: Target) -> None:
    """Raise `RuleViolated` unless the target of an output (N, C, ...) has class indices (N, ...)."""
    shape = output.shape
    not_scalar(output)
    wanted: Shape = (shape[0], *shape[2:]) if len(shape) > 1 else ()
    if len(shape) > 1 and target.shape[:1] != wanted[:1]:
        BATCH.require(len(target.shape) != len(wanted), wanted[0], (target.shape or (None,))[0])
    INDEX_SHAPE.require(target.shape == wanted, wanted, target.shape)
    bytes_too = len(shape) < 3 and target.dtype == "uint8"
    INDEX_TYPE.require(target.dtype == "int64" or bytes_too, "int64", target.dtype)
    in_range(target, classes(shape), options.get("ignore_index", -100), INDEX_RANGE)


def in_range(
    target: Target, count: int, ignored: object = None, rule: Rule = INDEX_RANGE_OF_ALL
) -> None:
    """Raise `RuleViolated` where a class index is out of range and not the ignored one."""
    for number in sorted(target.numbers() - {ignored}):
        rule.require(0 <= number < count, count, number)


def weighed(options: Options, count: int, name: str = "weight") -> None:
    """Raise `RuleViolated` unless the weight, where there is one, has one value for each class."""
    sizes = options.get(name)
    if sizes is not None:
        counts = sizes if isinstance(sizes, tuple) else (whole(sizes),)
        WEIGHTS.require(counts == (count,), (count,), counts)


def typed_alike(options: Options, output: TensorSpec, name: str = "weight") -> None:
    """Raise `RuleViolated` where there is a weight, which is float32, and the output is not.

    Source: not documented; observed with every loss that expects class indices.
    """
    WEIGHT_TYPE.require(options.get(name) is None or output.dtype == "float32", output.dtype, "float32")


def classes(shape: Shape) -> int:
    """The number of classes of an output: dimension 1, or the only one of an unbatched (C,)."""
    return shape[1] if len(shape) > 1 else shape[-1]
