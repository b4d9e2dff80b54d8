"""Padding: constant, reflected, replicated and circular borders."""

from functools import lru_cache, partial

from msgspec.structs import replace

from strategies.layer.arithmetic import whole
from strategies.layer.autograd import INPUT, NOTHING, always
from strategies.layer.common_rules import LARGER, NOTHING_LEFT, bordered, full, ranked
from strategies.layer.kind import LayerKind, Option, fixed, required
from strategies.repair import Repair, SetOption, UseLayer
from strategies.rule import Conditions, Rule, TensorSpec, typed, widened
from strategies.value import NUMERIC, Options, Shape

LESS_CROPPED = replace(
    NOTHING_LEFT,
    repairs=(Repair("crop nothing: use padding=0", SetOption("padding", (0,))), LARGER),
)


@lru_cache(maxsize=64)
def _pairs(first: int, sides: int) -> Rule:
    """The rule that padding has two values for each dimension; ``first`` is the first of those.

    One int is no repair: it is the constructor that spreads it, and the option may have been assigned.
    """
    each = (first,) * sides
    return Rule(
        "padding_pairs",
        "{layer} takes {wanted} padding values, two for each dimension, but got {got}",
        (Repair(f"use a value for each side: padding={each}", SetOption("padding", (each,))),),
        shared=True,
    )


@lru_cache(maxsize=4)
def _zeros(axes: int) -> Repair:
    return Repair(f"use nn.ZeroPad{axes}d, which takes any padding", UseLayer(f"ZeroPad{axes}d"))


WIDENED = (
    *("ReflectionPad1d", "ReflectionPad2d"),
    *("ReplicationPad1d", "ReplicationPad2d", "ReplicationPad3d"),
)
"""The layers that autocast runs in float32 on a CPU. Source: aten/src/ATen/autocast_mode.cpp"""


def _widths(axes: int, options: Options) -> tuple[int, ...]:
    width = options.get("padding")
    return width if isinstance(width, tuple) else (whole(width),) * (2 * axes)


def _check_options(axes: int, options: Options) -> None:
    widths = _widths(axes, options)
    if len(widths) != 2 * axes:
        first, sides = widths[0] if widths else 0, 2 * axes
        _pairs(first, sides).reject(sides, len(widths))


def _check_input(name: str, axes: int, options: Options, x: TensorSpec, how: Conditions) -> str:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.ReflectionPad2d.html"""
    ranked(x, (axes + 1, axes + 2), sized=True)
    if name in ("ReflectionPad", "ReplicationPad"):
        full(x, axes + 1)
        typed(x, NUMERIC)
    widths = _widths(axes, options)
    for axis, size in enumerate(x.shape[::-1][:axes]):
        room = {"ReflectionPad": size - 1, "CircularPad": size}.get(name)
        widest = max(widths[2 * axis : 2 * axis + 2])
        if room is not None:
            bordered(room, widest, _zeros(axes))
    for size in _padded(axes, options, x.shape)[-axes:]:
        LESS_CROPPED.require(size > 0, "1 or more", size)
    return widened(x, how) if f"{name}{axes}d" in WIDENED else x.dtype


def _padded(axes: int, options: Options, shape: Shape) -> Shape:
    """The output shape for pairs of (before, after), the last dimension first, as F.pad takes them."""
    pairs = _widths(axes, options)
    sizes = list(shape)
    for axis in range(min(len(pairs) // 2, len(sizes))):
        sizes[-1 - axis] = max(0, sizes[-1 - axis] + pairs[2 * axis] + pairs[2 * axis + 1])
    return tuple(sizes)


def _padding(name: str, axes: int, *after: Option) -> LayerKind:
    return LayerKind(
        name=f"{name}{axes}d",
        options=(required("padding", fixed(1, 2), 0, 3, 7, -1, (1, 2), (1, 1, 1, 1)), *after),
        ranks=(axes + 1, axes + 2),
        check_options=partial(_check_options, axes),
        read_first=("padding_pairs",),
        check_input=partial(_check_input, name, axes),
        output_shape=lambda options, shape: _padded(axes, options, shape),
        autograd=always(INPUT if f"{name}{axes}d" in WIDENED or name == "ReflectionPad" else NOTHING),
    )


VALUE = required("value", fixed(0.0, 1.0))

ROWS = (
    *(_padding("ZeroPad", axes) for axes in (2, 1, 3)),
    *(_padding("ReflectionPad", axes) for axes in (2, 1, 3)),
    *(_padding("ReplicationPad", axes) for axes in (2, 1, 3)),
    *(_padding("CircularPad", axes) for axes in (2, 1, 3)),
    *(_padding("ConstantPad", axes, VALUE) for axes in (2, 1, 3)),
)

PADS = frozenset(kind.name for kind in ROWS)
"""Layers whose constructor spreads one number over all sides, which ``forward`` does not."""
