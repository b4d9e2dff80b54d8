"""Rules that layers of many kinds have in common."""

from collections.abc import Iterable
from functools import lru_cache

from strategies.layer.arithmetic import per_axis, whole, window
from strategies.repair import Repair
from strategies.rule import Rule, TensorSpec
from strategies.value import Options, Shape, either

LEAST_DIMENSIONS = Rule(
    "rank",
    "{layer} expects an input with {wanted} dimensions, but got {got}",
    (
        Repair(
            "move the layer in front of the flatten, or add the missing dimensions, as with x.unsqueeze(0)"
        ),
    ),
    shared=True,
)
ROOM = Rule(
    "window",
    "{layer}: the kernel spans {wanted} along a dimension, but the padded input spans only {got}",
    (
        Repair(
            "use a smaller kernel_size, more padding or a larger image; an adaptive pooling, such as"
            " nn.AdaptiveAvgPool2d, takes any spatial size"
        ),
    ),
    shared=True,
)
SCALAR = Rule(
    "dim",
    "{layer} expects an input with {wanted} dimensions, but got {got}",
    (Repair("give the input a dimension: x.unsqueeze(0)"),),
    shared=True,
)
EMPTY = Rule(
    "empty",
    "{layer} expects a non-empty input, but got an input of shape {got}",
    (Repair("keep every dimension at {wanted}, by a smaller stride or kernel_size, or a larger image"),),
    shared=True,
)
ONE_TENSOR = Rule(
    "tensor",
    "{layer} expects {wanted}, but got {got} from the layer before",
    (
        Repair(
            "take one tensor first, as in x, _ = lstm(x) or x['out'], or leave out return_indices=True"
        ),
    ),
    shared=True,
)


@lru_cache(maxsize=256)
def bound(option: str, least: float, most: float | None = None) -> Rule:
    """The rule that an option is at least, or between, some values; it has the name of the option."""
    if most is not None:
        return Rule(
            option,
            f"{{layer}}: {option} must be between {least:g} and {most:g}, but got {{got}}",
            (
                Repair(
                    f"use {option}={(least + most) / 2:g}, or another value between {least:g} and {most:g}"
                ),
            ),
            shared=True,
        )
    return Rule(
        option,
        f"{{layer}}: {option} must be >= {least:g}, but got {{got}}",
        (Repair(f"use {option}={least:g} or more"),),
        shared=True,
    )


def at_least(options: Options, least: int, *names: str) -> None:
    """Raise `RuleViolated` where an option, or one value of its tuple, is less than the least."""
    for name in names:
        value = options.get(name)
        sizes = value if isinstance(value, tuple) else (value,)
        for size in sizes:
            if isinstance(size, int | float):
                bound(name, least).require(size >= least, least, size)


@lru_cache(maxsize=64)
def spread(option: str) -> Rule:
    """The rule that an option is one int, or a tuple of one for each spatial dimension."""
    return Rule(
        f"{option}_axes",
        f"{{layer}}: {option} must be an int or a tuple of length {{wanted}}, but got a tuple of length"
        " {got}",
        (Repair(f"use one int for {option}, or a tuple with one for each spatial dimension"),),
        shared=True,
    )


def for_each_axis(options: Options, axes: int, *names: str) -> None:
    """Raise `RuleViolated` where the tuple of an option has not one value for each of ``axes``."""
    for name in names:
        value = options.get(name)
        if isinstance(value, tuple):
            spread(name).require(len(value) in (1, axes), axes, len(value))


@lru_cache(maxsize=64)
def _rank(rank: int, allowed: tuple[int, ...]) -> Rule:
    other = ", or use a layer for {got} inputs" if 2 <= rank <= 5 else ""
    return Rule(
        "rank",
        "{layer} expects a {wanted} input, but got a {got} input",
        (Repair(f"{_to_rank(rank, allowed)}{other}"),),
        shared=True,
    )


