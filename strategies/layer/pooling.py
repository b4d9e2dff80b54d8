"""Pooling, adaptive pooling and unpooling."""

from functools import lru_cache, partial

from msgspec.structs import replace

from strategies.layer.arithmetic import per_axis, spatial, window
from strategies.layer.autograd import INPUT, NOTHING, AutogradEffect, input_saved
from strategies.layer.common_rules import (
    LARGER,
    at_least,
    bound,
    for_each_axis,
    full,
    one_each,
    ranked,
    roomy,
)
from strategies.layer.kind import LayerKind, Option, fixed, optional, required
from strategies.repair import WANTED, Before, LeaveOut, Move, Repair, SetOption, UseDimensions, UseLayer
from strategies.rule import Conditions, Rule, TensorSpec, floating, several, widened
from strategies.value import Options, Shape

HALF = Rule(
    "padding_half",
    "{layer}: padding must be at most half of the effective kernel size ({wanted}), but got {got}",
    (Repair("use padding={wanted}", SetOption("padding", (WANTED,))),),
    shared=True,
    option="padding",
)
ONE_OF_TWO = Rule(
    "output",
    "{layer} requires exactly one of output_size and output_ratio, but got {got}",
    (
        Repair("leave out output_ratio", LeaveOut(("output_ratio",))),
        Repair("pass output_ratio=0.5", SetOption("output_ratio", (0.5,))),
        Repair("pass output_size=1", SetOption("output_size", (1,))),
    ),
)
POWER_FIRST = replace(bound("norm_type", 1), since=(2, 14))
"""From torch 2.14 on it is the constructor that refuses a norm_type of 0, before forward() is called."""
INDICES = Rule(
    "indices",
    "{layer} expects {wanted}, but got {got}",
    (
        Repair("use nn.Upsample, which needs no indices", UseLayer("Upsample", {"scale_factor": 2})),
        Repair(
            "call it as unpool(x, indices) in a forward of your own, with the indices of a max"
            " pooling that has return_indices=True"
        ),
    ),
    shared=True,
)
RATIO = Rule(
    "output_ratio",
    "{layer}: output_ratio must be {wanted}, but got {got}",
    (Repair("use output_ratio=0.5", SetOption("output_ratio", (0.5,))),),
)
FEWER = Rule(
    "output_fits",
    "{layer}: for this input and kernel_size the output size must be at most {wanted}, but got {got}",
    (
        Repair("use output_size={wanted}", SetOption("output_size", (WANTED,))),
        Repair("use kernel_size=1", SetOption("kernel_size", (1,))),
        LARGER,
        Repair("use output_ratio=0.5", SetOption("output_ratio", (0.5,))),
    ),
)


