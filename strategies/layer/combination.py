"""Layers that combine features with another tensor: concatenation, addition, attention."""

from strategies.layer.arithmetic import broadcast, whole
from strategies.layer.kind import Kind, channels, fixed, optional, required
from strategies.value import Options, Shape, Value

HOME = "strategies.layer.module"


def _batch_first(shape: Shape) -> tuple[Value, ...]:
    """A tensor of the same shape, and one that fits along axis 1 with a single channel."""
    return (shape or (1,), (*shape[:1], 1, *shape[2:]) if len(shape) > 1 else (1,))


def _other_shapes(*others: Value) -> tuple[Value, ...]:
    return ((1, 2048, 7, 7), (2, 512), (1,), *others)


def _joined(options: Options, shape: Shape) -> Shape:
    other, axis = options.get("shape"), whole(options.get("dim"), 1)
    if not isinstance(other, tuple) or len(other) != len(shape) or not -len(shape) <= axis < len(shape):
        return shape
    sizes = list(shape)
    sizes[axis] += other[axis]
    return tuple(sizes)


def _added(options: Options, shape: Shape) -> Shape:
    other = options.get("shape")
    return broadcast(shape, other) if isinstance(other, tuple) else shape


def _doubled(_: Options, shape: Shape) -> Shape:
    return (shape[0], 2 * shape[1], *shape[2:]) if len(shape) > 1 else shape


def _reduced(options: Options) -> int:
    count = abs(whole(options.get("channels")))
    return 2 * count * count // max(1, abs(whole(options.get("reduction"), 16)))


KINDS = (
    Kind(
        name="Concat",
        options=(required("shape", _batch_first, *_other_shapes()), optional("dim", 0, 2, -1, 5)),
        flow=_joined,
        home=HOME,
    ),
    Kind(
        name="Add",
        options=(required("shape", _batch_first, *_other_shapes((3,))),),
        flow=_added,
        home=HOME,
    ),
    Kind(
        name="UNetSkip",
        options=(optional("mode", "bilinear", "linear"),),
        ranks=(4,),
        flow=_doubled,
        home=HOME,
    ),
    Kind(
        name="SqueezeExcite",
        options=(required("channels", channels, 64, 512, 3), optional("reduction", 4, 0, 4096)),
        ranks=(4,),
        parameters=_reduced,
        home=HOME,
    ),
    Kind(
        name="Residual",
        options=(
            required("channels", channels, 64, 128),
            required("kernel_size", fixed(3, 1), 2, 7),
            optional("stride", 2),
        ),
        ranks=(3, 4),
        parameters=lambda options: (
            whole(options.get("channels")) ** 2 * whole(options.get("kernel_size"), 1) ** 2
        ),
        home=HOME,
    ),
)
