"""modifying(): the operation that modifies in place what the backward pass needs as it was."""

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn
from torch.overrides import TorchFunctionMode

from fuzz.check.network.place import is_torchs, running_in
from fuzz.check.plain.tensor import tensors
from fuzz.check.running.run import Ran
from fuzz.execution.named.place import Place, running_at

VERSIONS = re.compile(r"\[[\w.]+ \[([\d, ]*)\]\].*is at version (\d+); expected version (\d+)")


class Modifying(NamedTuple):
    """An operation that modifies in place, its line, and the layer of torch that runs it, if any."""

    op: str
    place: Place | None
    site: str


class _Event(NamedTuple):
    storage: int
    version: int
    """That of the tensor afterwards."""
    op: str
    place: Place | None
    module: nn.Module | None


class _Saved(NamedTuple):
    tensor: Tensor
    version: int


class _Watch(TorchFunctionMode):
    """Notes what is saved for the backward pass, and each operation that modifies a tensor in place.

    Each tensor has a counter of its modifications, which its views share: so an operation is known by
    what it does, whatever its name.
    """

    def __init__(self) -> None:
        super().__init__()
        self.saved: list[_Saved] = []
        self.events: list[_Event] = []

    def pack(self, tensor: Tensor) -> Tensor:
        alias = tensor.detach()
        self.saved.append(_Saved(alias, alias._version))
        return alias

    def __torch_function__(self, func: Any, _: Any, args: Any = (), kwargs: Any = None) -> Any:
        given = [*tensors(args).values(), *tensors(kwargs).values()]
        before = [one._version for one in given]
        made = func(*args, **(kwargs or {}))
        for one, version in zip(given, before, strict=True):
            if one._version != version:
                op = getattr(func, "__name__", str(func))
                self.events.append(_Event(_storage(one), one._version, op, running_at(), running_in()))
        return made


def modifying(message: str, network: nn.Module, again: Callable[[nn.Module], Ran]) -> Modifying | None:
    """The first operation that modified what a message is about after it was saved; None where there is
    none, as where its values alone were changed."""
    watch = _Watch()
    with watch, torch.autograd.graph.saved_tensors_hooks(watch.pack, lambda one: one):
        again(network)
    for saved in _told_of(message, watch.saved):
        for event in watch.events:
            if event.storage == _storage(saved.tensor) and event.version > saved.version:
                return Modifying(event.op, event.place, _site(network, event.module))
    return None


def _told_of(message: str, saved: list[_Saved]) -> Iterator[_Saved]:
    """The saved tensors that a message may be about: of its shape, saved and now at its versions."""
    told = VERSIONS.search(message)
    for one in saved:
        if one.tensor._version == one.version:
            continue
        shape = ", ".join(map(str, one.tensor.shape))
        if told is None or (shape, str(one.version)) == (told[1], told[3]):
            yield one


def _site(network: nn.Module, module: nn.Module | None) -> str:
    if not is_torchs(module):
        return ""
    return next((name for name, one in network.named_modules() if one is module), "")


def _storage(tensor: Tensor) -> int:
    return tensor.untyped_storage().data_ptr()
