"""Rules of many kinds of losses about their options, the output, and the dtype of the target."""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from msgspec.structs import replace

from strategies.layer.arithmetic import spreads, whole
from strategies.loss.shape_rules import CLASS_INDICES, Labels, one_label
from strategies.loss.shape_rules import alike as require_alike
from strategies.loss.target import Target
from strategies.loss.value_rules import in_range
from strategies.repair import WANTED, Before, Repair, SetInput, SetLossOption, SetTarget, TakeOut
from strategies.rule import Rule, TensorSpec
from strategies.value import COMPLEX, FLOATING, Options, Shape, dtype_family, either

REDUCTION = Rule(
    "reduction",
    "{layer}: reduction must be {wanted}, but got {got}",
    (Repair("use reduction='mean'", SetLossOption("reduction", ("mean",))),),
    shared=True,
)
REDUCTION_OF_BATCH = Rule(
    REDUCTION.name,
    REDUCTION.cause,
    (Repair("use reduction='batchmean'", SetLossOption("reduction", ("batchmean",))),),
    shared=True,
)
OUTPUT_TYPE = Rule(
    "output_type",
    "{layer} expects an input with {wanted}, but got {got}",
    (
        Repair("convert the output of the network: output.float()", Before("Float")),
        Repair(
            "pass a floating-point input to the network: x.float() / 255",
            SetInput("dtype", "float32"),
        ),
    ),
    shared=True,
)
COMPLEX_OUTPUT = Rule(
    OUTPUT_TYPE.name,
    OUTPUT_TYPE.cause,
    (
        Repair("pass a real input to the network: x.real", SetInput("dtype", "float32")),
        Repair("pass the magnitude of the output: output.abs()"),
    ),
    shared=True,
)
LOW_RANK = Rule(
    "low_output_rank",
    "{layer} expects a {wanted} input, but got a {got} input",
    (
        Repair(
            "add the batch dimension to the output: output.unsqueeze(0)",
            Before("Unsqueeze", {"dim": 0}),
        ),
        Repair(
            "keep the dimensions of the output: leave out the squeeze() or mean() that removes one",
            TakeOut(("Squeeze", "Mean")),
        ),
    ),
    shared=True,
)
SCALAR_OUTPUT = Rule(
    LOW_RANK.name,
    "{layer} expects an input with {wanted} dimensions, but got {got}",
    (*reversed(LOW_RANK.repairs),),
    shared=True,
)
HIGH_RANK = Rule(
    "output_rank",
    LOW_RANK.cause,
    (Repair("flatten the output: output.flatten(1)", Before("Flatten")),),
    shared=True,
)
INDEX_TYPE = Rule(
    "index_type",
    "{layer} expects class indices of dtype {wanted}, but got {got}",
    (Repair("convert the target: target.long()", SetTarget("dtype", "int64")),),
    shared=True,
)
INDEX_TYPE_FIRST = replace(INDEX_TYPE, since=(2, 12))
INDEX_TYPE_LAST = replace(INDEX_TYPE, until=(2, 11))
"""Up to torch 2.11 the kernel alone asks for the dtype of class indices, behind all other checks."""

