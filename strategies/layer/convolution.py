"""Convolutions and transposed convolutions in one, two and three dimensions."""

from math import prod

from strategies.layer.arithmetic import (
    kernel_elements,
    leading,
    per_axis,
    spatial,
    whole,
    window,
)
from strategies.layer.kind import Kind, Option, channels, fixed, optional, required
from strategies.value import Options, Shape

COMMON: tuple[Option, ...] = (
    required("in_channels", channels, 1, 3, 4, 64, 256, 512, 2048),
    required("out_channels", channels, 1, 3, 10, 64, 128, 512),
    required("kernel_size", fixed(1, 3), 2, 5, 7, 11, 0),
)


def _convolved(axes: int, options: Options, shape: Shape) -> Shape:
    sizes = window(options, shape, axes)
    return (*leading(shape, axes), whole(options.get("out_channels"), 1), *sizes)


def _transposed(axes: int, options: Options, shape: Shape) -> Shape:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.ConvTranspose2d.html"""
    kernel = per_axis(options.get("kernel_size"), axes, 1)
    strides = per_axis(options.get("stride"), axes, 1)
    padding = per_axis(options.get("padding"), axes, 0)
    extra = per_axis(options.get("output_padding"), axes, 0)
    dilation = per_axis(options.get("dilation"), axes, 1)
    sizes = tuple(
        max(0, (size - 1) * s - 2 * p + d * (k - 1) + e + 1)
        for size, k, s, p, e, d in zip(
            spatial(shape, axes), kernel, strides, padding, extra, dilation, strict=True
        )
    )
    return (*leading(shape, axes), whole(options.get("out_channels"), 1), *sizes)


def _parameters(axes: int, options: Options) -> int:
    groups = max(1, whole(options.get("groups"), 1))
    ins, outs = whole(options.get("in_channels")), whole(options.get("out_channels"))
    return abs(ins * outs) * kernel_elements(options, axes) // groups


def _columns(axes: int, options: Options, shape: Shape) -> int:
    """The windows written out one by one, and the padded features where padding is no zero."""
    sizes, batch = spatial(shape, axes), prod(leading(shape, axes))
    ins = abs(whole(options.get("in_channels")))
    columns = ins * abs(kernel_elements(options, axes)) * prod(window(options, shape, axes))
    if options.get("padding_mode", "zeros") == "zeros":
        return batch * columns
    padding = per_axis(options.get("padding"), axes, 0)
    padded = ins * prod(size + 2 * abs(p) for size, p in zip(sizes, padding, strict=True))
    return batch * (columns + padded)


def _transposed_columns(axes: int, options: Options, shape: Shape) -> int:
    outs = abs(whole(options.get("out_channels")))
    batch, places = prod(leading(shape, axes)), prod(spatial(shape, axes))
    return batch * outs * abs(kernel_elements(options, axes)) * places


def _convolution(axes: int) -> Kind:
    return Kind(
        name=f"Conv{axes}d",
        options=(
            *COMMON,
            optional("stride", 2, 0, 3),
            optional("padding", 1, 3, -1, "same", "valid"),
            optional("dilation", 2, 4, 0),
            optional("groups", 2, 32, 3, 0, -1),
            optional("bias", False),
            optional("padding_mode", "reflect", "circular", "replicate", "mirror"),
        ),
        ranks=(axes + 1, axes + 2),
        flow=lambda options, shape: _convolved(axes, options, shape),
        scratch=lambda options, shape: _columns(axes, options, shape),
        parameters=lambda options: _parameters(axes, options),
    )


def _transposed_convolution(axes: int) -> Kind:
    return Kind(
        name=f"ConvTranspose{axes}d",
        options=(
            *COMMON,
            optional("stride", 2, 0),
            optional("padding", 1, 3, -1),
            optional("output_padding", 1, 2),
            optional("groups", 2, 3, 0),
            optional("dilation", 2, 0),
            optional("padding_mode", "reflect"),
        ),
        ranks=(axes + 1, axes + 2),
        flow=lambda options, shape: _transposed(axes, options, shape),
        scratch=lambda options, shape: _transposed_columns(axes, options, shape),
        parameters=lambda options: _parameters(axes, options),
    )


KINDS = (
    _convolution(2),
    _convolution(1),
    _convolution(3),
    _transposed_convolution(2),
    _transposed_convolution(1),
    _transposed_convolution(3),
)
