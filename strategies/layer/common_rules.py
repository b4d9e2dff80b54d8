"""Rules that layers of many kinds have in common."""

from collections.abc import Iterable
from functools import lru_cache

from msgspec.structs import replace

from strategies.layer.arithmetic import per_axis, whole, window
from strategies.repair import (
    GOT,
    WANTED,
    Before,
    LeaveOut,
    Move,
    Nonempty,
    PassImages,
    Produce,
    Repair,
    SetImage,
    SetOption,
    SetSize,
    SetSubject,
    TakeOne,
    UseDimensions,
    UseLayer,
)
from strategies.rule import Rule, TensorSpec
from strategies.value import Options, Shape, either

IMAGES = Repair(
    "pass a batch of images to the network: a 4D input (N, C, H, W)", PassImages(), told=False
)
EARLIER = Repair(
    "put the layer behind a module in front of the flatten", Move(("avgpool", "layer4", "layer4.0.bn1"))
)
LARGER = Repair("use a larger image", SetImage())


ROOM = Rule(
    "window",
    "{layer}: the kernel spans {wanted} along a dimension, but the padded input spans only {got}",
    (
        LARGER,
        Repair("put the layer where height and width are larger", Move(("layer1", "layer1.0.bn1"))),
        Repair(
            "use nn.AdaptiveAvgPool2d(1), which takes any spatial size",
            UseLayer("AdaptiveAvgPool2d", {"output_size": 1}),
        ),
    ),
    shared=True,
)


@lru_cache(maxsize=16)
def _room(kernel: int) -> Rule:
    """`ROOM` where a kernel of some size would fit."""
    use = Repair(f"use kernel_size={kernel}", SetOption("kernel_size", (kernel,)))
    return replace(ROOM, repairs=(*((use,) if kernel > 0 else ()), *ROOM.repairs))


EMPTY = Rule(
    "empty",
    "{layer} expects a non-empty input, but got an input of shape {got}",
    (
        LARGER,
        Repair("skip empty batches", SetSize(0, (2, 1))),
        Repair("use 1 or more for every size that the layers before it make", Nonempty()),
    ),
    shared=True,
)
ONE_TENSOR = Rule(
    "tensor",
    "{layer} expects {wanted}, but got {got} from the layer before",
    (
        Repair("leave out return_indices=True", LeaveOut(("return_indices",), anywhere=True)),
        Repair("take one tensor first: x[0] of a tuple, x['out'] of a dict", TakeOne()),
    ),
    shared=True,
)


_WIDTH = Repair("use width_per_group=64, the default", SetSubject("width_per_group", 64), told=False)
CONSTRUCTOR = {
    "in_channels": (_WIDTH,),
    "out_channels": (_WIDTH,),
    "out_features": (
        Repair("use num_classes=1000, the default", SetSubject("num_classes", 1000), told=False),
    ),
}
"""The arguments of the network's own constructor that options of its layers come from."""