WEIGHTS = Rule(
    "weight",
    "{layer}: weight must have shape {wanted}, one value for each class, but got {got}",
    (Repair("pass a weight of shape {wanted}, one value for each class", SetLossOption("weight")),),
    shared=True,
)
WEIGHT_TYPE = Rule(
    "weight_type",
    "{layer}: weight must have the dtype of the input, {wanted}, but got {got}",
    (
        Repair("convert the weight: weight.to(torch.{wanted})"),
        Repair("convert the output: output.float()", Before("Float")),
    ),
    shared=True,
)
TARGET_TYPE = Rule(
    "target_type",
    "{layer} expects a target with {wanted}, but got {got}",
    (Repair("convert the target: target.float()", SetTarget("dtype", "float32")),),
    shared=True,
)
COMPLEX_TARGET = Rule(
    TARGET_TYPE.name,
    TARGET_TYPE.cause,
    (Repair("pass a real target: target.real", SetTarget("dtype", "float32")),),
    shared=True,
)
SAME_TYPE = Rule(
    "same_type",
    "{layer} expects a target of the dtype of its input, {wanted}, but got {got}",
    (Repair("convert the target: target.to(torch.{wanted})", SetTarget("dtype", WANTED)),),
    shared=True,
)
ALL_IGNORED = Rule(
    "all_ignored",
    "{layer}: every class index of the target is ignore_index ({got}), so that the mean loss is NaN",
    (
        Repair("skip batches without any other class index"),
        Repair("use reduction='sum'", SetLossOption("reduction", ("sum",))),
    ),
    of_values=True,
    shared=True,
)
PAIRED_OUTPUT = Rule(
    "one_tensor",
    "{layer} expects {wanted} as its input, but the network returns {got}",
    (Repair("pass one of the tensors, as in output['out'] or output[0]", Before("Item")),),
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
            rule = REDUCTION_OF_BATCH if "batchmean" in more else REDUCTION
            rule.reject(either(map(repr, allowed)), repr(word))

    return check


reduced = reducing()


def computed(_: Options, output: TensorSpec, __: Target) -> None:
    """Raise `RuleViolated` unless the output has a floating-point dtype."""
    if output.dtype not in FLOATING:
        rule = COMPLEX_OUTPUT if output.dtype in COMPLEX else OUTPUT_TYPE
        rule.reject(dtype_family(FLOATING), output.dtype)


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


class ShapeChecks(NamedTuple):
    """The checks that a target has the shape of the output, for some wrong shapes or for all."""

    alike: CheckLoss
    """For each shape."""

    same_rank: CheckLoss
    """Where not even the numbers of dimensions are the same."""

    spread: CheckLoss
    """Where the target can be expanded to the shape of the output, which PyTorch does."""

    not_spread: CheckLoss
    """Where the target cannot be expanded, for which PyTorch raises an error."""

    broadcast: CheckLoss
    """Where the two can be broadcast to one shape, which PyTorch does."""

    not_broadcast: CheckLoss
    """Where the two cannot be broadcast, for which PyTorch raises an error."""


def shape_checks(labels: Labels) -> ShapeChecks:
    """The checks for a loss whose targets of one element for each sample hold such labels."""

    def check_where(wrong: Callable[[Shape, Shape], bool]) -> CheckLoss:
        def check(_: Options, output: TensorSpec, target: Target) -> None:
            if target.shape != output.shape and wrong(target.shape, output.shape):
                require_alike(output, target, labels)

        return check

    return ShapeChecks(
        check_where(lambda target, output: True),
        check_where(lambda target, output: len(target) != len(output)),
        check_where(spreads),
        check_where(lambda target, output: not spreads(target, output)),
        check_where(broadcastable),
        check_where(lambda target, output: not broadcastable(target, output)),
    )


def only_sizes(check: CheckLoss) -> CheckLoss:
    """A check of shapes for those of the same number of dimensions alone."""

    def checked(options: Options, output: TensorSpec, target: Target) -> None:
        if len(target.shape) == len(output.shape):
            check(options, output, target)

    return checked


@lru_cache(maxsize=4096)
def broadcastable(shape: Shape, other: Shape) -> bool:
    """Whether two shapes can be broadcast to one."""
    pairs = zip(reversed(shape), reversed(other), strict=False)
    return all(one == another or 1 in (one, another) for one, another in pairs)


OF_INDICES, OF_NUMBERS = shape_checks("indices"), shape_checks("numbers")
OF_SETS = shape_checks("sets")
"""By what a target of one element for each sample holds: see `strategies.loss.shape_rules.Labels`."""


def numbers(*types: str) -> CheckLoss:
    """The check that the target has one of these dtypes."""

    def check(_: Options, __: TensorSpec, target: Target) -> None:
        if target.dtype not in types:
            rule = COMPLEX_TARGET if target.dtype in COMPLEX else TARGET_TYPE
            rule.reject(dtype_family(types), target.dtype)

    return check


def without(*types: str, rather: tuple[str, ...]) -> CheckLoss:
    """The check that the target has none of these dtypes, but one of others."""

    def check(_: Options, __: TensorSpec, target: Target) -> None:
        if target.dtype in types:
            rule = COMPLEX_TARGET if target.dtype in COMPLEX else TARGET_TYPE
            rule.reject(dtype_family(rather), target.dtype)

    return check


def same_type(_: Options, output: TensorSpec, target: Target) -> None:
    """Raise `RuleViolated` unless the target has the dtype of a floating-point output."""
    if target.dtype != output.dtype and output.dtype in FLOATING:
        SAME_TYPE.reject(output.dtype, target.dtype)


def per_sample(what: str = CLASS_INDICES) -> CheckLoss:
    """The check that the target has shape (N,) for an output (N, C), () for one (C,)."""

    def check(_: Options, output: TensorSpec, target: Target) -> None:
        one_label(output, target, output.shape[:-1], what)

    return check


def placed(_: Options, output: TensorSpec, target: Target) -> None:
    """Raise `RuleViolated` unless the target of an output (N, C, ...) has the shape (N, ...)."""
    if output.shape:
        one_label(output, target, places(output.shape))


def places(shape: Shape) -> Shape:
    """The shape of the class indices for an output: (N, ...) for (N, C, ...), () for (C,)."""
    return (*shape[:1], *shape[2:]) if len(shape) > 1 else ()


def index_typed(rule: Rule, output: TensorSpec, target: Target) -> None:
    """Raise `RuleViolated` of a rule of `INDEX_TYPE` unless the target has a dtype of class indices."""
    types = ("int64", "uint8") if len(output.shape) < 3 else ("int64",)
    rule.require(target.dtype in types, dtype_family(types), target.dtype)


def in_classes(options: Options, output: TensorSpec, target: Target) -> None:
    """Raise `RuleViolated` where a class index is out of range and not ``ignore_index``."""
    if output.shape:
        ignored = options.get("ignore_index", -100)
        in_range(target, classes(output.shape), ignored, ignores=True)


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