def _to_rank(rank: int, allowed: tuple[int, ...]) -> str:
    """What makes an input of ``rank`` dimensions one of an allowed number."""
    if rank > max(allowed):
        return f"merge dimensions, as with torch.flatten(x, {max(allowed) - 1})"
    missing = min(one for one in allowed if one > rank) - rank
    if missing == 1:
        return "add the missing dimension, as with x.unsqueeze(0)"
    if rank < 2:
        return f"add the {missing} missing dimensions, each with x.unsqueeze(0)"
    return f"add the missing dimensions, as with x[:, :{', None' * missing}]"


def ranked(x: TensorSpec, ranks: Iterable[int]) -> None:
    """Raise `RuleViolated` unless an input has one of these numbers of dimensions."""
    allowed, rank = tuple(ranks), len(x.shape)
    if rank not in allowed:
        _rank(rank, allowed).reject(dimensions(allowed), f"{rank}D")


def dimensions(ranks: Iterable[int]) -> str:
    """Numbers of dimensions in words: ``3D or 4D``."""
    return either(f"{rank}D" for rank in ranks)


@lru_cache(maxsize=64)
def _channels(option: str, noun: str, empty: bool, none: bool) -> Rule:
    use = "" if empty else f"use {option}={{got}}"
    give = "" if none else f"give it an input with {{wanted}} {noun}"
    return Rule(
        "channels",
        f"{{layer}} expects {{wanted}} input {noun} ({option}={{wanted}}), but its input has {{got}}",
        (Repair(", or ".join(filter(None, (use, give))) or f"keep both at 1 {noun} or more"),),
        shared=True,
    )


def same_channels(option: str, wanted: int, got: int) -> None:
    """Raise `RuleViolated` where an input has another number of channels than an option says."""
    noun = "channel" if wanted == 1 else "channels"
    _channels(option, noun, got < 1, wanted < 1).require(got == wanted, wanted, got)


@lru_cache(maxsize=64)
def last_size(name: str, option: str, empty: bool = False) -> Rule:
    """The rule, of a name, that the last dimension of an input has the size that an option says."""
    use = "" if empty else f"use {option}={{got}}, or "
    return Rule(
        name,
        f"{{layer}} expects an input whose last dimension has size {{wanted}} ({option}={{wanted}}), but"
        " got {got}",
        (Repair(f"{use}give it an input whose last dimension has size {{wanted}}"),),
        shared=True,
    )


def full(x: TensorSpec, axes: int) -> None:
    """Raise `RuleViolated` where one of the last ``axes`` dimensions of an input is empty."""
    EMPTY.require(0 not in x.shape[-axes:], "1 or more", x.shape)


def roomy(options: Options, shape: Shape, axes: int, stride: int | None = 1) -> None:
    """Raise `RuleViolated` where a kernel is larger than the padded input along some dimension."""
    places = window(options, shape, axes, stride=stride)
    for axis, count in enumerate(places):
        if count < 1:
            kernel = per_axis(options.get("kernel_size"), axes, 1)[axis]
            dilation = per_axis(options.get("dilation"), axes, 1)[axis]
            padding = per_axis(options.get("padding"), axes, 0)[axis]
            size = shape[len(shape) - axes + axis]
            ROOM.reject(dilation * (kernel - 1) + 1, size + 2 * padding)


@lru_cache(maxsize=16)
def _dimension(option: str) -> Rule:
    return Rule(
        "dim",
        f"{{layer}}: {option} must be in the range {{wanted}}, but got {{got}}",
        (Repair(f"use a dimension that the input has, such as {option}=-1 for the last one"),),
        shared=True,
    )


def axis_of(value: object, rank: int, option: str = "dim") -> int:
    """A dimension counted from the front. Raises `RuleViolated` where an input of ``rank`` has none
    of that number."""
    axis = whole(value)  # type: ignore[arg-type]  # an option is what it is
    span = max(rank, 1)
    _dimension(option).require(-span <= axis < span, (-span, span - 1), axis)
    return axis + span if axis < 0 else axis
