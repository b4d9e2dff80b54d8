"""Reduced: a norm, a sum or a mean of each row of a square matrix, which is given to its columns."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from torch import Tensor, allclose, nn

from fuzz.check.code.reduction import FIRST, SAME_SHAPE, reductions_in
from fuzz.check.meaning.watch import Done
from fuzz.check.plain.observed import Misread
from fuzz.check.running.recorder import Origins
from fuzz.execution.named.place import Place
from strategies.rule import shown

NORM = ("norm", "linalg_norm", "linalg_vector_norm")

BESIDE = ("add", "sub", "mul", "div", "true_divide", "__truediv__", "__sub__", "__mul__", "__add__")


class _Taken(NamedTuple):
    """The matrix that was reduced, and the line."""

    matrix: Tensor
    place: Place | None


class Reduced:
    """Notes where what was taken over dimension 1 of (n, n), without keepdim, is taken with that: it
    is broadcast along the rows, and each column gets the value of a row. Of a symmetric matrix, rows and
    columns are the same."""

    def __init__(self) -> None:
        self._taken = Origins[_Taken]()
        self._found: dict[str, Misread] = {}

    def after(self, done: Done) -> None:
        """Note an operation."""
        x, made = done.first, done.made[0] if isinstance(done.made, tuple) else done.made
        if x is None or not isinstance(made, Tensor) or done.layer is not None:
            return
        if done.name in (*FIRST, *NORM) and _is_square(x) and made.shape == x.shape[:1]:
            if any(done.option(name, at) in (1, -1, (1,), (-1,)) for name, at in _options(done.name)):
                self._taken.note(made, _Taken(x, done.place))
            return
        known = self._taken.of(x)
        if known is not None and done.name in (*SAME_SHAPE, *BESIDE) and made.shape == x.shape:
            self._taken.note(made, known)
        if done.name in BESIDE and len(done.args) == 2:
            self._beside(done, *done.args)

    def left(self, module: nn.Module, site: str, output: Any) -> None:
        """Nothing is noted of modules."""

    def misread(self) -> Iterator[Misread]:
        """All that was noted, by its line."""
        return iter(self._found.values())

    def _beside(self, done: Done, matrix: Any, rows: Any) -> None:
        taken = self._taken.of(rows) if isinstance(rows, Tensor) else None
        if taken is None or taken.matrix is not matrix or allclose(matrix, matrix.T):
            return
        place = taken.place or done.place
        told = list(reductions_in(place)) if place is not None else []
        keeping = told[0].keeping if len(told) == 1 else "keepdim=True"
        self._found[str(place)] = Misread(
            "reduced", done.site, place, keeping, shown(tuple(matrix.shape))
        )


def _is_square(x: Tensor) -> bool:
    return x.dim() == 2 and x.shape[0] == x.shape[1] > 1 and x.is_floating_point()


def _options(name: str) -> tuple[tuple[str, int], ...]:
    position = 1 if name in FIRST else 2
    return (("dim", position), ("axis", position))
