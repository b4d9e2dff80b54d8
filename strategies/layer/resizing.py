"""Layers that resize the image, or trade its places for channels."""

from math import prod

from strategies.layer.arithmetic import leading, per_axis, spatial, whole, window
from strategies.layer.autograd import NOTHING, always
from strategies.layer.common_rules import RANK, at_least, ranked, roomy
from strategies.layer.kind import LayerKind, Option, fixed, optional, required
from strategies.rule import Conditions, Rule, TensorSpec, floating
from strategies.value import Options, Shape, Value

SHARED_OUT = Rule(
    "channels",
    "it needs a number of channels that {wanted} divides, and is given {got}",
    "change the channels before it with nn.Conv2d(..., kernel_size=1)",
)
SHARED_PLACES = Rule(
    "places",
    "it needs a height and a width that {wanted} divides, and is given {got}",
    "pad the image, or choose another factor",
)
ONE_OF_TWO = Rule(
    "size",
    "it needs {wanted} of size and scale_factor, and has {got}",
    "say how large the output is to be, once",
)
MODE = Rule(
    "mode",
    "mode {got!r} does not resize features of this many axes; {wanted} do",
    "use 'linear' for 3 axes, 'bilinear' for 4, 'trilinear' for 5; 'nearest' takes any",
)
CORNERS = Rule(
    "align_corners",
    "align_corners is set, and mode {got!r} has none to align; {wanted} have",
    "leave align_corners out",
)
SIZES = Rule(
    "sizes", "size names {got} sizes, and the features have {wanted} axes to resize", "name one for each"
)
LEFT = Rule(
    "output_size",
    "it makes {got} places along an axis, where it has to make {wanted}",
    "resize to 1 or more",
)
COLUMNS = Rule(
    "columns",
    "it folds {wanted} columns into an image of this size, and is given {got}",
    "use the output_size and kernel_size that nn.Unfold had",
)
MODES = {
    "nearest": (3, 4, 5),
    "area": (3, 4, 5),
    "linear": (3,),
    "bilinear": (4,),
    "bicubic": (4,),
    "trilinear": (5,),
}
"""The ranks that each way to resize takes. Source:
https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.interpolate.html"""


def _takes_shuffled(options: Options, x: TensorSpec, _: Conditions) -> str:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.PixelShuffle.html"""
    RANK.require(len(x.shape) >= 3, "3 or more", len(x.shape))
    square = whole(options.get("upscale_factor"), 1) ** 2
    SHARED_OUT.require(x.shape[-3] % square == 0, square, x.shape[-3])
    return x.dtype


def _takes_unshuffled(options: Options, x: TensorSpec, _: Conditions) -> str:
    RANK.require(len(x.shape) >= 3, "3 or more", len(x.shape))
    factor = whole(options.get("downscale_factor"), 1)
    for size in x.shape[-2:]:
        SHARED_PLACES.require(size % factor == 0, factor, size)
    return x.dtype


def _takes_mixed(options: Options, x: TensorSpec, _: Conditions) -> str:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.ChannelShuffle.html"""
    RANK.require(len(x.shape) >= 3, "3 or more", len(x.shape))
    groups = whole(options.get("groups"), 1)
    SHARED_OUT.require(x.shape[1] % groups == 0, groups, x.shape[1])
    return x.dtype


def _asks_size(options: Options) -> None:
    x = sum(options.get(name) is not None for name in ("size", "scale_factor"))
    ONE_OF_TWO.require(x == 1, 1, x)
    mode = options.get("mode", "nearest")
    MODE.require(mode in MODES, ", ".join(MODES), mode)
    corners = options.get("align_corners") is not None
    CORNERS.require(not corners or "linear" in str(mode) or mode == "bicubic", "the linear modes", mode)


def _takes_resized(options: Options, x: TensorSpec, _: Conditions) -> str:
    mode, rank, size = str(options.get("mode", "nearest")), len(x.shape), options.get("size")
    MODE.require(
        rank in MODES[mode], f"{rank} axes: " + ", ".join(m for m in MODES if rank in MODES[m]), mode
    )
    if isinstance(size, tuple):
        SIZES.require(len(size) == rank - 2, rank - 2, len(size))
    for places in _resized(options, x.shape)[2:]:
        LEFT.require(places > 0, "1 or more", places)
    return floating(x)


def _asks_window(options: Options) -> None:
    at_least(options, 1, "kernel_size", "stride", "dilation", "output_size")
    at_least(options, 0, "padding")


def _takes_unfolded(options: Options, x: TensorSpec, _: Conditions) -> str:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Unfold.html"""
    ranked(x, (3, 4))
    roomy(options, x.shape, 2)
    return x.dtype


def _takes_folded(options: Options, x: TensorSpec, _: Conditions) -> str:
    ranked(x, (2, 3))
    kernel = prod(per_axis(options.get("kernel_size"), 2, 1))
    SHARED_OUT.require(x.shape[-2] % kernel == 0, kernel, x.shape[-2])
    image = per_axis(options.get("output_size"), 2, 1)
    columns = prod(window(options, image, 2))
    COLUMNS.require(columns == x.shape[-1], columns, x.shape[-1])
    return x.dtype


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
    scale = factor if isinstance(factor, int | float) else 1
    return (*shape[:2], *(int(size * scale) for size in shape[2:]))


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
        check_input=_takes_shuffled,
        autograd=always(NOTHING),
        output_shape=_shuffled,
    ),
    LayerKind(
        name="PixelUnshuffle",
        options=(required("downscale_factor", _size_factors, 2, 3, 0),),
        ranks=(3, 4, 5),
        check_options=lambda options: at_least(options, 1, "downscale_factor"),
        check_input=_takes_unshuffled,
        autograd=always(NOTHING),
        output_shape=_unshuffled,
    ),
    LayerKind(
        name="ChannelShuffle",
        options=(required("groups", fixed(2, 1), 3, 0, -1),),
        ranks=(3, 4, 5),
        check_options=lambda options: at_least(options, 1, "groups"),
        check_input=_takes_mixed,
        autograd=always(NOTHING),
    ),
    LayerKind(
        name="Upsample",
        options=UPSAMPLE_OPTIONS,
        ranks=(3, 4, 5),
        check_options=_asks_size,
        check_input=_takes_resized,
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
        check_options=_asks_window,
        check_input=_takes_unfolded,
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
        check_options=_asks_window,
        check_input=_takes_folded,
        autograd=always(NOTHING),
        output_shape=_folded,
    ),
)
