"""Padding: constant, reflected, replicated and circular borders."""

from strategies.layer.arithmetic import whole
from strategies.layer.kind import Kind, Option, fixed, required
from strategies.value import Options, Shape


def _padded(axes: int, options: Options, shape: Shape) -> Shape:
    """Pairs of (before, after), the last axis first, as torch.nn.functional.pad takes them."""
    width = options.get("padding")
    pairs = width if isinstance(width, tuple) else (whole(width),) * (2 * axes)
    sizes = list(shape)
    for axis in range(min(len(pairs) // 2, len(sizes))):
        sizes[-1 - axis] = max(0, sizes[-1 - axis] + pairs[2 * axis] + pairs[2 * axis + 1])
    return tuple(sizes)


def _padding(name: str, axes: int, *after: Option) -> Kind:
    return Kind(
        name=f"{name}{axes}d",
        options=(required("padding", fixed(1, 2), 0, 3, 7, -1, (1, 2), (1, 1, 1, 1)), *after),
        ranks=(axes + 1, axes + 2),
        flow=lambda options, shape: _padded(axes, options, shape),
    )


VALUE = required("value", fixed(0.0, 1.0))

KINDS = (
    *(_padding("ZeroPad", axes) for axes in (2, 1, 3)),
    *(_padding("ReflectionPad", axes) for axes in (2, 1, 3)),
    *(_padding("ReplicationPad", axes) for axes in (2, 1, 3)),
    *(_padding("CircularPad", axes) for axes in (2, 1, 3)),
    *(_padding("ConstantPad", axes, VALUE) for axes in (2, 1, 3)),
)
