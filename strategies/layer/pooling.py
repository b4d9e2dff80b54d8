"""Pooling: windows that slide, windows that adapt to the wanted size, and their inverse."""

from strategies.layer.arithmetic import per_axis, spatial, window
from strategies.layer.kind import Kind, Option, fixed, optional, required
from strategies.value import Options, Shape

WINDOW = required("kernel_size", fixed(1, 2, 3), 7, 8, 4, 0)


def _keep(shape: Shape, axes: int, sizes: Shape) -> Shape:
    return (*shape[: max(0, len(shape) - axes)], *sizes)


def _sliding(name: str, axes: int, *options: Option) -> Kind:
    return Kind(
        name=f"{name}{axes}d",
        options=(WINDOW, optional("stride", 1, 2, 0), *options, optional("ceil_mode", True)),
        ranks=(axes + 1, axes + 2),
        flow=lambda given, shape: _keep(shape, axes, window(given, shape, axes, stride=None)),
    )


def _max(axes: int) -> Kind:
    return _sliding(
        "MaxPool",
        axes,
        optional("padding", 1, 2, 3, -1),
        optional("dilation", 2, 0),
        optional("return_indices", True),
    )


def _average(axes: int) -> Kind:
    return _sliding(
        "AvgPool", axes, optional("padding", 1, 2, 3, -1), optional("count_include_pad", False)
    )


def _wanted(axes: int, options: Options, shape: Shape) -> Shape:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.AdaptiveAvgPool2d.html"""
    return _keep(shape, axes, per_axis(options.get("output_size"), axes, 1))


def _adaptive(name: str, axes: int, *options: Option) -> Kind:
    sizes = ((1, 1), (2, 2)) if axes == 2 else ((1,) * axes,)
    return Kind(
        name=f"{name}{axes}d",
        options=(required("output_size", fixed(1), 2, 7, 0, -1, *sizes, (1, 1, 1, 1)), *options),
        ranks=(axes + 1, axes + 2),
        flow=lambda given, shape: _wanted(axes, given, shape),
    )


def _adaptive_max(axes: int) -> Kind:
    return _adaptive("AdaptiveMaxPool", axes, optional("return_indices", True))


def _power(axes: int) -> Kind:
    return Kind(
        name=f"LPPool{axes}d",
        options=(required("norm_type", fixed(2), 1, 0), WINDOW, optional("stride", 1, 2, 0)),
        ranks=(axes + 1, axes + 2),
        flow=lambda given, shape: _keep(shape, axes, window(given, shape, axes, stride=None)),
    )


def _fractional(options: Options, shape: Shape) -> Shape:
    ratio = options.get("output_ratio")
    if options.get("output_size") is not None or not isinstance(ratio, int | float):
        return _wanted(2, options, shape)
    return _keep(shape, 2, tuple(int(size * ratio) for size in spatial(shape, 2)))


def _unpooling(axes: int) -> Kind:
    return Kind(name=f"MaxUnpool{axes}d", options=(WINDOW,), ranks=(axes + 1, axes + 2))


KINDS = (
    _average(2),
    _max(2),
    _adaptive("AdaptiveAvgPool", 2),
    _adaptive_max(2),
    _average(1),
    _average(3),
    _max(1),
    _max(3),
    _adaptive("AdaptiveAvgPool", 1),
    _adaptive("AdaptiveAvgPool", 3),
    _adaptive_max(1),
    _adaptive_max(3),
    _power(1),
    _power(2),
    _power(3),
    Kind(
        name="FractionalMaxPool2d",
        options=(
            required("kernel_size", fixed(1, 2, 3), 7, 0),
            optional("output_size", 1, 7, (1, 1)),
            optional("output_ratio", 0.5, 1.5),
        ),
        ranks=(3, 4),
        flow=_fractional,
    ),
    _unpooling(1),
    _unpooling(2),
)
