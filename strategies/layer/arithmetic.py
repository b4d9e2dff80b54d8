"""Arithmetic of shapes: output sizes of sliding kernels, as torch.nn documents them; broadcasting."""

from collections.abc import Sequence
from math import isfinite, prod

from strategies.value import Options, Shape, Value


def whole(value: Value, default: int = 0) -> int:
    """An option as an int, whatever type it has; the default for what is no number."""
    return int(value) if isinstance(value, int | float) else default


def number_in(text: str) -> float | None:
    """The number that ``float(text)`` gives, as some layers call it; None for any other text."""
    try:
        number = float(text)
    except ValueError:
        return None
    return number if isfinite(number) else None


def sizes_of(value: Value) -> tuple[int, ...]:
    """An option as a tuple of ints, whatever type it has."""
    return value if isinstance(value, tuple) else (whole(value),)


def per_axis(value: Value, axes: int, default: int) -> tuple[int, ...]:
    """An option that is one int for all spatial dimensions, or a tuple with one for each."""
    if isinstance(value, tuple) and len(value) != 1:
        return tuple(value[axis] if axis < len(value) else default for axis in range(axes))
    one = value[0] if isinstance(value, tuple) else value
    return (default if one is None else whole(one, default),) * axes


def window(options: Options, shape: Shape, axes: int, stride: int | None = 1) -> Shape:
    """The spatial sizes of the output of a kernel that slides over the last ``axes`` dimensions.

    ``stride`` is the default of the layer (None: kernel_size). Source: the shape section of
    https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv2d.html
    """
    if options.get("padding") == "same":
        return spatial(shape, axes)
    kernel = per_axis(options.get("kernel_size"), axes, 1)
    steps = options.get("stride")
    strides = kernel if steps is None and stride is None else per_axis(steps, axes, stride or 1)
    padding = per_axis(options.get("padding"), axes, 0)
    dilation = per_axis(options.get("dilation"), axes, 1)
    ceiling = bool(options.get("ceil_mode"))
    return tuple(
        _places(size + 2 * p - d * (k - 1) - 1, max(s, 1), size + p if ceiling else 0)
        for size, k, s, p, d in zip(
            spatial(shape, axes), kernel, strides, padding, dilation, strict=True
        )
    )


def _places(room: int, stride: int, end: int) -> int:
    """The positions of a kernel that has ``room`` to slide.

    Where there is an ``end``, a kernel that starts before it may go out of bounds (``ceil_mode``).
    """
    places = room // stride + 1
    return max(0, places + (room % stride > 0 and places * stride < end))


def spatial(shape: Shape, axes: int) -> Shape:
    """The last ``axes`` sizes, with 1 for each that is missing."""
    return (1,) * (axes - len(shape)) + shape[max(0, len(shape) - axes) :]


def size_at(shape: Shape, dim: int) -> int:
    """The size of a dimension, counted from either end; 1 where there is none."""
    return shape[dim] if -len(shape) <= dim < len(shape) else 1


def leading(shape: Shape, axes: int) -> Shape:
    """The sizes before the channels and the last ``axes`` dimensions: the batch, if there is one."""
    return shape[: max(0, len(shape) - axes - 1)]


def broadcast(shape: Shape, other: Shape) -> Shape:
    """The shape that two shapes broadcast to, where they can be broadcast."""
    rank = max(len(shape), len(other))
    pairs = zip(spatial(shape, rank), spatial(other, rank), strict=True)
    return tuple(one if another == 1 else another for one, another in pairs)


def joined(shapes: Sequence[Shape], dim: int) -> Shape:
    """The shape of tensors that are joined along a dimension, where all else of the first's fits."""
    first = shapes[0]
    if not first:
        return first
    axis = max(0, min(dim % len(first) if dim < 0 else dim, len(first) - 1))
    total = sum(shape[axis] for shape in shapes if axis < len(shape))
    return (*first[:axis], total, *first[axis + 1 :])


def spreads(shape: Shape, wanted: Shape) -> bool:
    """Whether a tensor of a shape can be expanded to another."""
    if len(shape) > len(wanted):
        return False
    pairs = zip(spatial(shape, len(wanted)), wanted, strict=True)
    return all(one in (1, other) for one, other in pairs)


def kernel_elements(options: Options, axes: int) -> int:
    """The elements of a kernel with ``axes`` spatial dimensions, of one channel."""
    return prod(per_axis(options.get("kernel_size"), axes, 1))
