"""visits(): where a constructor goes through its layers while there are none yet."""

import ast
import copy
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import CodeType
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn

from fuzz.check.code.tree import at_line
from fuzz.execution.named.place import Place, is_users, place_of

GOING = ("modules", "named_modules", "children", "named_children", "parameters", "named_parameters")
"""What a loop goes through; apply() does by itself."""


class Early(NamedTuple):
    """A call that goes through a module (its class is ``kind``) before it has any of its layers; whether
    it is in a loop. That it would change them now was seen by doing it."""

    call: str
    kind: str
    site: str
    place: Place
    modules: int


class _Visit(NamedTuple):
    module: nn.Module
    name: str
    place: Place
    code: CodeType
    function: Callable[[nn.Module], Any] | None
    empty: bool


Visits = list[_Visit]


@contextmanager
def visits() -> Iterator[Visits]:
    """Note which lines of the user's go through the layers of a module, in all that is built."""
    noted: Visits = []
    own = {name: getattr(nn.Module, name) for name in ("apply", *GOING)}

    def noting(name: str) -> Callable[..., Any]:
        def visit(module: nn.Module, *args: Any, **kwargs: Any) -> Any:
            frame = sys._getframe(1)
            if is_users(frame.f_code.co_filename):
                function = args[0] if name == "apply" and args else None
                place = place_of(frame.f_code.co_filename, frame.f_lineno)
                own_ones = name in ("parameters", "named_parameters") and module._parameters
                empty = not own_ones and not _parameters(module)
                noted.append(_Visit(module, name, place, frame.f_code, function, empty))
            return own[name](module, *args, **kwargs)

        return visit

    for name in own:
        setattr(nn.Module, name, noting(name))
    try:
        yield noted
    finally:
        for name, method in own.items():
            setattr(nn.Module, name, method)


def _parameters(module: nn.Module) -> bool:
    """Whether a module has any below it; asked without the methods that are watched."""
    return any(
        one._parameters or _parameters(one) for one in module._modules.values() if one is not None
    )


def early(network: nn.Module, noted: Visits) -> Iterator[Early]:
    """The visits that found no layers, where all of them were made afterwards, and would have changed
    them; not those that were made again later."""
    sites = {id(one): site for site, one in network.named_modules()}
    again = {(id(one.module), one.place) for one in noted if not one.empty}
    run_again = {(id(one.module), one.code) for one in noted if not one.empty}
    applied = [one.function for one in noted if one.function is not None and not one.empty]
    for one in noted:
        key = id(one.module)
        made = key in sites and _parameters(one.module)
        repeated = (key, one.place) in again or (key, one.code) in run_again or one.function in applied
        if one.empty and made and not repeated and _has_effect(one):
            count = sum(1 for other in one.module.modules() if other is not one.module)
            yield Early(one.name, type(one.module).__name__, sites[key], one.place, count)


def _has_effect(one: _Visit) -> bool:
    """Whether it does anything to the layers that there are now, as a copy shows."""
    method = getattr(type(one.module), one.code.co_name, None)
    if one.function is None:
        loops = any(node.lineno == one.place.line for node in at_line(one.place, ast.For))
        if not loops:
            return False
        if one.code.co_name == "__init__":
            return one.name in ("parameters", "named_parameters", "children", "named_children")
        if getattr(method, "__code__", None) is not one.code or one.code.co_argcount != 1:
            return False
    try:
        module = copy.deepcopy(one.module)
        before = _state(module)
        with torch.random.fork_rng(devices=()):
            if one.function is not None:
                module.apply(one.function)
            elif method is not None:
                method(module)
    except Exception:  # what it does to a whole network is not known
        return False
    return not _are_same(before, _state(module))


def _state(module: nn.Module) -> dict[str, Any]:
    there: dict[str, Any] = {name: one.detach().clone() for name, one in module.state_dict().items()}
    there |= {f"{name}?": one.requires_grad for name, one in module.named_parameters()}
    return there | {f"{name}!": one.training for name, one in module.named_modules()}


def _are_same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    def same(name: str) -> bool:
        first, second = one[name], other[name]
        return torch.equal(first, second) if isinstance(first, Tensor) else bool(first == second)

    return one.keys() == other.keys() and all(map(same, one))
