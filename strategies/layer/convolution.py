"""Convolutions and transposed convolutions in one, two and three dimensions."""

from functools import lru_cache
from math import gcd, prod

import msgspec

from strategies.layer.arithmetic import (
    kernel_elements,
    leading,
    per_axis,
    spatial,
    whole,
    window,
)
from strategies.layer.autograd import INPUT, NOTHING, AutogradEffect
from strategies.layer.common_rules import (
    LARGER,
    NOTHING_LEFT,
    at_least,
    bordered,
    for_each_axis,
    full,
    largest_divisor,
    one_each,
    ranked,
    roomy,
    same_channels,
)
from strategies.layer.kind import LayerKind, Option, channels, fixed, optional, required
from strategies.repair import WANTED, Repair, SetOption
from strategies.rule import Conditions, Rule, TensorSpec, as_weights
from strategies.value import Options, Shape, either

COMMON: tuple[Option, ...] = (
    required("in_channels", channels, 1, 3, 4, 64, 256, 512, 2048),
    required("out_channels", channels, 1, 3, 10, 64, 128, 512),
    required("kernel_size", fixed(1, 3), 2, 5, 7, 11, 0),
)

PADDING_MODES = ("zeros", "reflect", "replicate", "circular")

PADDING_MODE = Rule(
    "padding_mode",
    "{layer}: padding_mode must be {wanted}, but got {got!r}",
    (Repair("use padding_mode='zeros', the default", SetOption("padding_mode", ("zeros",))),),
    shared=True,
)
PADDING_WORD = Rule(
    "padding_word",
    "{layer}: padding must be an int, {wanted}, but got {got!r}",
    (
        Repair("use padding='same'", SetOption("padding", ("same",))),
        Repair("use padding='valid'", SetOption("padding", ("valid",))),
    ),
    shared=True,
)
OUTPUT_PADDING = Rule(
    "output_padding",
    "{layer}: output_padding must be less than stride or dilation ({wanted}), but got {got}",
    (
        Repair("use output_padding=0, the default", SetOption("output_padding", (0,))),
        Repair("use a larger stride", SetOption("stride", (2,))),
    ),
    shared=True,
)
LESS_CROPPED = msgspec.structs.replace(
    NOTHING_LEFT, repairs=(Repair("use padding=0", SetOption("padding", (0,))), LARGER)
)
ZEROS = Repair("use padding_mode='zeros'", SetOption("padding_mode", ("zeros",)))


@lru_cache(maxsize=16)
def _same_padding(kernel: int) -> Rule:
    """The rule of padding='same', for a kernel of a size."""
    half = kernel // 2
    return Rule(
        "same_padding",
        "{layer}: padding='same' requires stride={wanted}, but got {got}",
        (
            Repair(f"use padding={half}, which is kernel_size // 2", SetOption("padding", (half,))),
            Repair("use stride={wanted}", SetOption("stride", (WANTED,))),
        ),
        shared=True,
    )


@lru_cache(maxsize=64)
def _divisible(option: str, common: int) -> Rule:
    """The rule that ``groups`` divide an option; the largest groups that do are ``common``."""
    return Rule(
        "groups_divide",
        f"{{layer}}: {option} must be divisible by groups, but got {option}={{got}} and"
        " groups={wanted}",
        (
            Repair(
                f"use groups={common}, which divides in_channels and out_channels",
                SetOption("groups", (common,)),
            ),
        ),
        shared=True,
        option="groups",
    )


def _check_groups(options: Options) -> None:
    """The first rules of convolutions and transposed convolutions."""
    at_least(options, 1, "groups")
    groups = whole(options.get("groups"), 1)
    for name in ("in_channels", "out_channels"):
        count = whole(options.get(name))
        if count % groups:
            common = gcd(whole(options.get("in_channels")), whole(options.get("out_channels")))
            _divisible(name, largest_divisor(common, groups)).reject(groups, count)


def _check_options(options: Options) -> None:
    """The rules of convolutions and transposed convolutions in common."""
    at_least(options, 0, "padding", "output_padding")
    at_least(options, 1, "stride", "dilation", "in_channels", "out_channels", "kernel_size")


def _check_convolution_options(options: Options) -> None:
    _check_groups(options)
    mode, padding = options.get("padding_mode", "zeros"), options.get("padding")
    if isinstance(padding, str):
        PADDING_WORD.require(padding in ("same", "valid"), "'same' or 'valid'", padding)
        stride = options.get("stride", 1)
        same = _same_padding(per_axis(options.get("kernel_size"), 1, 1)[0])
        same.require(padding == "valid" or per_axis(stride, 1, 1) == (1,), 1, stride)
    PADDING_MODE.require(mode in PADDING_MODES, either(map(repr, PADDING_MODES)), mode)
    _check_options(options)


