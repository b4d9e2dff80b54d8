"""Units: what F.normalize() has given the length 1, and along which dimension it is then compared."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from torch import Tensor, nn

from fuzz.check.meaning.attention import LIKE, PRODUCTS, SCALING, operands_of, uses_of
from fuzz.check.meaning.watch import Done
from fuzz.check.plain.observed import Misread
from fuzz.check.running.recorder import Origins

SOFTENING = ("softmax", "log_softmax")


class _Unit(NamedTuple):
    """The call that has made it, and the dimension along which it has the length 1."""

    key: str
    axis: int


class Units:
    """Notes products of two tensors which both have the length 1 along another dimension than the one
    that is added up, and whose softmax is taken: they are no cosines. What is added up along that
    dimension elsewhere is meant, and so are products that are pooled, as of bilinear features."""

    def __init__(self) -> None:
        self._units, self._products = Origins[_Unit](), Origins[frozenset[str]]()
        self._lines: dict[str, Misread] = {}
        self._astray: set[str] = set()
        self._meant: set[str] = set()

    def after(self, done: Done) -> None:
        """Note an operation that makes such a tensor, moves its dimensions, or multiplies two."""
        x, made = done.first, done.made
        if x is None and done.name != "einsum":
            return
        if done.name == "normalize" and x is not None and isinstance(made, Tensor):
            self._normalized(done, x, made)
        elif done.name in PRODUCTS:
            self._compared(done)
        elif x is not None and (keys := self._products.of(x)) is not None:
            if done.name in SOFTENING:
                self._astray |= keys
            elif isinstance(made, Tensor) and made.shape == x.shape and done.name in (*LIKE, *SCALING):
                self._products.note(made, keys)
        elif x is not None and isinstance(made, Tensor) and (known := self._units.of(x)) is not None:
            if (moved := done.moved(x.dim())) is not None and made.numel() == x.numel():
                self._units.note(made, known._replace(axis=moved.index(known.axis)))
            elif done.name in LIKE and made.shape == x.shape:
                self._units.note(made, known)

    def _normalized(self, done: Done, x: Tensor, made: Tensor) -> None:
        dim = done.option("dim", 2)
        dim = 1 if dim is None else dim
        if isinstance(dim, int) and x.dim() > 2:
            key = f"{done.site} {done.place}"
            self._lines[key] = Misread("units", done.site, done.place, str(dim))
            self._units.note(made, _Unit(key, dim % x.dim()))

    def _compared(self, done: Done) -> None:
        those = [(self._units.of(one.operand), one.axis) for one in uses_of(done, operands_of(done))]
        for known, axis in those:
            if known is not None and known.axis == axis:
                self._meant.add(known.key)
        units = [known for known, axis in those if known is not None and 0 != known.axis != axis]
        if len(units) == 2 and isinstance(done.made, Tensor):
            self._products.note(done.made, frozenset(one.key for one in units))

    def left(self, module: nn.Module, site: str, output: Any) -> None:
        """Nothing is noted of modules."""

    def misread(self) -> Iterator[Misread]:
        """The calls whose results are compared along another dimension, and never along theirs."""
        return (one for key, one in self._lines.items() if key in self._astray - self._meant)
