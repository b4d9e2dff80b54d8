"""Again: a function that is applied to what such a function has made already."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from torch import Tensor, nn

from fuzz.check.meaning.attention import LIKE
from fuzz.check.meaning.order import RESHAPING
from fuzz.check.meaning.watch import Done
from fuzz.check.plain.observed import Misread
from fuzz.check.running.recorder import Origins
from fuzz.execution.named.place import Place

FIRST = ("softmax", "log_softmax", "sigmoid", "batch_norm", "relu")

PAIRS = {
    ("softmax", "softmax"),
    ("softmax", "log_softmax"),
    ("sigmoid", "sigmoid"),
    ("sigmoid", "logsigmoid"),
    ("log_softmax", "log_softmax"),
    ("batch_norm", "batch_norm"),
    ("relu", "sigmoid"),
    ("relu", "softmax"),
    ("relu", "log_softmax"),
    ("sigmoid", "softmax"),
    ("softmax", "sigmoid"),
}
"""What is applied to what another has made, with nothing in between."""


class _Made(NamedTuple):
    name: str
    dim: int | None
    site: str
    place: Place | None


class Again:
    """Notes a softmax of probabilities, a sigmoid of a sigmoid and the like. A softmax over two
    dimensions in turn is meant, as where rows and columns are to have a sum of 1. Where a ReLU comes
    first, that is the one to be left out."""

    def __init__(self) -> None:
        self._made = Origins[_Made]()
        self._found: dict[str, Misread] = {}

    def after(self, done: Done) -> None:
        """Note an operation and what it is applied to."""
        x, made, name = done.first, done.made, done.name.rstrip("_")
        if x is None or not isinstance(made, Tensor):
            return
        before = self._made.of(x)
        dim = _dim(done, x)
        place = done.place if done.layer is None else None  # else the line that made the layer
        if before is not None and (before.name, name) in PAIRS and _are_alike(dim, before.dim):
            site, at = (before.site, before.place) if before.name == "relu" else (done.site, place)
            self._found[f"{site} {at}"] = Misread("again", site, at, name, before.name)
        if name in FIRST:
            self._made.note(made, _Made(name, dim, done.site, place))
        elif before is not None and _is_kept(done, before, x, made):
            self._made.note(made, before)

    def left(self, module: nn.Module, site: str, output: Any) -> None:
        """Nothing is noted of modules."""

    def misread(self) -> Iterator[Misread]:
        """All that was noted, by its line."""
        return iter(self._found.values())


def _is_kept(done: Done, before: _Made, x: Tensor, made: Tensor) -> bool:
    """Whether what was made is the same values, in another shape where no dimension has a meaning."""
    if before.dim is None and done.name in RESHAPING:
        return True
    return done.name.rstrip("_") in LIKE and made.shape == x.shape


def _are_alike(dim: int | None, before: int | None) -> bool:
    return dim == before or None in (dim, before)


def _dim(done: Done, x: Tensor) -> int | None:
    """The dimension of a softmax; None of what has none."""
    if not done.name.endswith("softmax"):
        return None
    dim = done.option("dim", 1)
    dim = dim if isinstance(dim, int) else (0 if x.dim() in (0, 1, 3) else 1)  # as torch guesses
    return dim % max(1, x.dim())
