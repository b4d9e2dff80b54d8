"""Rules of many kinds of losses about their options, the output and the target."""

from collections.abc import Callable
from functools import lru_cache
from math import prod

from strategies.layer.arithmetic import spreads, whole
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

CheckLoss = Callable[[Options, TensorSpec, Target], None]
"""One requirement of a loss with some options on an output and a target: raises `RuleViolated`.

Each stands by itself, whatever others find, so that one fault doesn't hide another.
"""


def reducing(*more: str) -> CheckLoss:
    """The check that the reduction is one of `REDUCTIONS`, or of ``more``."""
    allowed = (*REDUCTIONS, *more)

    def check(options: Options, _: TensorSpec, __: Target) -> None:
        word = options.get("reduction", "mean")
        if word not in allowed:
            REDUCTION.reject(either(map(repr, allowed)), repr(word))

    return check


reduced = reducing()


def computed(_: Options, output: TensorSpec, __: Target) -> None:
    """Raise `RuleViolated` unless the output has a floating-point dtype."""
    if output.dtype not in FLOATING:
        OUTPUT_TYPE.reject(dtype_family(FLOATING), output.dtype)


def no_flags(options: Options, output: TensorSpec, target: Target) -> None:
    """The same for bool alone, where a subtraction comes before all else."""
    if output.dtype == "bool":
        computed(options, output, target)


def ranked(*ranks: int) -> CheckLoss:
    """The check that the output has one of these numbers of dimensions."""

    def check(_: Options, output: TensorSpec, __: Target) -> None:
        rank = len(output.shape)
        if rank not in ranks:
            rule = LOW_RANK if rank < min(ranks) else HIGH_RANK
            rule.reject(either(f"{one}D" for one in ranks), f"{rank}D")

    return check


def not_scalar(_: Options, output: TensorSpec, __: Target) -> None:
    """Raise `RuleViolated` where the output has no dimensions."""
    SCALAR_OUTPUT.require(bool(output.shape), "1 or more", 0)


def alike(_: Options, output: TensorSpec, target: Target) -> None:
    """Raise `RuleViolated` unless the target has the shape of the output."""
    if target.shape != output.shape:
        rule = SAME_SIZE if prod(target.shape) == prod(output.shape) else SAME_SHAPE
        rule.reject(output.shape, target.shape)


def same_rank(options: Options, output: TensorSpec, target: Target) -> None:
    """The same, where not even the numbers of dimensions are the same."""
    if len(target.shape) != len(output.shape):
        alike(options, output, target)


def only_sizes(check: CheckLoss) -> CheckLoss:
    """A check of shapes for those of the same number of dimensions alone."""

    def checked(options: Options, output: TensorSpec, target: Target) -> None:
        if len(target.shape) == len(output.shape):
            check(options, output, target)

    return checked


def spread(options: Options, output: TensorSpec, target: Target) -> None:
    """The same, where the target can be expanded to the shape of the output, which PyTorch does."""
    if target.shape != output.shape and spreads(target.shape, output.shape):
        alike(options, output, target)


def not_spread(options: Options, output: TensorSpec, target: Target) -> None:
    """The same, where the target cannot be expanded, for which PyTorch raises an error."""
    if target.shape != output.shape and not spreads(target.shape, output.shape):
        alike(options, output, target)


def broadcast(options: Options, output: TensorSpec, target: Target) -> None:
    """The same, where the two can be broadcast to one shape, which PyTorch does."""
    if target.shape != output.shape and broadcastable(target.shape, output.shape):
        alike(options, output, target)


def not_broadcast(options: Options, output: TensorSpec, target: Target) -> None:
    """The same, where the two cannot be broadcast, for which PyTorch raises an error."""
    if target.shape != output.shape and not broadcastable(target.shape, output.shape):
        alike(options, output, target)


