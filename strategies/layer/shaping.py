"""Layers that move, merge, split or resize axes and compute nothing."""

from math import prod

from strategies.layer.arithmetic import leading, per_axis, spatial, whole, window
from strategies.layer.kind import Kind, Option, channels, fixed, optional, required
from strategies.value import Options, Shape, Value

HOME = "strategies.layer.module"


def _flattened(options: Options, shape: Shape) -> Shape:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Flatten.html"""
    rank = len(shape)
    start = whole(options.get("start_dim"), 1)
    end = whole(options.get("end_dim"), -1)
    start, end = (axis + rank if axis < 0 else axis for axis in (start, end))
    if not 0 <= start <= end < rank:
        return shape or (1,)
    return (*shape[:start], prod(shape[start : end + 1]), *shape[end + 1 :])


def _unflattened(options: Options, shape: Shape) -> Shape:
    axis, sizes = whole(options.get("dim"), 1), options.get("unflattened_size")
    axis += len(shape) if axis < 0 else 0
    if not isinstance(sizes, tuple) or not 0 <= axis < len(shape):
        return shape
    return (*shape[:axis], *_inferred(sizes, shape[axis]), *shape[axis + 1 :])


def _inferred(sizes: Shape, elements: int) -> Shape:
    """Sizes with the one -1 among them replaced by what is left of the elements."""
    known = max(1, prod(size for size in sizes if size >= 0))
    return tuple(elements // known if size < 0 else size for size in sizes)


def _viewed(options: Options, shape: Shape) -> Shape:
    sizes = options.get("shape")
    return _inferred(sizes, prod(shape)) if isinstance(sizes, tuple) else shape


def _views(shape: Shape) -> tuple[Value, ...]:
    """Batch kept and the rest merged; channels kept and all else merged into the batch."""
    return ((shape[0] if shape else 1, -1), (-1, *channels(shape)))  # type: ignore[arg-type]


def _splits(shape: Shape) -> tuple[Value, ...]:
    count = whole(channels(shape)[0], 1)
    return ((count, 1), (1, count))


def _squeezed(options: Options, shape: Shape) -> Shape:
    axis = options.get("dim")
    if axis is None:
        return tuple(size for size in shape if size != 1)
    axis = whole(axis)
    axis += len(shape) if axis < 0 else 0
    return shape[:axis] + shape[axis + 1 :] if shape[axis : axis + 1] == (1,) else shape


def _unsqueezed(options: Options, shape: Shape) -> Shape:
    axis = whole(options.get("dim"))
    axis += len(shape) + 1 if axis < 0 else 0
    return (*shape[:axis], 1, *shape[axis:])


def _orders(shape: Shape) -> tuple[Value, ...]:
    """Channels last, the identity, and all axes reversed."""
    rank = len(shape)
    return ((0, *range(2, rank), min(1, rank - 1)), tuple(range(rank)), tuple(range(rank))[::-1])


def _permuted(options: Options, shape: Shape) -> Shape:
    order = options.get("dims")
    if not isinstance(order, tuple) or sorted(order) != list(range(len(shape))):
        return shape
    return tuple(shape[axis] for axis in order)


def _axis_lost(options: Options, shape: Shape) -> Shape:
    axis = whole(options.get("dim"), 1)
    axis += len(shape) if axis < 0 else 0
    return shape[:axis] + shape[axis + 1 :] if axis >= 0 else shape


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

KINDS = (
    Kind(
        name="Flatten",
        options=(optional("start_dim", 0, 2, -2, 5), optional("end_dim", 1, 2, 0, -2)),
        flow=_flattened,
    ),
    Kind(
        name="Unflatten",
        options=(
            required("dim", fixed(1), 0, -1, 5),
            required("unflattened_size", _splits, (7, 7), (3, -1)),
        ),
        flow=_unflattened,
    ),
    Kind(
        name="View",
        options=(required("shape", _views, (-1, 2048), (-1, 512), (2, -1), (-1, 1, 28, 28), (-1,)),),
        flow=_viewed,
        home=HOME,
    ),
    Kind(
        name="Squeeze",
        options=(optional("dim", 0, 1, -1, 2, 5),),
        flow=_squeezed,
        home=HOME,
    ),
    Kind(
        name="Unsqueeze",
        options=(required("dim", fixed(1), 0, -1, 6),),
        flow=_unsqueezed,
        home=HOME,
    ),
    Kind(
        name="Permute",
        options=(required("dims", _orders, (0, 2, 3, 1), (0, 2, 1), (1, 0), (0, 1, 1, 2)),),
        flow=_permuted,
        home=HOME,
    ),
    Kind(
        name="Mean",
        options=(required("dim", fixed(1, 0), -1, 2, 3, 5),),
        flow=_axis_lost,
        home=HOME,
    ),
    Kind(
        name="PixelShuffle",
        options=(required("upscale_factor", fixed(2, 1), 3, 7, 0),),
        ranks=(3, 4, 5),
        flow=_shuffled,
    ),
    Kind(
        name="PixelUnshuffle",
        options=(required("downscale_factor", _size_factors, 2, 3, 0),),
        ranks=(3, 4, 5),
        flow=_unshuffled,
    ),
    Kind(name="ChannelShuffle", options=(required("groups", fixed(2, 1), 3, 0, -1),), ranks=(3, 4, 5)),
    Kind(name="Upsample", options=UPSAMPLE_OPTIONS, ranks=(3, 4, 5), flow=_resized),
    Kind(
        name="Unfold",
        options=(
            required("kernel_size", fixed(1, 2, 3), 7, 0),
            optional("stride", 2, 0),
            optional("padding", 1),
            optional("dilation", 2),
        ),
        ranks=(3, 4),
        flow=_unfolded,
    ),
    Kind(
        name="Fold",
        options=(
            required("output_size", fixed(2, 7)),
            required("kernel_size", fixed(1, 2), 3),
            optional("stride", 2),
        ),
        ranks=(2, 3),
        flow=_folded,
    ),
)
