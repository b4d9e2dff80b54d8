"""Source: where a network comes from, and new ones of it for each run."""

import copy
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import torch
from torch import nn
from torch.nn.parameter import is_lazy

from fuzz.check.network.building import UNSEEN, Built, building
from fuzz.check.network.closure import rebound
from fuzz.check.network.overwritten import Overwritten, overwritten
from fuzz.check.network.place import Places, files_of
from fuzz.error import FuzzError
from fuzz.execution.construction import HOOKS


@dataclass
class Source:
    """A network that is built once, and copied for each run.

    All is copied, weights as well, since some networks modify them in forward(); and so is what hooks
    close over. So no run sees what another did, and none changes the network that it is a copy of.
    """

    name: str
    network: nn.Module
    built: Built = UNSEEN
    again: Callable[[], nn.Module] | None = None
    """Builds another, where a network can't be copied."""

    @property
    def places(self) -> Places:
        """Where its modules were made."""
        return self.built.places

    @property
    def gone(self) -> tuple[Overwritten, ...]:
        """What is overwritten while it is built, as it is seen by building it once more."""
        files = files_of(self.network, self.places)
        return tuple(overwritten(self.network, files, self.again)) if self.again is not None else ()

    def fresh(self) -> nn.Module:
        """A new network with the same weights."""
        if self.again is not None and any(map(_is_compiled, self.network.modules())):
            return self._rebuilt(self.again)
        memo: dict[int, Any] = {
            id(one): nn.Parameter(one.detach().clone(), requires_grad=one.requires_grad)
            for one in self.network.parameters()
            if not is_lazy(one)
        }
        memo |= {id(one): type(one)() for one in _empty_hooks(self.network)}
        try:
            made = copy.deepcopy(self.network, memo)
        except Exception:
            if self.again is None:
                raise
            return self._rebuilt(self.again)
        rebound(made, memo)
        return made

    @property
    def is_lazy(self) -> bool:
        """Whether it has layers that get their sizes from the first input."""
        return any(map(is_lazy, (*self.network.parameters(), *self.network.buffers())))

    def materialise(self, args: Any, kwargs: Any) -> None:
        """Give lazy layers their sizes, by an input that is known to work."""
        modes = {one: one.training for one in self.network.modules()}
        torch.manual_seed(0)
        with torch.no_grad():
            self.network.eval()(*args, **kwargs)
        for module, mode in modes.items():
            module.training = mode

    def _rebuilt(self, again: Callable[[], nn.Module]) -> nn.Module:
        torch.manual_seed(0)
        return again()


def _empty_hooks(network: nn.Module) -> Iterator[dict[Any, Any]]:
    """The dictionaries of hooks without any, which copy.deepcopy() would take most of its time for."""
    for module in network.modules():
        yield from (module.__dict__[name] for name in HOOKS if module.__dict__.get(name) == {})


def _is_compiled(module: nn.Module) -> bool:
    """Whether a copy of a module would have parameters that are none."""
    return isinstance(module, torch.jit.ScriptModule)


def source_of(made: Any, name: str = "") -> Source:
    """The source of a network, of a class that needs no arguments, or of a function that returns one.

    Raises `FuzzError` where it is none of these, needs arguments, or is a network that can't be copied;
    what building it raises is raised as it is.
    """
    if isinstance(made, nn.Module):
        return Source(name or type(made).__name__, _copied(made, name or type(made).__name__))
    if not callable(made):
        raise FuzzError(f"{name or made!r} is neither a network nor a function that returns one")
    name = name or getattr(made, "__name__", type(made).__name__)
    if needed := _needed(made):
        raise FuzzError(_lacking(made, name, needed))
    torch.manual_seed(0)
    with building() as built:
        network = made()
    if not isinstance(network, nn.Module):
        kind = type(network).__name__
        raise FuzzError(f"{name}() returned an object of type {kind}, but a torch.nn.Module is expected")
    return Source(name, network, built(network), made)


def _needed(made: Callable[..., Any]) -> tuple[str, ...]:
    """The arguments without which something can't be called, by their names."""
    try:
        given = inspect.signature(made).parameters.values()
    except (TypeError, ValueError):
        return ()
    named = (one for one in given if one.kind not in (one.VAR_POSITIONAL, one.VAR_KEYWORD))
    return tuple(one.name for one in named if one.default is one.empty)


def _lacking(made: Callable[..., Any], name: str, needed: tuple[str, ...]) -> str:
    """What to do where a class or a function is named that can't be called without arguments."""
    have = "have no default" if needed[1:] else "has no default"
    own = getattr(made, "__name__", "Network")
    call = f"{own}({', '.join(f'{one}=...' for one in needed)})"
    return (
        f"{name} is called without arguments, but {' and '.join(needed)} {have}: give them in a function"
        f" of your own, build = lambda: {call}, and name that: MODULE:build, or check(build)"
    )


def _copied(network: nn.Module, name: str) -> nn.Module:
    try:
        return copy.deepcopy(network)
    except Exception as error:
        raise FuzzError(
            f"{name} can't be copied, and would be changed by being run ({type(error).__name__}:"
            f" {error}); name a function that builds it"
        ) from None