@lru_cache(maxsize=4096)
def broadcastable(shape: Shape, other: Shape) -> bool:
    """Whether two shapes can be broadcast to one."""
    pairs = zip(reversed(shape), reversed(other), strict=False)
    return all(one == another or 1 in (one, another) for one, another in pairs)


def numbers(*types: str) -> CheckLoss:
    """The check that the target has one of these dtypes."""

    def check(_: Options, __: TensorSpec, target: Target) -> None:
        if target.dtype not in types:
            TARGET_TYPE.reject(dtype_family(types), target.dtype)

    return check


def without(*types: str, rather: tuple[str, ...]) -> CheckLoss:
    """The check that the target has none of these dtypes, but one of others."""

    def check(_: Options, __: TensorSpec, target: Target) -> None:
        if target.dtype in types:
            TARGET_TYPE.reject(dtype_family(rather), target.dtype)

    return check


def same_type(_: Options, output: TensorSpec, target: Target) -> None:
    """Raise `RuleViolated` unless the target has the dtype of a floating-point output."""
    if target.dtype != output.dtype and output.dtype in FLOATING:
        SAME_TYPE.reject(output.dtype, target.dtype)


def per_sample(_: Options, output: TensorSpec, target: Target) -> None:
    """Raise `RuleViolated` unless the target has shape (N,) for an output (N, C), () for one (C,)."""
    PER_SAMPLE.require(target.shape == output.shape[:-1], output.shape[:-1], target.shape)


def placed(_: Options, output: TensorSpec, target: Target) -> None:
    """Raise `RuleViolated` unless the target of an output (N, C, ...) has the shape (N, ...)."""
    wanted = places(output.shape)
    if target.shape == wanted or not output.shape:
        return
    if wanted and target.shape[:1] != wanted[:1] and len(target.shape) == len(wanted):
        BATCH.reject(wanted[0], target.shape[0])
    INDEX_SHAPE.reject(wanted, target.shape)


def places(shape: Shape) -> Shape:
    """The shape of the class indices for an output: (N, ...) for (N, C, ...), () for (C,)."""
    return (*shape[:1], *shape[2:]) if len(shape) > 1 else ()


def index_typed(_: Options, output: TensorSpec, target: Target) -> None:
    """Raise `RuleViolated` unless the target has a dtype of class indices."""
    if target.dtype != "int64":
        bytes_too = len(output.shape) < 3 and target.dtype == "uint8"
        INDEX_TYPE.require(bytes_too, "int64", target.dtype)


def in_classes(options: Options, output: TensorSpec, target: Target) -> None:
    """Raise `RuleViolated` where a class index is out of range and not ``ignore_index``."""
    if output.shape:
        in_range(target, classes(output.shape), options.get("ignore_index", -100), INDEX_RANGE)


def in_range(
    target: Target, count: int, ignored: object = None, rule: Rule = INDEX_RANGE_OF_ALL
) -> None:
    """Raise `RuleViolated` where a class index is out of range and not the ignored one."""
    for number in sorted(target.numbers() - {ignored}):
        rule.require(0 <= number < count, count, number)


def weighed(options: Options, output: TensorSpec, _: Target) -> None:
    """Raise `RuleViolated` unless the weight, where there is one, has one value for each class."""
    sizes = options.get("weight")
    if sizes is not None:
        count = classes(output.shape or (1,))
        counts = sizes if isinstance(sizes, tuple) else (whole(sizes),)
        WEIGHTS.require(counts == (count,), (count,), counts)


def typed_alike(options: Options, output: TensorSpec, _: Target) -> None:
    """Raise `RuleViolated` where there is a weight, which is float32, and the output is not.

    Source: not documented; observed with every loss that expects class indices.
    """
    if options.get("weight") is not None:
        WEIGHT_TYPE.require(output.dtype == "float32", output.dtype, "float32")


def classes(shape: Shape) -> int:
    """The number of classes of an output: dimension 1, or the only one of an unbatched (C,)."""
    return shape[1] if len(shape) > 1 else shape[-1]
