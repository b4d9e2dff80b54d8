"""Discarded: results that no name gets, of what changes nothing."""

from collections.abc import Iterator
from typing import Any

from torch import Tensor, nn

from fuzz.check.code.statement import bare_call
from fuzz.check.meaning.watch import Done
from fuzz.check.plain.observed import Misread

CONVERTING = ("to", "cuda", "cpu", "type", "type_as", "float", "double", "half", "contiguous")
"""What may return the tensor itself, and changes nothing of it."""


class Discarded:
    """Notes statements that are the call of an operation, or of a layer of torch's without buffers and
    hooks, and nothing else: what it makes is gone with the line."""

    def __init__(self) -> None:
        self._found: dict[str, Misread] = {}

    def after(self, done: Done) -> None:
        """Note an operation, if nothing takes what it has made."""
        made = done.made
        in_place = done.written or (done.name.endswith("_") and not done.name.endswith("__"))
        if in_place or not isinstance(made, Tensor) or done.kwargs.get("out") is not None:
            return
        place = done.place
        called = bare_call(place) if place is not None else None
        if called is None or place is None or str(place) in self._found:
            return
        if _is_operation(done, called) or _is_layer(done, called):
            self._found[str(place)] = Misread("discarded", done.site, place, called)

    def left(self, module: nn.Module, site: str, output: Any) -> None:
        """Nothing is noted of modules."""

    def misread(self) -> Iterator[Misread]:
        """All that was noted, by its line."""
        return iter(self._found.values())


def _is_operation(done: Done, called: str) -> bool:
    """Whether the statement calls the operation itself, and no module or method of the user's that is
    given what it makes."""
    if any(done.made is one for one in done.args) and done.name not in CONVERTING:
        return False
    own = _resolved(done.owner, called)
    is_of_module = isinstance(own, nn.Module) or isinstance(getattr(own, "__self__", None), nn.Module)
    return done.layer is None and not is_of_module and called.rpartition(".")[2] == done.name


def _is_layer(done: Done, called: str) -> bool:
    """Whether the statement calls the layer that runs, which does nothing beside what it returns."""
    layer = done.layer
    if layer is None or _resolved(done.owner, called) is not layer:
        return False
    hooked = any(one._forward_hooks or one._forward_pre_hooks for one in layer.modules())
    return not hooked and next(layer.buffers(), None) is None


def _resolved(owner: Any, called: str) -> Any:
    """What is written so in a method of a module; None where that is not known."""
    first, *names = called.split(".")
    for name in names if first == "self" else ():
        owner = getattr(owner, name, None)
    return owner if first == "self" else None