def _check_options(options: Options) -> None:
    at_least(options, 1, "kernel_size", "stride")
    at_least(options, 0, "padding")
    kernel, padding = (per_axis(options.get(name), 1, 0)[0] for name in ("kernel_size", "padding"))
    reach = (kernel - 1) * max(1, per_axis(options.get("dilation"), 1, 1)[0]) + 1
    HALF.require(padding <= reach // 2, reach // 2, padding)
    at_least(options, 1, "dilation")


def _check_input(axes: int, options: Options, x: TensorSpec, how: Conditions) -> str:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.MaxPool2d.html"""
    ranked(x, (axes + 1, axes + 2), sized=True)
    for_each_axis(options, axes, "kernel_size", "stride", "padding", "dilation")
    full(x, axes + 1)
    floating(x)
    roomy(options, x.shape, axes, stride=None)
    return _given(axes, options, x, how)


def _given(axes: int, options: Options, x: TensorSpec, how: Conditions) -> str:
    """The output dtype: autocast runs 3D pooling in float32."""
    dtype = widened(x, how) if axes == 3 else x.dtype
    return several(dtype) if options.get("return_indices") else dtype


def _check_adaptive_options(axes: int, options: Options) -> None:
    at_least(options, 0, "output_size")
    one_each(options, axes, "output_size")


def _check_adaptive_input(axes: int, options: Options, x: TensorSpec, how: Conditions) -> str:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.AdaptiveAvgPool2d.html"""
    ranked(x, (axes + 1, axes + 2), sized=True)
    full(x, axes)
    floating(x)
    return _given(axes, options, x, how)


def _check_power_options(axes: int, options: Options) -> None:
    power = options.get("norm_type")
    POWER_FIRST.require(power != 0, 1, power)
    at_least(options, 1, "kernel_size", "stride", "norm_type")
    one_each(options, axes, "kernel_size")


def _check_fractional_options(options: Options) -> None:
    x = sum(options.get(name) is not None for name in ("output_size", "output_ratio"))
    ONE_OF_TWO.require(x == 1, 1, x)
    one_each(options, 2, "output_ratio", "output_size")
    given = options.get("output_ratio")
    for ratio in given if isinstance(given, tuple) else (given,):
        RATIO.require(not isinstance(ratio, int | float) or 0 < ratio < 1, "between 0 and 1", ratio)
    at_least(options, 1, "kernel_size", "output_size")


def _check_fractional_input(options: Options, x: TensorSpec, how: Conditions) -> str:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.FractionalMaxPool2d.html"""
    ranked(x, (3, 4))
    full(x, 3)
    floating(x)
    kernel = per_axis(options.get("kernel_size"), 2, 1)
    wanted = _fractional(options, x.shape)[-2:]
    for size, places, width in zip(x.shape[-2:], wanted, kernel, strict=True):
        FEWER.require(places + width - 1 <= size, size - width + 1, places)
    return widened(x, how)


def _check_unpooling_input(_: Options, __: TensorSpec, ___: Conditions) -> str:
    INDICES.reject("an input and indices", "an input alone")


@lru_cache(maxsize=4)
def _pooled_channels(axes: int) -> Rule:
    """The rule that a batch of features is not taken for one sample."""
    fewer = Repair(f"use {{family}}{axes - 1}d", UseDimensions(axes - 1))
    back = Repair(
        "put it in front of the flatten, where the input has height and width",
        Move(("avgpool", "layer4")),
    )
    batch = Repair("add a dimension first: x.unsqueeze(-1)", Before("Unsqueeze", {"dim": -1}))
    return Rule(
        "pooled_channels",
        "{layer} takes an input with {wanted} for a single sample, so that it pools over the channels of"
        " one of shape {got}",
        (fewer, back) if axes > 1 else (back, batch),
        shared=True,
    )


LARGEST_BATCH = 16
FEWEST_CHANNELS = 64
"""A first dimension of at most so many, before a second of at least so many that is no height, is taken
for a batch of features."""


def _doubt_channels(axes: int, _: Options, x: TensorSpec) -> None:
    """Source: the shape section of each page, where (C, H, W) is a sample without its batch."""
    if len(x.shape) != axes + 1 or x.shape[0] > LARGEST_BATCH or x.shape[1] < FEWEST_CHANNELS:
        return
    image = axes == 2 and x.shape[1] == x.shape[2]
    _pooled_channels(axes).require(image, f"{axes + 1} dimensions", x.shape)


READ_FIRST = ("kernel_size", "stride", "padding", "dilation", "padding_half")

WINDOW = required("kernel_size", fixed(1, 2, 3), 7, 8, 4, 0)


def _keep(shape: Shape, axes: int, sizes: Shape) -> Shape:
    return (*shape[: max(0, len(shape) - axes)], *sizes)


def _sliding(name: str, axes: int, *options: Option) -> LayerKind:
    return LayerKind(
        name=f"{name}{axes}d",
        options=(WINDOW, optional("stride", 1, 2, 0), *options, optional("ceil_mode", True)),
        ranks=(axes + 1, axes + 2),
        check_options=_check_options,
        read_first=READ_FIRST,
        check_input=partial(_check_input, axes),
        check_misuse=partial(_doubt_channels, axes),
        output_shape=lambda x, shape: _keep(shape, axes, window(x, shape, axes, stride=None)),
    )


def _max(axes: int) -> LayerKind:
    return _sliding(
        "MaxPool",
        axes,
        optional("padding", 1, 2, 3, -1),
        optional("dilation", 2, 0),
        optional("return_indices", True),
    )


def _average(axes: int) -> LayerKind:
    return _sliding(
        "AvgPool", axes, optional("padding", 1, 2, 3, -1), optional("count_include_pad", False)
    )


def _wanted(axes: int, options: Options, shape: Shape) -> Shape:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.AdaptiveAvgPool2d.html"""
    return _keep(shape, axes, per_axis(options.get("output_size"), axes, 1))


def _averaging(axes: int, options: Options, shape: Shape, _: bool) -> AutogradEffect:
    """An output size of 1 is a mean, whose gradient needs only the shape of its input."""
    return NOTHING if all(size == 1 for size in _wanted(axes, options, shape)[-axes:]) else INPUT


def _adaptive(name: str, axes: int, *options: Option) -> LayerKind:
    sizes = ((1, 1), (2, 2)) if axes == 2 else ((1,) * axes,)
    return LayerKind(
        name=f"{name}{axes}d",
        options=(required("output_size", fixed(1), 2, 7, 0, -1, *sizes, (1, 1, 1, 1)), *options),
        ranks=(axes + 1, axes + 2),
        check_options=partial(_check_adaptive_options, axes),
        read_first=("output_size", "output_size_axes"),
        even_before=() if "Avg" in name and axes > 1 else ("rank",),
        check_input=partial(_check_adaptive_input, axes),
        check_misuse=partial(_doubt_channels, axes),
        output_shape=lambda x, shape: _wanted(axes, x, shape),
        autograd=partial(_averaging, axes) if "Avg" in name else input_saved,
    )


def _adaptive_max(axes: int) -> LayerKind:
    return _adaptive("AdaptiveMaxPool", axes, optional("return_indices", True))


def _power(axes: int) -> LayerKind:
    return LayerKind(
        name=f"LPPool{axes}d",
        options=(required("norm_type", fixed(2), 1, 0), WINDOW, optional("stride", 1, 2, 0)),
        ranks=(axes + 1, axes + 2),
        check_options=partial(_check_power_options, axes),
        read_first=READ_FIRST,
        check_input=partial(_check_input, axes),
        check_misuse=partial(_doubt_channels, axes),
        output_shape=lambda x, shape: _keep(shape, axes, window(x, shape, axes, stride=None)),
    )


def _fractional(options: Options, shape: Shape) -> Shape:
    ratio = options.get("output_ratio")
    if options.get("output_size") is not None or not isinstance(ratio, int | float):
        return _wanted(2, options, shape)
    return _keep(shape, 2, tuple(int(size * ratio) for size in spatial(shape, 2)))


def _unpooling(axes: int) -> LayerKind:
    return LayerKind(
        name=f"MaxUnpool{axes}d",
        options=(WINDOW,),
        ranks=(axes + 1, axes + 2),
        check_input=_check_unpooling_input,
    )


ROWS = (
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
    LayerKind(
        name="FractionalMaxPool2d",
        options=(
            required("kernel_size", fixed(1, 2, 3), 7, 0),
            optional("output_size", 1, 7, (1, 1)),
            optional("output_ratio", 0.5, 1.5),
        ),
        ranks=(3, 4),
        check_options=_check_fractional_options,
        check_input=_check_fractional_input,
        output_shape=_fractional,
    ),
    _unpooling(1),
    _unpooling(2),
)
