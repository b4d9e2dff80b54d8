"""Edits performed on a real network, the way people write them."""

from collections.abc import Callable
from typing import Any

import torch
from torch import nn

from fuzz.execution.vision import torchvision
from strategies.layer import Layer
from strategies.surgery import AnyEdit, Assign, Extract, Insert, Remove, Replace, Truncate

Make = Callable[[Layer], nn.Module]
"""The constructor of layers: with weights, or as a skeleton without."""


def operate(network: nn.Module, edit: AnyEdit, make: Make) -> nn.Module:
    """Make one edit and return the network, which may be a new one around the old.

    Raises whatever Python or torch raises where the edit cannot be made.
    """
    match edit:
        case Truncate():
            return nn.Sequential(*list(network.children())[: -edit.drop])
        case Extract():
            getter = torchvision.models._utils.IntermediateLayerGetter
            return getter(network, {edit.site: "out"})  # type: ignore[no-any-return]
        case Remove():
            _remove(network, edit)
        case Assign():
            setattr(module_at(network, edit.site), edit.attribute, edit.value)
        case Replace():
            _replace(network, edit, make)
        case Insert():
            return _insert(network, edit, make)
    return network


def module_at(root: nn.Module, site: str) -> Any:
    """The module at a dotted path; a number is an index into a Sequential (``layer4[0]``)."""
    for name in site.split(".") if site else ():
        root = root[int(name)] if name.isdecimal() else getattr(root, name)  # type: ignore[index]
    return root


def _parent(network: nn.Module, site: str) -> tuple[Any, str]:
    path, _, name = site.rpartition(".")
    return module_at(network, path), name


def _put(network: nn.Module, site: str, module: nn.Module | None) -> None:
    parent, name = _parent(network, site)
    if name.isdecimal():
        parent[int(name)] = module
    else:
        setattr(parent, name, module)


def _remove(network: nn.Module, edit: Remove) -> None:
    if edit.how != "delete":
        _put(network, edit.site, nn.Identity() if edit.how == "identity" else None)
        return
    parent, name = _parent(network, edit.site)
    if name.isdecimal():
        del parent[int(name)]
    else:
        delattr(parent, name)


def _replace(network: nn.Module, edit: Replace, make: Make) -> None:
    layer = make(edit.layer)
    if edit.weights == "fresh":
        _put(network, edit.site, layer)
        return
    weight = module_at(network, edit.site).weight
    _put(network, edit.site, layer)
    with torch.set_grad_enabled(edit.weights == "copied"):
        layer.weight[tuple(slice(size) for size in weight.shape)] = weight  # type: ignore[operator]


def _insert(network: nn.Module, edit: Insert, make: Make) -> nn.Module:
    layer, old = make(edit.layer), module_at(network, edit.site)
    pair = nn.Sequential(old, layer) if edit.where == "after" else nn.Sequential(layer, old)
    if not edit.site:
        return pair
    _put(network, edit.site, pair)
    return network
