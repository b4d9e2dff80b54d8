"""Layers that resize the image, or rearrange its pixels and channels."""

from functools import lru_cache
from math import gcd, prod

from msgspec.structs import replace

from strategies.layer.arithmetic import leading, number_in, per_axis, spatial, whole, window
from strategies.layer.autograd import NOTHING, always
from strategies.layer.common_rules import (
    LARGER,
    NOTHING_LEFT,
    at_least,
    largest_divisor,
    least_ranked,
    one_each,
    ranked,
    roomy,
)
from strategies.layer.kind import LayerKind, Option, fixed, optional, required
from strategies.repair import Before, LeaveOut, Repair, SetOption, UseLayer
from strategies.rule import Conditions, Rule, TensorSpec, floating, typed
from strategies.value import COMPLEX, FLOATING, Options, Shape, Value, either

FOLDED = Rule(
    "kernel_divides",
    "{layer} expects the second to last dimension of its input to be divisible by the product of"
    " kernel_size ({wanted}), but got {got}",
    (
        Repair("use kernel_size=1", SetOption("kernel_size", (1,))),
        Repair("use the kernel_size of the nn.Unfold that it reverses"),
    ),
)
ONE_OF_TWO = Rule(
    "size_or_factor",
    "{layer} requires exactly one of size and scale_factor, but got {got}",
    (
        Repair("leave out size", LeaveOut(("size",))),
        Repair("leave out scale_factor", LeaveOut(("scale_factor",))),
        Repair("pass scale_factor=2", SetOption("scale_factor", (2,))),
    ),
    option="size",
)
CORNERS = Rule(
    "align_corners",
    "{layer}: align_corners can only be set for a mode of {wanted}, but got {got!r}",
    (Repair("leave out align_corners", LeaveOut(("align_corners",))),),
)
LEFT = replace(
    NOTHING_LEFT,
    repairs=(
        LARGER,
        Repair("use a scale_factor of 1 or more", SetOption("scale_factor", (1, 2))),
        Repair("use a size of 1 or more", SetOption("size", (1, 7))),
    ),
)
SMOOTH_OF = {3: "linear", 4: "bilinear", 5: "trilinear"}
"""The linear interpolation for an input with some number of dimensions."""


def _use_mode(mode: str) -> Repair:
    return Repair(f"use mode={mode!r}", SetOption("mode", (mode,)))


@lru_cache(maxsize=8)
def _mode(*modes: str) -> Rule:
    """The rule of a mode that is unknown or for other inputs; what to use instead."""
    return Rule(
        "mode",
        "{layer}: mode must be {wanted}, but got {got!r}",
        tuple(map(_use_mode, modes)),
    )


