"""Masked: weights of which a mask takes some away when they have their sum of one already."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from torch import Tensor, nn

from fuzz.check.meaning.attention import LIKE, PRODUCTS, SCALING, SHAPING, operands_of, uses_of
from fuzz.check.meaning.lineage import Lineage
from fuzz.check.meaning.watch import Done
from fuzz.check.plain.observed import Misread
from fuzz.check.running.recorder import Origins
from fuzz.execution.named.place import Place

TIMES = ("mul", "__mul__", "__rmul__", "mul_", "__imul__")
FILLING = ("masked_fill", "masked_fill_", "tril", "triu", "tril_", "triu_", "where")
SUMS = ("sum", "normalize", "norm")
CLOSE = 1e-3


class _Kept(NamedTuple):
    """Weights: the number of the scores, their dimension in what they are now, and the line that has
    taken some away, if one has."""

    scores: int
    dim: int
    place: Place | None = None
    site: str = ""


class Masked:
    """Notes weights of a softmax that are multiplied by zeros and ones, and by which values are added
    up then, though they no longer have a sum of one.

    It is meant where a mask takes all or none, as one for heads does; where it was made of the scores,
    as that of the largest few is; and where somebody asks for the sum, to divide by it.
    """

    def __init__(self) -> None:
        self._lineage = Lineage()
        self._weights, self._weighed = Origins[_Kept](), Origins[_Kept]()
        self._found: dict[int, Misread] = {}
        self._meant: set[int] = set()

    def after(self, done: Done) -> None:
        """Note an operation on weights."""
        x, made = done.first, done.made
        if done.name == "softmax" and x is not None and isinstance(made, Tensor) and made.dim() > 1:
            dim = done.option("dim", 1)
            if isinstance(dim, int):
                self._weights.note(made, _Kept(self._lineage.number(x), dim % made.dim()))
        elif isinstance(made, Tensor):
            self._follow(done, made)
        self._lineage.after(done)

    def _follow(self, done: Done, made: Tensor) -> None:
        operands = operands_of(done)
        those = [(one, known) for one in operands if (known := self._weights.of(one)) is not None]
        if done.name == "sum" and operands and (summed := self._weighed.of(operands[0])) is not None:
            self._added(summed, done, operands[0])
        if not those:
            return
        one, known = those[0]
        if done.name in PRODUCTS:
            for use in uses_of(done, operands):
                weights = self._weights.of(use.operand)
                if weights is not None and use.axis == weights.dim:
                    self._used(weights, use.operand)
        elif done.name in SUMS:
            self._meant.add(known.scores)
        elif done.name in TIMES and len(operands) == 2:
            self._multiplied(done, one, known, next((o for o in operands if o is not one), one), made)
        elif done.name in FILLING and made.shape == one.shape:
            mask = next((o for o in operands if o is not one), None)
            self._masked(done, known, mask, made)
        elif made.shape == one.shape and done.name in (*LIKE, *SCALING) and len(operands) == 1:
            self._weights.note(made, known)
        elif (moved := done.moved(one.dim()) if one is done.first else None) is not None:
            self._weights.note(made, known._replace(dim=moved.index(known.dim)))
        elif done.name in (*SHAPING, "__getitem__") and (at := _kept(one, made, known.dim)) is not None:
            self._weights.note(made, known._replace(dim=at))

    def _multiplied(self, done: Done, one: Tensor, known: _Kept, other: Tensor, made: Tensor) -> None:
        if made.shape == one.shape and _is_mask(other):
            self._masked(done, known, other, made)
        elif made.dim() == one.dim() and known.place is not None and not _sums(one, known.dim):
            self._weighed.note(made, known)

    def _masked(self, done: Done, known: _Kept, mask: Tensor | None, made: Tensor) -> None:
        if mask is not None and self._lineage.comes_of(mask, known.scores):
            self._meant.add(known.scores)
        self._weights.note(made, known._replace(place=done.place, site=done.site))

    def _used(self, known: _Kept, weights: Tensor) -> None:
        if known.place is not None and not _sums(weights, known.dim):
            self._found[known.scores] = Misread("masked", known.site, known.place, "")

    def _added(self, known: _Kept, done: Done, x: Tensor) -> None:
        dim = done.option("dim", 1)
        dims = dim if isinstance(dim, list | tuple) else (dim,)
        if any(isinstance(one, int) and one % x.dim() == known.dim for one in dims):
            self._found[known.scores] = Misread("masked", known.site, known.place, "")

    def left(self, module: nn.Module, site: str, output: Any) -> None:
        """Nothing is noted of modules."""

    def misread(self) -> Iterator[Misread]:
        """The lines that have taken weights away."""
        return (one for scores, one in self._found.items() if scores not in self._meant)


def _sums(weights: Tensor, dim: int) -> bool:
    """Whether all or nothing is left of each sum."""
    sums = weights.detach().sum(dim)
    return bool((((sums - 1).abs() < CLOSE) | (sums.abs() < CLOSE)).all())


def _is_mask(one: Tensor) -> bool:
    return bool(((one == 0) | (one == 1)).all()) and bool((one == 0).any())


def _kept(one: Tensor, made: Tensor, dim: int) -> int | None:
    """Where a dimension is in a tensor of another shape with the same values; None where that is not
    known: the sizes up to it, or from it on, are as they were."""
    if made.numel() != one.numel():
        return None
    if made.shape[: dim + 1] == one.shape[: dim + 1]:
        return dim
    behind = one.dim() - dim
    return made.dim() - behind if made.shape[-behind:] == one.shape[-behind:] else None
