"""Rules of many kinds of losses about their options, the output, and the dtype of the target."""

from strategies.layer.arithmetic import whole
from strategies.loss.shape_rules import one_label
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


def reduced(options: Options, *more: str) -> None:
    """Raise `RuleViolated` unless the reduction is one of `REDUCTIONS`, or of ``more``."""
    word, allowed = options.get("reduction", "mean"), (*REDUCTIONS, *more)
    if word not in allowed:
        rule = REDUCTION_OF_BATCH if "batchmean" in more else REDUCTION
        rule.reject(either(map(repr, allowed)), repr(word))


def computed(output: TensorSpec) -> None:
    """Raise `RuleViolated` unless the output has a floating-point dtype."""
    if output.dtype not in FLOATING:
        rule = COMPLEX_OUTPUT if output.dtype in COMPLEX else OUTPUT_TYPE
        rule.reject(dtype_family(FLOATING), output.dtype)


def ranked(output: TensorSpec, *ranks: int) -> None:
    """Raise `RuleViolated` unless the output has one of these numbers of dimensions."""
    rank = len(output.shape)
    if rank not in ranks:
        rule = LOW_RANK if rank < min(ranks) else HIGH_RANK
        rule.reject(either(f"{one}D" for one in ranks), f"{rank}D")


def not_scalar(output: TensorSpec) -> None:
    """Raise `RuleViolated` where the output has no dimensions."""
    SCALAR_OUTPUT.require(bool(output.shape), "1 or more", 0)


def numbers(target: Target, *types: str) -> None:
    """Raise `RuleViolated` unless the target has one of these dtypes."""
    if target.dtype not in types:
        rule = COMPLEX_TARGET if target.dtype in COMPLEX else TARGET_TYPE
        rule.reject(dtype_family(types), target.dtype)


def same_type(output: TensorSpec, target: Target) -> None:
    """Raise `RuleViolated` unless the target has the dtype of the output."""
    SAME_TYPE.require(target.dtype == output.dtype, output.dtype, target.dtype)


def indexed(options: Options, output: TensorSpec, target: Target) -> None:
    """Raise `RuleViolated` unless the target of an output (N, C, ...) has class indices (N, ...)."""
    shape = output.shape
    not_scalar(output)
    one_label(output, target, (shape[0], *shape[2:]) if len(shape) > 1 else ())
    types = ("int64", "uint8") if len(shape) < 3 else ("int64",)
    INDEX_TYPE.require(target.dtype in types, dtype_family(types), target.dtype)
    in_range(target, classes(shape), options.get("ignore_index", -100), ignores=True)


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
