"""Linear: two linear layers of one kind with nothing in between, which are one."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import torch
from torch import nn

from fuzz.check.meaning.undone import ASKING
from fuzz.check.meaning.watch import Done
from fuzz.check.plain.observed import Misread
from fuzz.check.plain.tensor import tensors
from fuzz.check.running.recorder import Origins

KINDS = {"linear": "Linear", "conv1d": "Conv1d", "conv2d": "Conv2d", "conv3d": "Conv3d"}
"""The layers that are one linear function, by their operations."""


class _Layer(NamedTuple):
    """A layer by its path: the shape of its weight is (features made, features given, *kernel);
    ``readers`` are the operations that were given what it has made."""

    site: str
    kind: str
    weight: torch.Size
    readers: list[str]


class Linear:
    """Notes a layer of a network that is given what another one of its kind has made, of one parent.

    A first layer that makes fewer features than the second returns, and than it is given, is a
    factorisation of one; else both together are no more than one of them, where nothing else reads what
    the first has made.
    """

    def __init__(self, network: nn.Module) -> None:
        self._names = {id(one): name for name, one in network.named_parameters()}
        self._made = Origins[_Layer | None]()
        self._found: dict[str, tuple[_Layer, Misread]] = {}

    def after(self, done: Done) -> None:
        """Note an operation that is all of a linear layer."""
        for one in tensors((done.args, done.kwargs)).values():
            passes = done.name in ASKING or done.made is one  # as dropout in eval mode
            if (maker := self._made.of(one)) is not None and not passes:
                maker.readers.append(done.name)
        if done.written and done.first is not None:
            self._made.note(done.first, None)  # as by an activation in place
        weight = done.option("weight", 1)
        name = self._names.get(id(weight), "")
        if done.first is None or done.name not in KINDS or not name or _is_grouped(done):
            return
        layer = _Layer(name.rpartition(".")[0], KINDS[done.name], weight.shape, [])
        before = self._made.of(done.first)
        if before is not None and before.site != layer.site and _are_one(before, layer):
            told = Misread("linear", layer.site, None, before.site, layer.kind)
            self._found[layer.site] = before, told
        self._made.note(done.made, layer)

    def left(self, module: nn.Module, site: str, output: Any) -> None:
        """Nothing is noted of modules."""

    def misread(self) -> Iterator[Misread]:
        """All that was noted, by its layer."""
        return (told for before, told in self._found.values() if len(before.readers) == 1)


def _is_grouped(done: Done) -> bool:
    return done.name != "linear" and done.option("groups", 6) not in (None, 1)


def _are_one(first: _Layer, second: _Layer) -> bool:
    alike = (first.kind, first.weight[2:]) == (second.kind, second.weight[2:])
    parents = {one.site.rpartition(".")[0] for one in (first, second)}
    return alike and len(parents) == 1 and first.weight[0] >= min(first.weight[1], second.weight[0])
