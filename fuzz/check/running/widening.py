"""Widening: the operation of a run that has made another dtype than those of the inputs, and why."""

from collections.abc import Callable, Iterator
from typing import Any

import torch
from torch import Tensor, nn

from fuzz.check.plain.at import Widened
from fuzz.check.plain.tensor import memory_of
from fuzz.execution.named.place import Place


class Widening:
    """Notes the first operation that makes another floating-point dtype of what the inputs have.

    ``named`` are parameters and buffers by their memory, which views of them have as well; ``made_at``
    says in which line a tensor was made.
    """

    def __init__(self, network: nn.Module, made_at: Callable[[Tensor], Place | None]) -> None:
        self.first: Widened | None = None
        self.dtypes = set[torch.dtype]()
        self.made_at = made_at
        self.named = dict(_named(network))

    def inputs(self, given: Iterator[Tensor]) -> None:
        """Begin a run with inputs, whose dtypes are the usual ones."""
        self.dtypes = {one.dtype for one in given if one.is_floating_point()}

    def after(self, given: tuple[Tensor, ...], made: Any, running: Callable[[], Place | None]) -> None:
        """Look at an operation and its result."""
        if not isinstance(made, Tensor) or not made.is_floating_point():
            return
        floats = [one for one in given if one.is_floating_point()]
        if self.first is not None and made.dtype in self.dtypes and len(floats) == 1:
            self.first = None  # it is converted back
        if self.first is not None or made.dtype in self.dtypes or not self.dtypes:
            return
        narrow = [one for one in floats if one.dtype in self.dtypes]
        if not narrow or narrow[0].is_meta or (len(floats) > 1 and made.dtype != torch.float64):
            return
        wide = next((one for one in floats if one.dtype == made.dtype), None)
        if torch.is_autocast_enabled("cpu") or (wide is None and len(floats) > 1):
            return
        name, kind = self._named(wide)
        self.first = Widened(
            name=name,
            kind=kind,
            converted=str(made.dtype).removeprefix("torch.") if len(floats) == 1 else "",
            made=self.made_at(wide) if wide is not None else None,
            place=running(),
        )

    def _named(self, one: Tensor | None) -> tuple[str, str]:
        """The parameter or buffer that a tensor is, or a view of; "" for others."""
        return self.named.get(memory_of(one), ("", "")) if one is not None else ("", "")

    def refused(self, given: tuple[Tensor, ...], running: Callable[[], Place | None]) -> None:
        """Look at an operation that has raised: two dtypes are none for a product of matrices."""
        wide = [one for one in given if one.dtype == torch.float64]
        narrow = [one for one in given if one.dtype in self.dtypes - {torch.float64}]
        if self.first is None and wide and narrow and torch.float64 not in self.dtypes:
            name, kind = self._named(wide[0])
            self.first = Widened(name, kind, "", self.made_at(wide[0]), running(), beside=True)


def _named(network: nn.Module) -> Iterator[tuple[int, tuple[str, str]]]:
    for name, one in network.named_buffers():
        yield memory_of(one), (name, "buffer")
    for name, parameter in network.named_parameters():
        yield memory_of(parameter), (name, "parameter")