@lru_cache(maxsize=256)
def bound(option: str, least: float, most: float | None = None) -> Rule:
    """The rule that an option is at least, or between, some values; it has the name of the option."""
    if most is not None:
        middle = (least + most) / 2
        return Rule(
            option,
            f"{{layer}}: {option} must be between {least:g} and {most:g}, but got {{got}}",
            (Repair(f"use {option}={middle:g}", SetOption(option, (middle,))),),
            shared=True,
        )
    return Rule(
        option,
        f"{{layer}}: {option} must be >= {least:g}, but got {{got}}",
        (
            *CONSTRUCTOR.get(option, ()),
            Repair(f"use {option}={least:g}", SetOption(option, (whole(least),))),
            Repair(f"use another {option}", SetOption(option), told=False),
        ),
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
def spread(option: str, first: int) -> Rule:
    """The rule that an option is one int, or a tuple of one for each spatial dimension.

    ``first`` is the first of a tuple that is not.
    """
    return Rule(
        f"{option}_axes",
        f"{{layer}}: {option} must be an int or a tuple of length {{wanted}}, but got a tuple of length"
        " {got}",
        (
            Repair(f"use one int for all dimensions: {option}={first}", SetOption(option, (first,))),
            Repair(f"leave out {option}, which has a default", LeaveOut((option,)), told=False),
        ),
        shared=True,
        option=option,
    )


def for_each_axis(options: Options, axes: int, *names: str) -> None:
    """Raise `RuleViolated` where the tuple of an option has not one value for each of ``axes``."""
    for name in names:
        value = options.get(name)
        if isinstance(value, tuple):
            spread(name, value[0] if value else 1).require(len(value) in (1, axes), axes, len(value))


def one_each(options: Options, axes: int, *names: str) -> None:
    """Raise `RuleViolated` where the tuple of an option has not one value for each of ``axes``: where
    one int is spread, a tuple of a single value is not."""
    for name in names:
        value = options.get(name)
        if isinstance(value, tuple):
            spread(name, value[0] if value else 1).require(len(value) == axes, axes, len(value))


@lru_cache(maxsize=64)
def _rank(rank: int, allowed: tuple[int, ...], sized: bool) -> Rule:
    return Rule(
        "rank",
        "{layer} expects a {wanted} input, but got a {got} input",
        (IMAGES, *_for_rank(rank, allowed, sized), *_to_rank(rank, allowed)),
        shared=True,
    )


def _for_rank(rank: int, allowed: tuple[int, ...], sized: bool) -> tuple[Repair, ...]:
    """The class for inputs of ``rank``, of classes for 1, 2 and 3 spatial dimensions.

    A 2D input has none but in a class that counts the batch and the channels alone.
    """
    spatial = 1 if allowed in ((4,), (5,)) and rank == 2 else rank - 2
    if not sized or not 1 <= spatial <= 3:
        return ()
    use = f"use nn.{{family}}{spatial}d, which is for {{got}} inputs"
    return (Repair(use, UseDimensions(spatial)),)


def _to_rank(rank: int, allowed: tuple[int, ...]) -> tuple[Repair, ...]:
    """What makes an input of ``rank`` dimensions one of an allowed number."""
    if rank > max(allowed):
        keep = max(allowed) - 1
        return (
            Repair(
                f"merge the last dimensions: torch.flatten(x, {keep})",
                Before("Flatten", {"start_dim": keep}),
            ),
            Repair(
                f"merge the first dimensions: torch.flatten(x, 0, {rank - keep - 1})",
                Before("Flatten", {"start_dim": 0, "end_dim": rank - keep - 1}),
            ),
        )
    wanted = [one for one in allowed if one > rank]
    # what has a batch and channels gets the dimensions of a batch of images, and not of a single one
    each = dict.fromkeys((max(wanted), min(wanted)) if rank > 1 else (min(wanted),))
    images = max(allowed) == 4 or allowed in ((3,), (3, 4, 5))
    earlier = (EARLIER,) if images and rank < 3 else ()
    return (*earlier, *(one for to in each for one in _added(rank, to - rank)))


def _added(rank: int, missing: int) -> tuple[Repair, ...]:
    """What adds missing dimensions to an input of ``rank``: behind those that it has, or in front."""
    ones = (1,) * missing
    if rank == 0:
        return (
            Repair(
                f"add the missing dimensions: x.view({', '.join(map(str, ones))})",
                Before("View", {"shape": ones}),
            ),
        )
    behind = Repair(
        f"add the missing dimensions: x[..., {', '.join(['None'] * missing)}]",
        Before("Unflatten", {"dim": -1, "unflattened_size": (-1, *ones)}),
    )
    before = Repair(
        "add the missing dimension: x.unsqueeze(0)"
        if missing == 1
        else f"add the missing dimensions: x.view({', '.join(['1'] * missing)}, *x.shape)",
        Before("Unflatten", {"dim": 0, "unflattened_size": (*ones, -1)}),
    )
    return (before, behind) if rank == 1 and missing == 1 else (behind, before)


def ranked(x: TensorSpec, ranks: Iterable[int], *, sized: bool = False) -> None:
    """Raise `RuleViolated` unless an input has one of these numbers of dimensions.

    A layer is ``sized`` where its family has a class for each of 1, 2 and 3 spatial dimensions.
    """
    allowed, rank = tuple(ranks), len(x.shape)
    if rank not in allowed:
        _rank(rank, allowed, sized).reject(dimensions(allowed), f"{rank}D")


def least_ranked(x: TensorSpec, least: int) -> None:
    """Raise `RuleViolated` where an input has fewer dimensions than the least."""
    if len(x.shape) < least:
        _least_rank(len(x.shape), least).reject(f"{least} or more", len(x.shape))


@lru_cache(maxsize=16)
def _least_rank(rank: int, least: int) -> Rule:
    return Rule(
        "rank",
        "{layer} expects an input with {wanted} dimensions, but got {got}",
        (IMAGES, *_to_rank(rank, (least,))),
        shared=True,
    )


def dimensions(ranks: Iterable[int]) -> str:
    """Numbers of dimensions in words: ``3D or 4D``."""
    return either(f"{rank}D" for rank in ranks)


IMAGE_CHANNELS = (1, 3, 4)
"""The numbers of channels that images have."""


@lru_cache(maxsize=64)
def _channels(option: str, wanted: int, got: int) -> Rule:
    noun = "channel" if wanted == 1 else "channels"
    given = f"give it an input with {wanted} {noun}"
    use = f"use {option}={got}"
    image = (Repair(given, SetSize(1, (wanted,))),) if wanted > 0 else ()
    options = {"in_channels": got, "out_channels": wanted, "kernel_size": 1}
    between = Repair(
        f"put nn.Conv2d({got}, {wanted}, kernel_size=1) in front of it", Before("Conv2d", options)
    )
    repairs = (
        *((Repair(use, SetOption(option, (got,), of="edit")),) if got > 0 else ()),
        *(image if wanted in IMAGE_CHANNELS else ()),
        Repair(f"use {wanted} output {noun} in the layer before it", Produce(wanted)),
        *((between,) if min(wanted, got) > 0 else ()),
        *((Repair(use, SetOption(option, (got,))),) if got > 0 else ()),
        *image,
        Repair("keep the numbers of channels at 1 or more", Nonempty(), told=min(wanted, got) < 1),
    )
    return Rule(
        "channels",
        f"{{layer}} expects {{wanted}} input {noun} ({option}={{wanted}}), but its input has {{got}}",
        repairs,
        shared=True,
    )


def same_channels(option: str, wanted: int, got: int) -> None:
    """Raise `RuleViolated` where an input has another number of channels than an option says."""
    if got != wanted:
        _channels(option, wanted, got).reject(wanted, got)


@lru_cache(maxsize=64)
def last_size(name: str, option: str, empty: bool = False) -> Rule:
    """The rule, of a name, that the last dimension of an input has the size that an option says."""
    fit = (Repair(f"use {option}={{got}}", SetOption(option, (GOT,))),)
    return Rule(
        name,
        f"{{layer}} expects an input whose last dimension has size {{wanted}} ({option}={{wanted}}), but"
        " got {got}",
        (
            *(() if empty else fit),
            Repair(
                "put nn.Linear({got}, {wanted}) in front of it",
                Before("Linear", {"in_features": GOT, "out_features": WANTED}),
            ),
            Repair("give it an input whose last dimension has size {wanted}", Produce(WANTED)),
        ),
        shared=True,
    )


def full(x: TensorSpec, axes: int) -> None:
    """Raise `RuleViolated` where one of the last ``axes`` dimensions of an input is empty."""
    EMPTY.require(0 not in x.shape[-axes:], "1 or more", x.shape)


def roomy(options: Options, shape: Shape, axes: int, stride: int | None = 1) -> None:
    """Raise `RuleViolated` where a kernel is larger than the padded input along some dimension."""
    kernel, dilation = (per_axis(options.get(name), axes, 1) for name in ("kernel_size", "dilation"))
    padding = per_axis(options.get("padding"), axes, 0)
    rooms = [size + 2 * wide for size, wide in zip(shape[-axes:], padding, strict=True)]
    largest = min((room - 1) // max(1, d) + 1 for room, d in zip(rooms, dilation, strict=True))
    for axis, places in enumerate(window(options, shape, axes, stride=stride)):
        if places < 1:
            _room(largest).reject(dilation[axis] * (kernel[axis] - 1) + 1, rooms[axis])


TWICE = Rule(
    "dim_twice",
    "{layer}: dim must name {wanted}, but got {got}",
    (
        Repair("name each dimension once in dim", SetOption("dim")),
        Repair("leave out dim, which has a default", LeaveOut(("dim",)), told=False),
    ),
    shared=True,
    option="dim",
)


@lru_cache(maxsize=64)
def _dimension(option: str, nearest: int) -> Rule:
    return Rule(
        "dim",
        f"{{layer}}: {option} must be in the range {{wanted}}, but got {{got}}",
        (
            Repair(f"use {option}={nearest}", SetOption(option, (nearest,))),
            Repair(f"use another {option}", SetOption(option), told=False),
            Repair(f"leave out {option}, which has a default", LeaveOut((option,)), told=False),
        ),
        shared=True,
    )


def axis_of(value: object, rank: int, option: str = "dim") -> int:
    """A dimension counted from the front. Raises `RuleViolated` where an input of ``rank`` has none
    of that number."""
    axis = whole(value)  # type: ignore[arg-type]  # an option is what it is
    span = max(rank, 1)
    if not -span <= axis < span:
        _dimension(option, max(-span, min(axis, span - 1))).reject((-span, span - 1), axis)
    return axis + span if axis < 0 else axis


def axes_of(value: object, rank: int) -> Shape:
    """The dimensions that a ``dim`` names, one or a tuple of them, None for all, counted from the front.

    Raises `RuleViolated` where an input of ``rank`` has none of a number, or one is named twice.
    """
    if value is None:
        return tuple(range(rank))
    axes = tuple(axis_of(one, rank) for one in (value if isinstance(value, tuple) else (value,)))
    TWICE.require(len(set(axes)) == len(axes), "no dimension twice", value)
    return axes


@lru_cache(maxsize=64)
def _border(room: int, *otherwise: Repair) -> Rule:
    most = (Repair(f"use padding={room}", SetOption("padding", (room,))),) if room >= 0 else ()
    return Rule(
        "border",
        "{layer}: padding must be at most {wanted} for an input of this size, but got {got}",
        (*most, *otherwise, LARGER),
        shared=True,
    )


def bordered(room: int, width: int, *otherwise: Repair) -> None:
    """Raise `RuleViolated` where a border that is made of the input is wider than there is room."""
    if width > room:
        _border(room, *otherwise).reject(room, width)


NOTHING_LEFT = Rule(
    "nothing_left",
    "{layer}: the spatial size of its output must be {wanted}, but got {got}",
    (LARGER,),
    shared=True,
)
"""Each family that has it knows an option that leaves something."""


def largest_divisor(count: int, most: int) -> int:
    """The largest divisor of a count that is at most another number; 1 where there is none."""
    return next((n for n in range(min(count, most), 1, -1) if count % n == 0), 1)
