"""What modules hold beside their parameters, buffers and modules: tensors in plain attributes."""

from collections.abc import Iterator
from types import FunctionType
from typing import Any, NamedTuple

from torch import Tensor, nn

from fuzz.check.code.assigned import filling
from fuzz.check.network.closure import closed_over, functions_of, global_containers
from fuzz.check.network.place import is_torchs
from fuzz.check.plain.at import Kept
from fuzz.check.plain.tensor import tensors
from fuzz.execution.named.place import Place

OWN = frozenset(vars(nn.Module()))
"""The attributes that each module has."""


class Held(NamedTuple):
    """A tensor in a plain attribute of a module, itself or in what the attribute holds."""

    owner: nn.Module
    site: str
    attribute: str
    tensor: Tensor


def held(network: nn.Module) -> Iterator[Held]:
    """All tensors in plain attributes, those of modules in lists and dictionaries included."""
    for site, module in network.named_modules():
        for attribute, value in (*_plain(module), *_of_class(module)):
            for tensor in _inside(value):
                yield Held(module, site, attribute, tensor)


class Hidden(NamedTuple):
    """A module in what a plain attribute of another holds, which no module knows of."""

    owner: nn.Module
    site: str
    attribute: str
    module: nn.Module


def hidden(network: nn.Module) -> Iterator[Hidden]:
    """All modules in plain lists and dictionaries that are not the network's as well."""
    known = {id(one) for one in network.modules()}
    for site, module in network.named_modules():
        for attribute, value in (*_plain(module), *_of_class(module)):
            for one in _modules(value):
                if id(one) not in known:
                    yield Hidden(module, site, attribute, one)


def kept(network: nn.Module) -> Iterator[Kept]:
    """What holds a tensor with its graph, and the line that has put it there: attributes of modules,
    buffers, and what their hooks close over."""
    hooks = [(site, one) for site, module in network.named_modules() for one in functions_of(module)]
    filled = filled_by_hooks(network)
    told = set[int]()
    for site, module in network.named_modules():
        for attribute, value in attributes(module):
            if _has_graph(value):
                told.add(id(value))
                name = f"self.{attribute}"
                place = filled.get(id(value)) or putting(type(module), name)
                yield Kept(f"self.{site}.{attribute}" if site else name, site, place)
    methods = [(site, one.forward) for site, one in network.named_modules() if not is_torchs(one)]
    for site, method in methods:
        for name, value in global_containers(method):
            if id(value) not in told and _has_graph(value):
                told.add(id(value))
                yield Kept(f"the global {name}", site, filling(method, name))
    for site, one in hooks:
        for name, value in closed_over(one):
            if id(value) not in told and not isinstance(value, nn.Module) and _has_graph(value):
                told.add(id(value))
                yield Kept(
                    f"{name}, which a hook of {site or 'the network'} fills,",
                    site,
                    filled.get(id(value)),
                )


def filled_by_hooks(network: nn.Module) -> dict[int, Place]:
    """The lines of hooks that put something into what they close over, by the id of that."""
    return {
        id(value): place
        for module in network.modules()
        for one in functions_of(module)
        for value, place in _filled(one)
    }


def attributes(module: nn.Module) -> Iterator[tuple[str, Any]]:
    """The plain attributes and the buffers of a module."""
    yield from _plain(module)
    yield from module._buffers.items()


def container_for(value: Any) -> str:
    """The container of torch.nn that registers what a list, a tuple or a dictionary of modules, or of
    parameters, holds; "" for anything else."""
    if not isinstance(value, dict | list | tuple) or not all(
        isinstance(one, str) for one in _keys(value)
    ):
        return ""  # nn.ModuleDict takes names alone
    form = "Dict" if isinstance(value, dict) else "List"
    parts = value.values() if isinstance(value, dict) else value
    kinds = ((nn.Module, "Module"), (nn.Parameter, "Parameter"))
    return next(
        (f"{name}{form}" for kind, name in kinds if all(isinstance(one, kind) for one in parts)), ""
    )


def _keys(value: Any) -> Iterator[Any]:
    return iter(value) if isinstance(value, dict) else iter(())


def _plain(module: nn.Module) -> Iterator[tuple[str, Any]]:
    return ((name, value) for name, value in vars(module).items() if name not in OWN)


def _of_class(module: nn.Module) -> Iterator[tuple[str, Any]]:
    """What the classes of a module have made in their bodies: it is no part of any object of theirs."""
    for kind in type(module).__mro__[: type(module).__mro__.index(nn.Module)]:
        for name, value in vars(kind).items():
            own = getattr(module, name, None) is value
            if own and isinstance(value, nn.Module | Tensor):
                yield name, value


def _modules(value: Any) -> Iterator[nn.Module]:
    if isinstance(value, nn.Module):
        yield value
    elif isinstance(value, dict | list | tuple):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _modules(one)


def _inside(value: Any) -> Iterator[Tensor]:
    if isinstance(value, nn.Module):
        yield from value.parameters()
    elif isinstance(value, dict):
        for one in value.values():
            yield from _inside(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _inside(one)
    elif isinstance(value, Tensor):
        yield value


def _has_graph(value: Any) -> bool:
    return any(one.grad_fn is not None for one in tensors(value).values())


def _filled(function: FunctionType) -> Iterator[tuple[Any, Place]]:
    for name, value in closed_over(function):
        if isinstance(value, list | dict) and (place := filling(function, name)) is not None:
            yield value, place


def putting(kind: type, name: str) -> Place | None:
    """The first line outside of __init__() that assigns an attribute, or puts something into it."""
    methods = (
        function
        for one in kind.__mro__
        for method, function in vars(one).items()
        if isinstance(function, FunctionType) and method != "__init__"
    )
    return next((place for one in methods if (place := filling(one, name)) is not None), None)
