"""Directions: the last place of what a recurrent layer makes that runs both ways."""

from collections.abc import Iterator
from typing import Any

from torch import Tensor, nn

from fuzz.check.meaning.watch import Done
from fuzz.check.plain.observed import Misread
from fuzz.check.plain.tensor import tensors
from fuzz.check.running.recorder import Origins

TAKING = ("__getitem__", "chunk", "split", "narrow", "tensor_split", "view", "reshape", "unflatten")
"""What takes the directions apart."""


class Directions:
    """Notes where the last place is taken of both directions at once: the one that runs backwards has
    seen nothing but that place there. Taken apart, or together with the first place, it is meant."""

    def __init__(self, network: nn.Module) -> None:
        self.layers = {
            name: one
            for name, one in network.named_modules()
            if isinstance(one, nn.RNNBase) and one.bidirectional
        }
        self._made = Origins[tuple[str, int]]()
        self._taken = Origins[str]()
        self._found: dict[str, Misread] = {}
        self._meant: set[str] = set()

    def left(self, module: nn.Module, site: str, output: Any) -> None:
        """Note what such a layer has returned, with the dimension of its places."""
        made = output[0] if isinstance(output, tuple) else None
        if site in self.layers and isinstance(made, Tensor) and made.dim() == 3:
            self._made.note(made, (site, 1 if self.layers[site].batch_first else 0))

    def after(self, done: Done) -> None:
        """Note an operation that takes places, or goes on with all of them."""
        x, made = done.first, done.made
        if not self.layers or not isinstance(made, Tensor | list | tuple):
            return
        for one in tensors((done.args, done.kwargs)).values():
            if one is not x and (other := self._made.of(one)) is not None:
                self._meant.add(other[0])  # all places are used, by something else
        taken = self._taken.of(x) if x is not None else None
        if taken is not None and done.name in TAKING:
            self._meant.add(taken)
        known = self._made.of(x) if x is not None else None
        if x is None or known is None or not isinstance(made, Tensor):
            return
        site, axis = known
        if done.name == "__getitem__":
            self._take(done, x, made, site, axis)
        elif (moved := done.moved(x.dim())) is not None and made.numel() == x.numel():
            self._made.note(made, (site, moved.index(axis)))
        elif made.shape == x.shape:
            self._made.note(made, known)
        elif made.dim():
            self._meant.add(site)

    def _take(self, done: Done, x: Tensor, made: Tensor, site: str, axis: int) -> None:
        index = done.args[1] if isinstance(done.args[1], tuple) else (done.args[1],)
        whole = (
            made.shape[-1:] == x.shape[-1:]
            and not any(one is ... for one in index)
            and len(index) > axis
        )
        at, count = index[axis] if len(index) > axis else None, x.shape[axis]
        last = at in (-1, count - 1) if isinstance(at, int) else _is_last(at, count)
        if not whole or not last or count < 2:
            self._meant.add(site)
            return
        self._taken.note(made, site)
        name = type(self.layers[site]).__name__
        self._found.setdefault(site, Misread("direction", done.site, done.place, site, name))

    def misread(self) -> Iterator[Misread]:
        """What was noted and never taken apart."""
        return (one for site, one in self._found.items() if site not in self._meant)


def _is_last(at: object, count: int) -> bool:
    return isinstance(at, slice) and at.start in (-1, count - 1) and at.stop in (None, count)
