"""Weights: a softmax of scores over another dimension than that over which values are added up."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from torch import Tensor, nn

from fuzz.check.meaning.watch import Done
from fuzz.check.plain.observed import Misread
from fuzz.check.running.recorder import Origins
from fuzz.execution.named.place import Place

PRODUCTS = ("matmul", "__matmul__", "bmm", "einsum")
LIKE = ("dropout", "to", "float", "half", "type_as", "contiguous", "clone", "masked_fill", "detach")
"""What leaves weights what they are."""
SCALING = ("mul", "__mul__", "__rmul__", "add", "__add__", "div", "__truediv__")
"""What does so with a number."""
SHAPING = ("view", "reshape", "flatten", "unflatten", "squeeze", "unsqueeze")


class Softened(NamedTuple):
    """Weights: the softmax they are of, its dimension, over which others a product with them may not add
    up, and which dimension of what it has made each of theirs was (None: that is not known)."""

    key: str
    dim: int
    wrong: frozenset[int]
    axes: tuple[int | None, ...]


class Use(NamedTuple):
    """Over which dimension a product adds up what it is given."""

    operand: Tensor
    axis: int


class Weights:
    """Notes the softmax of scores that are a product of two tensors which come of the input, as those of
    queries and keys are. What it makes has a sum of one over one dimension, and then weighs values which
    are added up over another one.

    It is meant where that is divided by its sum, as slots compete for places; where other values are
    added up over the dimension of the softmax; and where those that compete are not as many, as capsules
    are. One dimension of two that are as large was meant, or neither that both tensors have."""

    def __init__(self, given: Sequence[Tensor]) -> None:
        self._live, self._weights = Origins[bool](), Origins[Softened]()
        self._scores = Origins[frozenset[int]]()
        for one in given:
            self._live.note(one, True)
        self._lines: dict[str, tuple[str, Place | None, int]] = {}
        self._astray: dict[str, int] = {}
        self._meant: set[str] = set()

    def left(self, module: nn.Module, site: str, output: Any) -> None:
        """Nothing is noted of modules."""

    def after(self, done: Done) -> None:
        """Note an operation on scores or weights."""
        operands = operands_of(done)
        lively = [one for one in operands if self._live.of(one)]
        made = done.made
        if not lively:
            return
        for one in made if isinstance(made, list | tuple) else (made,):
            if isinstance(one, Tensor):
                self._live.note(one, True)
        if not isinstance(made, Tensor):
            return
        if done.name in PRODUCTS:
            weighed = self._weigh(done, operands)
            shared = _shared(done, made)
            if len(lively) > 1 and not weighed and shared is not None:
                self._scores.note(made, shared)
            return
        x = operands[0]
        shared = self._scores.of(x)
        if done.name == "softmax" and shared is not None:  # over the batch, another look tells it
            self._soften(done, x, made, shared)
        elif shared is not None and made.numel() == x.numel():
            self._scores.note(made, shared if made.shape == x.shape else frozenset())
        elif (known := self._weights.of(x)) is not None:
            self._go_on(done, x, made, known)

    def _soften(self, done: Done, x: Tensor, made: Tensor, shared: frozenset[int]) -> None:
        dim = done.option("dim", 1)
        dim = dim if isinstance(dim, int) else (0 if x.dim() in (0, 1, 3) else 1)  # as torch guesses
        key = f"{done.site} {done.place}"
        place = done.place if done.layer is None else None  # else the line that made the layer tells it
        self._lines[key] = done.site, place, x.dim()
        dim, every = dim % x.dim(), range(x.dim())
        wrong = (one for one in every if one != dim and (dim in shared or x.shape[one] == x.shape[dim]))
        if dim:
            self._weights.note(made, Softened(key, dim, frozenset(wrong), tuple(every)))

    def _go_on(self, done: Done, x: Tensor, made: Tensor, known: Softened) -> None:
        """What weights become: the same, or in other places."""
        alone = len(operands_of(done)) == 1
        if made.shape == x.shape and (done.name in LIKE or (done.name in SCALING and alone)):
            self._weights.note(made, known)
        elif done.name in SHAPING:
            kept = next((n for n in range(x.dim(), 0, -1) if made.shape[-n:] == x.shape[-n:]), 0)
            if known.dim in known.axes[x.dim() - kept :]:
                axes = (*[None] * (made.dim() - kept), *known.axes[x.dim() - kept :])
                self._weights.note(made, known._replace(axes=axes))
        elif (moved := done.moved(x.dim())) is not None:
            self._weights.note(made, known._replace(axes=tuple(known.axes[one] for one in moved)))

    def _weigh(self, done: Done, operands: list[Tensor]) -> bool:
        """Note what a product adds up of weights; whether it has any."""
        weighed = False
        for one in uses_of(done, operands):
            known = self._weights.of(one.operand)
            if known is None:
                continue
            weighed = True
            over = known.axes[one.axis]
            if over == known.dim:
                self._meant.add(known.key)
            elif over in known.wrong and known.dim in known.axes:
                self._astray[known.key] = over
        return weighed

    def misread(self) -> Iterator[Misread]:
        """The softmaxes whose weights are added up over another dimension."""
        for key, over in self._astray.items():
            site, place, dims = self._lines[key]
            if key not in self._meant:
                yield Misread("weights", site, place, str(over if over < dims - 1 else -1))


def operands_of(done: Done) -> list[Tensor]:
    """The tensors that it was given; of einsum, behind its equation."""
    given = done.args[1:] if done.name == "einsum" else done.args
    if len(given) == 1 and isinstance(given[0], list | tuple):
        given = tuple(given[0])
    return [one for one in given if isinstance(one, Tensor)]


def _shared(done: Done, made: Tensor) -> frozenset[int] | None:
    """The dimensions of a product that both tensors have; None where it has not one more of each, as of
    queries and of keys."""
    if done.name != "einsum":
        own = made.shape[-2:] if made.dim() > 2 else ()
        return frozenset(range(made.dim() - 2)) if own and 1 not in own else None
    left, _, right = str(done.args[0]).replace(" ", "").partition("->")
    terms = left.split(",")
    if len(terms) != 2 or "." in left or not right:
        return None
    alone = [sum(letter in one for one in terms) == 1 for letter in right]
    each = all(
        any(letter in term for letter, own in zip(right, alone, strict=True) if own) for term in terms
    )
    return frozenset(at for at, own in enumerate(alone) if not own) if each else None


def uses_of(done: Done, operands: list[Tensor]) -> Iterator[Use]:
    """Over which dimension of each of its operands a product adds up."""
    if done.name == "einsum":
        yield from _of_equation(done.args[0], operands)
    elif len(operands) == 2:
        one, other = operands
        yield Use(one, one.dim() - 1)
        yield Use(other, max(0, other.dim() - 2))


def _of_equation(equation: Any, operands: list[Tensor]) -> Iterator[Use]:
    """The dimensions that einsum adds up and that two of its operands have."""
    if not isinstance(equation, str) or "->" not in equation:
        return
    left, _, right = equation.replace(" ", "").partition("->")
    terms = left.split(",")
    for term, operand in zip(terms, operands, strict=False):
        for letter in term.replace("...", ""):
            shared = sum(letter in one for one in terms) > 1
            if letter not in right and shared:
                at = term.index(letter)
                yield Use(operand, at + operand.dim() - len(term) if "..." in term[:at] else at)
