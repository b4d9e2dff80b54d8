"""Trail: the operations of one run, by which memory each reads and writes, and their lines."""

from collections.abc import Iterable
from typing import Any, NamedTuple

import torch
from torch import Tensor
from torch.overrides import TorchFunctionMode

from fuzz.check.plain.tensor import memory_of, tensors
from fuzz.execution.named.place import Place, running_at

READING = ("item", "tolist", "numpy", "__float__", "__int__", "__bool__", "__index__", "__array__")
"""Operations that make numbers of Python's or numpy's of a tensor, which can't be followed."""

OF_LIST = "tensor_of_list"
"""torch.tensor() of several tensors, in place of torch.stack()."""


class Event(NamedTuple):
    """An operation: the memory that it reads, and that it writes.

    ``cuts`` is whether it makes of what has a gradient what has none, ``reads`` whether it takes values
    out of tensors altogether; ``shut`` is whether gradients are disabled there.
    """

    name: str
    place: Place | None
    given: frozenset[int]
    made: frozenset[int]
    graded: frozenset[int]
    cuts: bool
    reads: bool
    shut: bool


class Trail(TorchFunctionMode):
    """Notes each operation. All tensors are kept, so that no memory is used again."""

    def __init__(self) -> None:
        super().__init__()
        self.events: list[Event] = []
        self.nodes: dict[Any, tuple[str, Place | None]] = {}
        """The operation and the line of each node of the graph that is the last of an operation."""
        self._alive: list[Tensor] = []

    def __torch_function__(self, func: Any, _: Any, args: Any = (), kwargs: Any = None) -> Any:
        given = [*tensors(args).values(), *tensors(kwargs or {}).values()]
        before = [(one._version, one.requires_grad) for one in given]
        made = func(*args, **(kwargs or {}))
        name, place = getattr(func, "__name__", str(func)), None
        if name == "tensor" and args and isinstance(args[0], list | tuple):
            name = OF_LIST
        out = list(tensors(made).values()) if not isinstance(made, torch.Size) else []
        reads = name in READING
        if given and (out or reads):
            place = running_at()
            written = [one for one, (old, _) in zip(given, before, strict=True) if one._version != old]
            new = [*out, *written]
            graded = [one for one, (_, asks) in zip(given, before, strict=True) if asks]
            cuts = bool(graded) and not any(one.requires_grad for one in new)
            memories = (memories_of(given), memories_of(new), memories_of(graded))
            shut = not torch.is_grad_enabled()
            self.events.append(Event(name, place, *memories, cuts, reads, shut))
            self._alive += [*given, *new]
            for one in new:
                if one.grad_fn is not None:
                    self.nodes.setdefault(one.grad_fn, (name, place))
        return made

    def reached(self, start: Iterable[int], since: int = 0) -> tuple[list[int], set[int]]:
        """The operations that depend on some memory, by their numbers, and all memory that does."""
        reached, found = set(start), []
        for number, event in enumerate(self.events[since:], since):
            if event.given & reached:
                found.append(number)
                reached |= event.made
        return found, reached


def memories_of(those: Iterable[Tensor]) -> frozenset[int]:
    """The memory of tensors: views share it, and what modifies one in place keeps it."""
    return frozenset(map(memory_of, those))
