"""What layers of many kinds ask of their options and features."""

from collections.abc import Iterable
from functools import lru_cache

from strategies.layer.arithmetic import per_axis, whole, window
from strategies.rule import Rule, TensorSpec
from strategies.value import Options, Shape

RANK = Rule(
    "rank",
    "it takes features of {wanted} axes, and is given {got}",
    "give it the axes that it asks for: x.unsqueeze(0) adds the batch axis, torch.flatten(x, 1) merges"
    " all but it",
)
CHANNELS = Rule(
    "channels",
    "it is made for {wanted} channels, and is given {got}",
    "make it for {got} channels, or have the layer before it give {wanted}",
)
ROOM = Rule(
    "window",
    "its window covers {wanted} places along an axis, and the padded features have {got}",
    "use a smaller window, more padding or a larger image; nn.AdaptiveAvgPool2d(1) takes any size",
)
AXIS = Rule(
    "dim",
    "it is told to act on axis {got}, and the axes of its features are {wanted}",
    "name an axis that there is",
)
EMPTY = Rule(
    "empty",
    "it is given features without elements: {got}",
    "keep every axis at 1 or more: less stride, smaller windows, a larger image",
)
ONE_TENSOR = Rule(
    "tensor",
    "it takes {wanted}, and is given {got}: the layer before it returns several",
    "pick one of them first, as in x, _ = layer(x)",
)


@lru_cache(maxsize=256)
def bound(option: str, least: float, most: float | None = None) -> Rule:
    """The rule that an option lies within bounds; it has the name of the option."""
    upper = "" if most is None else f" and at most {most:g}"
    return Rule(
        option,
        f"{option} has to be at least {least:g}{upper}, and is {{got}}",
        f"give it {option} within these bounds",
    )


def at_least(options: Options, least: int, *names: str) -> None:
    """Raise `RuleViolated` where an option that is given is, along some axis, less than the least."""
    for name in names:
        value = options.get(name)
        sizes = value if isinstance(value, tuple) else (value,)
        for size in sizes:
            if isinstance(size, int | float):
                bound(name, least).require(size >= least, least, size)


@lru_cache(maxsize=64)
def spread(option: str) -> Rule:
    """The rule that an option has one number for all axes, or one for each; named after the option."""
    return Rule(
        f"{option}_axes",
        f"{option} names {{got}} numbers, and there are {{wanted}} axes",
        f"name one {option}, or one for each axis",
    )


def for_each_axis(options: Options, axes: int, *names: str) -> None:
    """Raise `RuleViolated` where an option names another count of numbers than there are axes."""
    for name in names:
        value = options.get(name)
        if isinstance(value, tuple):
            spread(name).require(len(value) in (1, axes), axes, len(value))


def ranked(x: TensorSpec, ranks: Iterable[int]) -> None:
    """Raise `RuleViolated` unless features have as many axes as one of these."""
    allowed = tuple(ranks)
    RANK.require(len(x.shape) in allowed, " or ".join(map(str, allowed)), len(x.shape))


def full(x: TensorSpec, axes: int) -> None:
    """Raise `RuleViolated` where an axis besides the batch is empty; a sample has so many ``axes``."""
    EMPTY.require(0 not in x.shape[-axes:], "1 or more", x.shape)


def roomy(options: Options, shape: Shape, axes: int, stride: int | None = 1) -> None:
    """Raise `RuleViolated` where a window finds no place along some axis."""
    places = window(options, shape, axes, stride=stride)
    for axis, count in enumerate(places):
        if count < 1:
            kernel = per_axis(options.get("kernel_size"), axes, 1)[axis]
            dilation = per_axis(options.get("dilation"), axes, 1)[axis]
            padding = per_axis(options.get("padding"), axes, 0)[axis]
            size = shape[len(shape) - axes + axis]
            ROOM.reject(dilation * (kernel - 1) + 1, size + 2 * padding)


def axis_of(value: object, rank: int) -> int:
    """An axis counted from the front. Raises `RuleViolated` where there is none of that number."""
    axis = whole(value)  # type: ignore[arg-type]  # an option is what it is
    span = max(rank, 1)
    AXIS.require(-span <= axis < span, f"{-span} to {span - 1}", axis)
    return axis + span if axis < 0 else axis
