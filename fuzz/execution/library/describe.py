"""describe(): a real network as plain data: its module tree, and its forward followed."""

import inspect
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch
from msgspec.structs import replace
from torch import Tensor, nn

from fuzz.execution.library.follow import Unfollowed, follow
from fuzz.execution.named.place import Place, is_library, place_of
from strategies.layer import LAYERS
from strategies.network.described import Described, Description
from strategies.network.node import below
from strategies.network.program import SEQUENTIAL, Call, Program

Calls = dict[nn.Module, tuple[tuple[Any, ...], dict[str, Any]]]


def describe(network: nn.Module, x: Tensor, made_from: str) -> Description:
    """The description of a network, from one run of it on an input.

    Raises `Unfollowed` where its forward can't be said in steps, or a layer is none of `LAYERS`.
    """
    calls = _calls(network, x)
    programs = _Programs()
    described = _described(network, calls, programs)
    return Description(made_from=made_from, programs=programs.by_name, network=described)


def _calls(network: nn.Module, x: Tensor) -> Calls:
    """What each module is called with, the first time; lists are not called."""
    calls: Calls = {}
    handles = [
        module.register_forward_pre_hook(
            lambda module, args, options: calls.setdefault(module, (args, options)) and None,
            with_kwargs=True,
        )
        for module in network.modules()
    ]
    with torch.no_grad():
        network(x)
    for handle in handles:
        handle.remove()
    return calls


class _Programs:
    """The programs of a network by name: modules of one class share theirs."""

    def __init__(self) -> None:
        self.by_name: dict[str, Program] = {}

    def name(self, kind: str, program: Program) -> str:
        """The name of a program of a class, merged with that which the class has already."""
        for number in range(len(self.by_name) + 1):
            name = f"{kind}{number or ''}"
            if name not in self.by_name:
                self.by_name[name] = program
                return name
            merged = _merged(self.by_name[name], program)
            if merged is not None:
                self.by_name[name] = merged
                return name
        raise AssertionError


def _merged(one: Program, other: Program) -> Program | None:
    """A program that is both, with the calls that only one of them has optional."""
    longer, shorter = (one, other) if len(one) >= len(other) else (other, one)
    optional = {step.child for step in longer if isinstance(step, Call)} - {
        step.child for step in shorter if isinstance(step, Call)
    }
    merged = tuple(
        replace(step, optional=True) if isinstance(step, Call) and step.child in optional else step
        for step in longer
    )
    return merged if _plain(merged, optional) == _plain(shorter, frozenset()) else None


def _plain(program: Program, absent: Any) -> list[dict[str, Any]]:
    """The steps without some calls, where what these assign to is what they read."""
    same, steps = dict[str, str](), []
    for step in program:
        fields = {name: getattr(step, name) for name in step.__struct_fields__ if name != "optional"}
        for name in ("x", "other"):
            if name in fields:
                fields[name] = same.get(fields[name], fields[name])
        if isinstance(step, Call) and step.child in absent:
            same[step.to] = fields["x"]
            continue
        same.pop(fields.get("to", ""), None)
        steps.append({"do": type(step).__name__, **fields})
    return steps


def _described(module: nn.Module, calls: Calls, programs: _Programs, site: str = "") -> Described:
    kind = type(module).__name__
    if _is_layer(module):
        with _of(module, site):
            return Described(kind, options=_options(module), frozen=_is_frozen(module))
    children = {
        name: None if child is None else _described(child, calls, programs, below(site, name))
        for name, child in module._modules.items()
    }
    with _of(module, site):
        program = _program(module, calls)
    named = _named(kind, module)
    return Described(named, program=programs.name(named, program), children=children)


def _named(kind: str, module: nn.Module) -> str:
    """The class of a module, by another name where a layer that it is not has that."""
    return f"{kind}Block" if kind in LAYERS else kind


def _program(module: nn.Module, calls: Calls) -> Program:
    """What a module does; of one that is never called, nothing is known, nor needed."""
    if module not in calls:
        return SEQUENTIAL
    return follow(module, *calls[module])


@contextmanager
def _of(module: nn.Module, site: str) -> Iterator[None]:
    """Say of a module that can't be followed which one it is, and where its class is."""
    try:
        yield
    except Unfollowed as error:
        what = f"{site or 'the network'} ({type(module).__name__})"
        raise Unfollowed(f"{what}: {error}", error.place or _class_of(module)) from None


def _class_of(module: nn.Module) -> Place | None:
    try:
        file, line = inspect.getsourcefile(type(module)), inspect.getsourcelines(type(module))[1]
    except (OSError, TypeError):
        return None
    return place_of(file, line) if file is not None and is_library(file) else None


def _is_layer(module: nn.Module) -> bool:
    kind = LAYERS.get(type(module).__name__)
    return kind is not None and type(module).__module__.startswith(kind.module_path)


def _is_frozen(module: nn.Module) -> bool:
    """Whether none of its parameters requires grad. Raises `Unfollowed` where only some do."""
    trained = {weight.requires_grad for weight in module.parameters()}
    if len(trained) > 1:
        raise Unfollowed("some of its parameters require grad, and others do not")
    return trained == {False}


def _options(module: nn.Module) -> dict[str, Any]:
    """The options of a layer that differ from the defaults of its constructor.

    Raises `Unfollowed` where it has others as well, as a layer with these says of itself.
    """
    kind = type(module)
    row, defaults = LAYERS[kind.__name__], inspect.signature(kind).parameters
    try:
        given = {option.name: _is_there(getattr(module, option.name)) for option in row.options}
        with torch.device("meta"), warnings.catch_warnings(action="ignore"):
            same = repr(kind(**given)) == repr(module)
    except (AttributeError, TypeError, ValueError):
        same = False
    if not same:
        raise Unfollowed(f"it has options that are not known here: {repr(module).splitlines()[0]}")
    return {
        option.name: simple(given[option.name])
        for option in row.options
        if option.required
        or simple(given[option.name]) != simple(_is_there(defaults[option.name].default))
    }


def _is_there(value: Any) -> Any:
    """Whether there is a bias, where that is what a layer keeps of its option."""
    return True if isinstance(value, Tensor) else value


def simple(value: Any) -> Any:
    """One number where torch keeps the same number for each axis; what is None is not there."""
    if isinstance(value, tuple):
        return value[0] if len(set(value)) == 1 else value
    return False if value is None else value
