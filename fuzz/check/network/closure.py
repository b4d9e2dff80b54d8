"""Functions of a network, such as hooks: what they close over, and copies of them for a copy of it."""

import copy
from collections.abc import Collection, Iterator
from types import CellType, FunctionType
from typing import Any

from torch import nn

HOOKS = ("_forward_hooks", "_forward_pre_hooks", "_backward_hooks", "_backward_pre_hooks")


def functions_of(module: nn.Module) -> Iterator[FunctionType]:
    """The functions that are hooks or attributes of a module."""
    for name, value in vars(module).items():
        if name in HOOKS or not name.startswith("_"):
            yield from _functions_in(value)


def _functions_in(value: Any) -> Iterator[FunctionType]:
    if isinstance(value, FunctionType):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _functions_in(one)


def closed_over(function: FunctionType) -> Iterator[tuple[str, Any]]:
    """The variables of the functions around a function that it uses, and what they hold."""
    for name, cell in zip(function.__code__.co_freevars, function.__closure__ or (), strict=True):
        try:
            yield name, cell.cell_contents
        except ValueError:  # nothing was assigned yet
            continue


def global_containers(function: Any) -> Iterator[tuple[str, list[Any] | dict[Any, Any]]]:
    """The lists and dictionaries of its file that a function names."""
    code, there = getattr(function, "__code__", None), getattr(function, "__globals__", {})
    for name in code.co_names if code is not None else ():
        if isinstance(value := there.get(name), list | dict):
            yield name, value


def rebound(network: nn.Module, memo: dict[int, Any]) -> None:
    """Let the functions of a copy close over what was copied, not over what it is a copy of.

    ``memo`` is that of `copy.deepcopy`, which takes functions as they are: a hook of a copy would append
    to the list of the first network.
    """
    for module in network.modules():
        _rebind(vars(module), memo, [name for name in vars(module) if name in HOOKS or name[0] != "_"])


def _rebind(
    holder: dict[Any, Any] | list[Any], memo: dict[int, Any], keys: Collection[Any] | None = None
) -> None:
    """Rebind the functions in a container, and in the containers in it."""
    every: Collection[Any] = holder.keys() if isinstance(holder, dict) else range(len(holder))
    for key in list(every if keys is None else keys):
        if isinstance(holder[key], FunctionType):
            holder[key] = _rebound(holder[key], memo)
        elif isinstance(holder[key], dict | list):
            _rebind(holder[key], memo)


def _rebound(function: Any, memo: dict[int, Any]) -> Any:
    if not isinstance(function, FunctionType) or not function.__closure__:
        return function
    if id(function) in memo:
        return memo[id(function)]
    cells = tuple(CellType() for _ in function.__closure__)
    made = FunctionType(
        function.__code__, function.__globals__, function.__name__, function.__defaults__, cells
    )
    made.__kwdefaults__, made.__dict__ = function.__kwdefaults__, dict(function.__dict__)
    memo[id(function)] = made
    for old, new in zip(function.__closure__, cells, strict=True):
        try:
            content = old.cell_contents
        except ValueError:  # nothing was assigned yet
            continue
        new.cell_contents = (
            _rebound(content, memo)
            if isinstance(content, FunctionType)
            else copy.deepcopy(content, memo)
        )
    return made
