"""A module of torch as the layer that rules are about: its class, and its options read back from it."""

import inspect
from functools import lru_cache
from typing import Any

from torch import nn
from torch.nn.utils.parametrize import type_before_parametrizations

from strategies.layer import LAYERS, Layer
from strategies.layer.kind import Option
from strategies.value import Value

UNREAD: Any = object()


def layer_of(module: nn.Module) -> Layer | None:
    """The layer that a module is; None where its class has no rules, or an option can't be read back.

    A class that inherits from one of torch may do anything, so that it has no rules either; but for
    that which torch itself makes of a layer whose weights are parametrized, as by `spectral_norm`.
    """
    made = type_before_parametrizations(module)
    kind = LAYERS.get(made.__name__)
    if kind is None or made.__module__.partition(".")[0] not in ("torch", "torchvision"):
        return None
    options: dict[str, Value] = {}
    defaults = _defaults(made)
    for option in kind.options:
        value = _read(module, option)
        if value is UNREAD and option.required:
            return None
        if value is not UNREAD and (option.required or value != defaults.get(option.name, UNREAD)):
            options[option.name] = value
    return Layer(kind.name, options)


def layers_below(module: nn.Module, names: dict[int, str]) -> dict[str, Layer]:
    """The layers inside of a module, by the ``names`` of modules; an empty nn.Sequential is one that
    gives on what it is given."""
    there = {names[id(one)]: one for one in module.modules() if one is not module and id(one) in names}
    own = {name: Layer("Identity") if _is_empty(one) else layer_of(one) for name, one in there.items()}
    return {name: layer for name, layer in own.items() if layer is not None}


def _is_empty(module: nn.Module) -> bool:
    return type(module) is nn.Sequential and not len(module)


@lru_cache(maxsize=256)
def _defaults(kind: Any) -> dict[str, Any]:
    parameters = inspect.signature(kind.__init__).parameters.values()
    return {one.name: one.default for one in parameters if one.default is not one.empty}


def _read(module: nn.Module, option: Option) -> Any:
    """The value of an option, as plain data."""
    if option.name == "bias" and isinstance(getattr(module, "bias", None), nn.Parameter | None):
        return getattr(module, "bias", None) is not None
    value = getattr(module, option.name, UNREAD)
    if isinstance(value, list | tuple):
        value = tuple(value)
        if value and all(one == value[0] for one in value) and option.name != "normalized_shape":
            value = value[0]
    plain = isinstance(value, bool | int | float | str | None)
    whole = isinstance(value, tuple) and all(isinstance(one, int) for one in value)
    return value if plain or whole else UNREAD
