"""describe(): a real network as plain data: its module tree, and its forward followed."""

import inspect
from collections.abc import Iterator
from typing import Any

import torch
from msgspec.structs import replace
from torch import Tensor, nn

from fuzz.execution.library.follow import follow
from strategies.layer import LAYERS
from strategies.network.described import Described, Description
from strategies.network.program import Call, Program

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


def _described(module: nn.Module, calls: Calls, programs: _Programs) -> Described:
    kind = type(module).__name__
    if _is_layer(module):
        return Described(kind, options=dict(_options(module)))
    args, options = calls.get(module, ((), {}))
    children = {
        name: None if child is None else _described(child, calls, programs)
        for name, child in module._modules.items()
    }
    return Described(kind, program=programs.name(kind, follow(module, args, options)), children=children)


def _is_layer(module: nn.Module) -> bool:
    kind = LAYERS.get(type(module).__name__)
    return kind is not None and type(module).__module__.startswith(kind.module_path)


def _options(module: nn.Module) -> Iterator[tuple[str, Any]]:
    """The options of a layer that differ from the defaults of its constructor."""
    defaults = inspect.signature(type(module)).parameters
    for option in LAYERS[type(module).__name__].options:
        value = simple(getattr(module, option.name))
        if option.required or value != simple(defaults[option.name].default):
            yield option.name, value


def simple(value: Any) -> Any:
    """One number where torch keeps the same number for each axis; a bias is there, or it is not."""
    if isinstance(value, tuple):
        return value[0] if len(set(value)) == 1 else value
    return value is not None if isinstance(value, Tensor | None) else value