def _fewer_channels(x: int, square: int) -> tuple[Repair, ...]:
    more = -(-max(x, 1) // square) * square
    return (
        Repair(
            f"put nn.Conv2d({x}, {more}, kernel_size=1) in front of it",
            Before("Conv2d", {"in_channels": x, "out_channels": more, "kernel_size": 1}),
        ),
    )


@lru_cache(maxsize=64)
def _square(count: int, factor: int) -> Rule:
    """The rule that the square of a factor divides a number of channels."""
    best = next((n for n in range(factor, 0, -1) if count % n**2 == 0), 1)
    use = Repair(f"use upscale_factor={best}", SetOption("upscale_factor", (best,)))
    more = _fewer_channels(count, factor**2)
    return Rule(
        "channels_divide",
        "{layer} expects a number of channels divisible by the square of upscale_factor ({wanted}), but"
        " its input has {got}",
        (use, *more) if best > 1 else (*more, use),
    )


@lru_cache(maxsize=64)
def _mixed(best: int) -> Rule:
    """The rule that groups divide the channels; the largest number of groups that does is ``best``."""
    return Rule(
        "channels_divide",
        "{layer} expects a number of channels divisible by groups ({wanted}), but its input has {got}",
        (
            Repair(
                f"use groups={best}, which divides the number of channels", SetOption("groups", (best,))
            ),
        ),
    )


@lru_cache(maxsize=64)
def _shared_places(high: int, wide: int, factor: int) -> Rule:
    """The rule that a factor divides height and width."""
    best = largest_divisor(gcd(high, wide), factor)
    use = Repair(f"use downscale_factor={best}", SetOption("downscale_factor", (best,)))
    padding = (0, -wide % factor, 0, -high % factor)
    pad = Repair(f"pad its input: F.pad(x, {padding})", Before("ZeroPad2d", {"padding": padding}))
    return Rule(
        "places",
        "{layer} expects a height and a width divisible by downscale_factor ({wanted}), but got {got}",
        (use, pad) if best > 1 else (pad, use),
    )


@lru_cache(maxsize=64)
def _columns(last: int) -> Rule:
    """The rule that the last dimension is the number of sliding blocks; ``last`` is its size."""
    return Rule(
        "columns",
        "{layer} expects the last dimension of its input to be the number of sliding blocks, {wanted},"
        " but got {got}",
        (
            Repair(
                f"use output_size=(1, {last}) with kernel_size=1, which has {last} blocks",
                UseLayer("Fold", {"output_size": (1, last), "kernel_size": 1, "stride": 1}),
            ),
            Repair("use the output_size, kernel_size and stride of the nn.Unfold that it reverses"),
        ),
    )


MODES = {
    "nearest": (3, 4, 5),
    "area": (3, 4, 5),
    "linear": (3,),
    "bilinear": (4,),
    "bicubic": (4,),
    "trilinear": (5,),
}
"""The numbers of dimensions of an input that each mode accepts. Source:
https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.interpolate.html"""

SMOOTH = ("linear", "bilinear", "bicubic", "trilinear")
"""The modes that align_corners is for."""


def _check_shuffled_input(options: Options, x: TensorSpec, _: Conditions) -> str:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.PixelShuffle.html"""
    least_ranked(x, 3)
    factor, count = whole(options.get("upscale_factor"), 1), x.shape[-3]
    _square(count, factor).require(count % factor**2 == 0, factor**2, count)
    return x.dtype


def _check_unshuffled_input(options: Options, x: TensorSpec, _: Conditions) -> str:
    least_ranked(x, 3)
    factor = whole(options.get("downscale_factor"), 1)
    for size in x.shape[-2:]:
        _shared_places(*x.shape[-2:], factor).require(size % factor == 0, factor, size)
    return x.dtype


def _check_mixed_input(options: Options, x: TensorSpec, _: Conditions) -> str:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.ChannelShuffle.html"""
    least_ranked(x, 3)
    groups = whole(options.get("groups"), 1)
    _mixed(largest_divisor(x.shape[1], groups)).require(x.shape[1] % groups == 0, groups, x.shape[1])
    return x.dtype


def _check_size_options(options: Options) -> None:
    passed = sum(options.get(name) is not None for name in ("size", "scale_factor"))
    ONE_OF_TWO.require(passed == 1, 1, passed)
    mode = options.get("mode", "nearest")
    _mode("bilinear", "linear", "trilinear", "nearest").require(
        mode in MODES, either(map(repr, MODES)), mode
    )
    corners = options.get("align_corners") is not None
    CORNERS.require(not corners or mode in SMOOTH, either(map(repr, SMOOTH)), mode)


def _check_resized_input(options: Options, x: TensorSpec, _: Conditions) -> str:
    mode, rank = str(options.get("mode", "nearest")), len(x.shape)
    ranked(x, MODES["nearest"])
    suited = either(repr(m) for m in MODES if rank in MODES[m])
    _mode(SMOOTH_OF[rank], "nearest").require(rank in MODES[mode], f"{suited} for a {rank}D input", mode)
    one_each(options, rank - 2, "size", "scale_factor")
    for size in _resized(options, x.shape)[2:]:
        LEFT.require(size > 0, "1 or more", size)
    return floating(x)


MATRICES = (*FLOATING, "bool", *COMPLEX)
"""The dtypes of what im2col and col2im rearrange: those of matrices, integers not among them."""


def _check_window_options(options: Options) -> None:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Unfold.html"""
    one_each(options, 2, "output_size", "kernel_size", "dilation", "padding", "stride")
    at_least(options, 1, "kernel_size", "stride", "dilation", "output_size")
    at_least(options, 0, "padding")


def _check_unfolded_input(options: Options, x: TensorSpec, _: Conditions) -> str:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Unfold.html"""
    ranked(x, (3, 4))
    roomy(options, x.shape, 2)
    return typed(x, MATRICES)


def _check_folded_input(options: Options, x: TensorSpec, _: Conditions) -> str:
    ranked(x, (2, 3))
    kernel = prod(per_axis(options.get("kernel_size"), 2, 1))
    FOLDED.require(x.shape[-2] % kernel == 0, kernel, x.shape[-2])
    image = per_axis(options.get("output_size"), 2, 1)
    columns = prod(window(options, image, 2))
    _columns(x.shape[-1]).require(columns == x.shape[-1], columns, x.shape[-1])
    return typed(x, MATRICES)


def _shuffled(options: Options, shape: Shape) -> Shape:
    factor = max(1, whole(options.get("upscale_factor"), 1))
    high, wide = spatial(shape, 2)
    depth = shape[-3] // factor**2 if len(shape) > 2 else 1
    return (*leading(shape, 2), depth, high * factor, wide * factor)


def _unshuffled(options: Options, shape: Shape) -> Shape:
    factor = max(1, whole(options.get("downscale_factor"), 1))
    high, wide = spatial(shape, 2)
    depth = shape[-3] * factor**2 if len(shape) > 2 else 1
    return (*leading(shape, 2), depth, high // factor, wide // factor)


def _resized(options: Options, shape: Shape) -> Shape:
    if options.get("size") is not None:
        return (*shape[:2], *per_axis(options["size"], max(0, len(shape) - 2), 1))
    factor = options.get("scale_factor")
    if isinstance(factor, str):
        factor = number_in(factor)
    if isinstance(factor, tuple):
        scales: tuple[float, ...] = per_axis(factor, max(0, len(shape) - 2), 1)
    else:
        scales = (factor if isinstance(factor, int | float) else 1,) * len(shape[2:])
    return (*shape[:2], *(int(size * s) for size, s in zip(shape[2:], scales, strict=True)))


def _unfolded(options: Options, shape: Shape) -> Shape:
    places = prod(window(options, shape, 2))
    kernel = prod(per_axis(options.get("kernel_size"), 2, 1))
    return (*leading(shape, 2), prod(shape[-3:-2]) * kernel, places)


def _folded(options: Options, shape: Shape) -> Shape:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Fold.html"""
    kernel = prod(per_axis(options.get("kernel_size"), 2, 1))
    sizes = per_axis(options.get("output_size"), 2, 1)
    return (*leading(shape, 1), prod(shape[-2:-1]) // max(1, kernel), *sizes)


def _size_factors(shape: Shape) -> tuple[Value, ...]:
    return tuple(n for n in (2, 1, 4) if len(shape) > 1 and shape[-1] % n == 0) or (1,)


UPSAMPLE_OPTIONS: tuple[Option, ...] = (
    Option(name="scale_factor", fits=fixed(2), others=(1, 3, 0.5, 0)),
    optional("size", 7, 16, (7, 7), 0),
    optional("mode", "bilinear", "linear", "trilinear", "bicubic", "area", "cubic"),
    optional("align_corners", True, False),
)

ROWS = (
    LayerKind(
        name="PixelShuffle",
        options=(required("upscale_factor", fixed(2, 1), 3, 7, 0),),
        ranks=(3, 4, 5),
        check_options=lambda options: at_least(options, 1, "upscale_factor"),
        check_input=_check_shuffled_input,
        autograd=always(NOTHING),
        output_shape=_shuffled,
    ),
    LayerKind(
        name="PixelUnshuffle",
        options=(required("downscale_factor", _size_factors, 2, 3, 0),),
        ranks=(3, 4, 5),
        check_options=lambda options: at_least(options, 1, "downscale_factor"),
        check_input=_check_unshuffled_input,
        autograd=always(NOTHING),
        output_shape=_unshuffled,
    ),
    LayerKind(
        name="ChannelShuffle",
        options=(required("groups", fixed(2, 1), 3, 0, -1),),
        ranks=(3, 4, 5),
        check_options=lambda options: at_least(options, 1, "groups"),
        check_input=_check_mixed_input,
        autograd=always(NOTHING),
    ),
    LayerKind(
        name="Upsample",
        options=UPSAMPLE_OPTIONS,
        ranks=(3, 4, 5),
        check_options=_check_size_options,
        check_input=_check_resized_input,
        autograd=always(NOTHING),
        output_shape=_resized,
    ),
    LayerKind(
        name="Unfold",
        options=(
            required("kernel_size", fixed(1, 2, 3), 7, 0),
            optional("stride", 2, 0),
            optional("padding", 1),
            optional("dilation", 2),
        ),
        ranks=(3, 4),
        check_options=_check_window_options,
        read_first=("kernel_size", "stride", "padding", "dilation"),
        check_input=_check_unfolded_input,
        autograd=always(NOTHING),
        output_shape=_unfolded,
    ),
    LayerKind(
        name="Fold",
        options=(
            required("output_size", fixed(2, 7)),
            required("kernel_size", fixed(1, 2), 3),
            optional("stride", 2),
        ),
        ranks=(2, 3),
        check_options=_check_window_options,
        check_input=_check_folded_input,
        autograd=always(NOTHING),
        output_shape=_folded,
    ),
)
