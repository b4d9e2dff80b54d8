"""Networks of the user's own: built once by their factory, in each process, and copied for each case."""

import copy
import sys
from collections.abc import Iterable
from contextlib import redirect_stdout
from typing import Any

import torch
from torch import nn

from fuzz.error import FuzzError
from fuzz.execution.named.find import find
from fuzz.execution.named.place import Place, raised_at
from strategies.network.imported import Imported
from strategies.network.models import grant, granted
from strategies.subject import Subject

_originals: dict[str, nn.Module] = {}


def build(subject: Subject) -> nn.Module:
    """A copy of the network that the factory has built; see `original`."""
    return copied(original(subject.model), private=True)


def receive(granted: Iterable[Imported]) -> None:
    """Let cases of this process name networks that were granted to another one, and build each.

    Raises `FuzzError` as `original` does.
    """
    for imported in granted:
        grant(imported)
        original(imported.name)


def original(name: str) -> nn.Module:
    """The network that a granted name stands for, which nobody else has, and nobody changes.

    Raises `FuzzError` where this process can't import it, or where building it raises.
    """
    if name not in _originals:
        directory = next(one.directory for one in granted() if one.name == name)
        _originals[name] = made(name, find_quietly(name, directory))
    return _originals[name]


def find_quietly(name: str, directory: str = "") -> Any:
    """What a name stands for. What its module prints at its import is none of a command's output."""
    with redirect_stdout(sys.stderr):
        return find(name, directory)


def made(name: str, found: Any) -> nn.Module:
    """The network that a factory returns, or that a name stands for. Raises `FuzzError`."""
    torch.manual_seed(0)
    try:
        with redirect_stdout(sys.stderr):
            network = found if isinstance(found, nn.Module) else found()
    except Exception as error:
        place = line_of(error)
        where = f" ({place})" if place is not None else ""
        raise FuzzError(f"{name}: building it raises {type(error).__name__}: {error}{where}") from None
    if not isinstance(network, nn.Module):
        kind = type(network).__name__
        raise FuzzError(f"{name}() returned an object of type {kind}, but a torch.nn.Module is expected")
    return network


def line_of(error: BaseException) -> Place | None:
    """The line of the user's own code in which an error was raised, if it was in one."""
    return raised_at(error.__traceback__)


def copied(network: nn.Module, *, private: bool) -> nn.Module:
    """A copy of a network and of all that its modules remember.

    Its weights share the memory of the network unless they are to be ``private``.
    """
    memo: dict[int, Any] = {}
    for weight in network.parameters():
        data = weight.detach().clone() if private else weight.detach()
        memo[id(weight)] = nn.Parameter(data, requires_grad=weight.requires_grad)
    return copy.deepcopy(network, memo)
