"""Widening: the operation of a run that has made a wider dtype than those of the inputs, and why."""

from collections.abc import Callable, Iterator
from typing import Any

import torch
from torch import Tensor, nn

from fuzz.check.place import Place
from fuzz.check.probe import Widened


class Widening:
    """Notes the first operation whose result is float64, or wider than all floating-point inputs.

    ``named`` are parameters and buffers by the ids of their tensors; ``made_at`` says in which line a
    tensor was made.
    """

    def __init__(self, network: nn.Module, made_at: Callable[[Tensor], Place | None]) -> None:
        self.first: Widened | None = None
        self.most = 0
        self.made_at = made_at
        self.named = dict(_named(network))

    def inputs(self, given: Iterator[Tensor]) -> None:
        """Begin a run with inputs: what they are made of is no wider than they are."""
        self.most = max((one.element_size() for one in given if one.is_floating_point()), default=0)

    def after(self, given: tuple[Tensor, ...], made: Any, running: Callable[[], Place | None]) -> None:
        """Look at an operation and its result."""
        if self.first is not None or not isinstance(made, Tensor) or made.dtype != torch.float64:
            return
        floats = [one for one in given if one.is_floating_point()]
        narrow = [one for one in floats if one.dtype != made.dtype]
        if not narrow or made.element_size() <= self.most or narrow[0].is_meta:
            return
        wide = next((one for one in floats if one.dtype == made.dtype), None)
        name, kind = self.named.get(id(wide), ("", ""))
        self.first = Widened(
            name=name,
            kind=kind,
            converted=wide is None,
            made=self.made_at(wide) if wide is not None else None,
            place=running(),
        )


def _named(network: nn.Module) -> Iterator[tuple[int, tuple[str, str]]]:
    for name, one in network.named_buffers():
        yield id(one), (name, "buffer")
    for name, parameter in network.named_parameters():
        yield id(parameter), (name, "parameter")
