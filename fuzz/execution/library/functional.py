"""Functions that a forward calls, as the layers that do the same: F.relu is what nn.ReLU does."""

import importlib
import inspect
from collections.abc import Mapping
from typing import Any, NamedTuple

from strategies.layer import LAYERS, Layer


class Function(NamedTuple):
    """The kind of layer that does what a function does.

    ``names`` are those of its arguments behind the tensor, in order; ``needed`` has the values that
    those must have which the layer has no option for.
    """

    kind: str
    names: tuple[str, ...] = ()
    needed: Mapping[str, Any] = {}


SOFTMAX = {"_stacklevel": 3, "dtype": None}
DROPOUT = ("p", "training", "inplace")

FUNCTIONS = {
    **{name: Function(kind, ("inplace",)) for name, kind in (("relu", "ReLU"), ("relu6", "ReLU6"))},
    **{name: Function(kind, ("inplace",)) for name, kind in (("silu", "SiLU"), ("mish", "Mish"))},
    **{name: Function(kind) for name, kind in (("sigmoid", "Sigmoid"), ("tanh", "Tanh"))},
    "hardswish": Function("Hardswish", ("inplace",)),
    "hardsigmoid": Function("Hardsigmoid", ("inplace",)),
    "leaky_relu": Function("LeakyReLU", ("negative_slope", "inplace"), {"negative_slope": 0.01}),
    "elu": Function("ELU", ("alpha", "inplace"), {"alpha": 1.0}),
    "gelu": Function("GELU", ("approximate",)),
    "softmax": Function("Softmax", ("dim", "_stacklevel", "dtype"), SOFTMAX),
    "log_softmax": Function("LogSoftmax", ("dim", "_stacklevel", "dtype"), SOFTMAX),
    "dropout": Function("Dropout", DROPOUT),
    "dropout2d": Function("Dropout2d", DROPOUT),
    "max_pool2d": Function(
        "MaxPool2d", ("kernel_size", "stride", "padding", "dilation", "ceil_mode", "return_indices")
    ),
    "avg_pool2d": Function(
        "AvgPool2d",
        ("kernel_size", "stride", "padding", "ceil_mode", "count_include_pad", "divisor_override"),
        {"divisor_override": None},
    ),
    "adaptive_avg_pool2d": Function("AdaptiveAvgPool2d", ("output_size",)),
    "adaptive_max_pool2d": Function("AdaptiveMaxPool2d", ("output_size", "return_indices")),
    "interpolate": Function(
        "Upsample",
        ("size", "scale_factor", "mode", "align_corners", "recompute_scale_factor", "antialias"),
        {"recompute_scale_factor": None, "antialias": False},
    ),
    "mean": Function("Mean", ("dim", "keepdim", "dtype"), {"keepdim": False, "dtype": None}),
    "squeeze": Function("Squeeze", ("dim",)),
    "unsqueeze": Function("Unsqueeze", ("dim",)),
}


def layers_of_call(
    name: str, args: tuple[Any, ...], options: Mapping[str, Any], training: bool
) -> tuple[Layer, ...]:
    """The layers that do one after the other what a call does; none where none do as it is called.

    ``args`` begin with the tensor. Whether it is ``training`` has to be what the module says.
    """
    function = FUNCTIONS.get(name)
    if function is None or len(args) > 1 + len(function.names):
        return ()
    given = {**dict(zip(function.names, args[1:], strict=False)), **options}
    if given.pop("training", training) is not training:
        return ()
    for argument, wanted in function.needed.items():
        if given.pop(argument, wanted) != wanted:
            return ()
    if any(LAYERS[function.kind].option(argument) is None for argument in given):
        return ()
    made = [_made(function.kind, one) for one in _one_by_one(function.kind, given)]
    return tuple(filter(None, made)) if None not in made else ()


def _one_by_one(kind: str, given: dict[str, Any]) -> list[dict[str, Any]]:
    """The arguments of each call; a mean over several dimensions is one of means over each.

    Of dimensions that are counted from one end, that comes first which leaves the others their numbers.
    """
    dims = given.get("dim")
    if kind != "Mean" or not isinstance(dims, list | tuple):
        return [{name: simple(value) for name, value in given.items()}]
    alike = all(dim < 0 for dim in dims) or all(dim >= 0 for dim in dims)
    order = sorted(dims, reverse=min(dims, default=0) >= 0)
    return [{"dim": dim} for dim in order] if alike and len(set(dims)) == len(dims) > 0 else [{}]


def _made(kind: str, given: dict[str, Any]) -> Layer | None:
    """A layer with what differs from the defaults of its constructor."""
    row = LAYERS[kind]
    defaults = inspect.signature(getattr(importlib.import_module(row.module_path), kind)).parameters
    options = {}
    for option in row.options:
        if option.name not in given:
            if option.required:
                return None
        elif option.required or given[option.name] != simple(defaults[option.name].default):
            options[option.name] = given[option.name]
    plain = all(isinstance(value, bool | int | float | str | tuple | None) for value in options.values())
    return Layer(kind, options) if plain else None


def simple(value: Any) -> Any:
    """One number where torch keeps the same number for each axis."""
    if isinstance(value, list | tuple):
        return value[0] if len(set(value)) == 1 else tuple(value)
    return value