def _check_transposed_options(options: Options) -> None:
    mode = options.get("padding_mode", "zeros")
    PADDING_MODE.require(mode == "zeros", "'zeros'", mode)
    _check_groups(options)
    _check_options(options)
    extra = per_axis(options.get("output_padding"), 1, 0)[0]
    most = max(per_axis(options.get(name), 1, 1)[0] for name in ("stride", "dilation"))
    OUTPUT_PADDING.require(extra < most, most, extra)


def _fitting(axes: int, options: Options, x: TensorSpec, how: Conditions) -> str:
    """Dimensions, channels and dtype. Source: the shape section of each page."""
    dtype = as_weights(x, how)
    ranked(x, (axes + 1, axes + 2), sized=True)
    one_each(options, axes, "kernel_size")
    for_each_axis(options, axes, "stride", "padding", "output_padding", "dilation")
    same_channels("in_channels", whole(options.get("in_channels")), x.shape[-axes - 1])
    return dtype


def _check_input(axes: int, options: Options, x: TensorSpec, how: Conditions) -> str:
    dtype = _fitting(axes, options, x, how)
    mode = options.get("padding_mode", "zeros")
    if mode in ("reflect", "circular"):
        padding = per_axis(options.get("padding"), axes, 0)
        for size, width in zip(x.shape[-axes:], padding, strict=True):
            bordered(size - (mode == "reflect"), width, ZEROS)
    roomy(options, x.shape, axes)
    full(x, axes)
    return dtype


def _check_transposed_input(axes: int, options: Options, x: TensorSpec, how: Conditions) -> str:
    _fitting(axes, options, TensorSpec(x.shape), how)
    full(x, axes)
    dtype = as_weights(x, how)
    for size in _transposed(axes, options, x.shape)[-axes:]:
        LESS_CROPPED.require(size > 0, "1 or more", size)
    return dtype


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


def _state(axes: int, options: Options) -> dict[str, Shape]:
    groups = max(1, whole(options.get("groups"), 1))
    ins, outs = whole(options.get("in_channels")), whole(options.get("out_channels"))
    kernel = per_axis(options.get("kernel_size"), axes, 1)
    return _weights((outs, ins // groups, *kernel), outs, options)


def _transposed_state(axes: int, options: Options) -> dict[str, Shape]:
    groups = max(1, whole(options.get("groups"), 1))
    ins, outs = whole(options.get("in_channels")), whole(options.get("out_channels"))
    kernel = per_axis(options.get("kernel_size"), axes, 1)
    return _weights((ins, outs // groups, *kernel), outs, options)


def _weights(weight: Shape, outs: int, options: Options) -> dict[str, Shape]:
    return {"weight": weight} | ({} if options.get("bias") is False else {"bias": (outs,)})


def _columns(axes: int, options: Options, shape: Shape) -> int:
    """The elements of the unfolded input, and of the padded input where padding_mode is not zeros."""
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


def _holding(options: Options, _: Shape, __: bool) -> AutogradEffect:
    """With circular padding, the padded copy is saved for backward instead of the input."""
    return NOTHING if options.get("padding_mode") == "circular" else INPUT


def _convolution(axes: int) -> LayerKind:
    return LayerKind(
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
        check_options=_check_convolution_options,
        check_input=lambda options, x, how: _check_input(axes, options, x, how),
        read_first=("stride", "padding"),
        even_before=("rank", "dtype"),
        autograd=_holding,
        output_shape=lambda options, shape: _convolved(axes, options, shape),
        state=lambda options: _state(axes, options),
        workspace_numel=lambda options, shape: _columns(axes, options, shape),
        parameters=lambda options: _parameters(axes, options),
    )


def _transposed_convolution(axes: int) -> LayerKind:
    return LayerKind(
        name=f"ConvTranspose{axes}d",
        options=(
            *COMMON,
            optional("stride", 2, 0),
            optional("padding", 1, 3, -1),
            optional("output_padding", 1, 2, -1),
            optional("groups", 2, 3, 0),
            optional("dilation", 2, 0),
            optional("padding_mode", "reflect"),
        ),
        ranks=(axes + 1, axes + 2),
        check_options=_check_transposed_options,
        check_input=lambda options, x, how: _check_transposed_input(axes, options, x, how),
        read_first=("stride", "padding"),
        output_shape=lambda options, shape: _transposed(axes, options, shape),
        state=lambda options: _transposed_state(axes, options),
        workspace_numel=lambda options, shape: _transposed_columns(axes, options, shape),
        parameters=lambda options: _parameters(axes, options),
    )


ROWS = (
    _convolution(2),
    _convolution(1),
    _convolution(3),
    _transposed_convolution(2),
    _transposed_convolution(1),
    _transposed_convolution(3),
)
