"""interpret(): the forward of a block, for whatever one wants to know of it.

What a value stands for is a matter of the domain: a shape, a tensor's memory, rules that are violated.
"""

from typing import Protocol, TypeVar

from strategies.layer import Layer
from strategies.network.node import Block
from strategies.network.program import (
    Add,
    Apply,
    By,
    Call,
    Concat,
    Expand,
    Flatten,
    Gather,
    Iterate,
    Multiply,
    Operation,
    Require,
    Take,
    Unpack,
    View,
)

V = TypeVar("V")


class Domain(Protocol[V]):
    """What one wants to know: what each step of the forward of a ``block`` does to a value."""

    def call(self, block: Block, name: str, x: V) -> V:
        """The value that a child returns, which may be None or missing."""

    def call_with_keywords(self, block: Block, name: str, x: V) -> V:
        """The same where options are passed to it."""

    def iterate(self, block: Block, name: str, x: V) -> V:
        """The value that the children of a child return, each called with that of the one before."""

    def take(self, block: Block, x: V) -> V:
        """One of several values."""

    def require(self, block: Block, x: V, axis: int, size: int) -> V:
        """The value itself, if it has a size."""

    def flatten(self, block: Block, x: V, start_dim: int, by: By) -> V:
        """The value flattened from a dimension on, by one function or another."""

    def size(self, block: Block, x: V, dim: int) -> int:
        """The size of the value at a dimension; 1 where there is none."""

    def unpack(self, block: Block, x: V, count: int) -> V:
        """The value itself, if it has so many dimensions."""

    def expand(self, block: Block, x: V, other: V) -> V:
        """The value expanded to the size of another."""

    def add(self, block: Block, x: V, other: V, in_place: bool) -> V:
        """The sum of two values; the first is modified where it is ``in_place``."""

    def gather(self, block: Block, x: V) -> V:
        """A dictionary of values."""

    def apply(self, block: Block, layer: Layer, x: V) -> V:
        """The value that a layer returns which is no child: a function."""

    def multiply(self, block: Block, x: V, other: V) -> V:
        """The product of two values."""

    def concat(self, block: Block, xs: list[V], dim: int) -> V:
        """Values joined along a dimension."""


def interpret(block: Block, x: V, domain: Domain[V]) -> V:
    """The value that a block returns for that of its input."""
    values = {"x": x}
    for step in block.steps():
        match step:
            case Call(child=child, optional=True) if block.children.get(child) is None:
                x = values[step.x]
            case Call(keywords=False):
                x = domain.call(block, step.child, values[step.x])
            case Call():
                x = domain.call_with_keywords(block, step.child, values[step.x])
            case Iterate():
                x = domain.iterate(block, step.child, values[step.x])
            case _:
                x = _operation(block, step, values, domain)
        values[step.to] = x
    return x


def _operation(block: Block, step: Operation, values: dict[str, V], domain: Domain[V]) -> V:
    """What a block computes itself of the values so far."""
    match step:
        case Flatten():
            return domain.flatten(block, values[step.x], step.start_dim, step.by)
        case View():
            return domain.apply(block, _view(block, step, values, domain), values[step.x])
        case Unpack():
            return domain.unpack(block, values[step.x], step.count)
        case Expand():
            return domain.expand(block, values[step.x], values[step.other])
        case Add():
            return domain.add(block, values[step.x], values[step.other], step.in_place)
        case Apply():
            return domain.apply(block, step.layer, values[step.x])
        case Multiply():
            return domain.multiply(block, values[step.x], values[step.other])
        case Concat():
            return domain.concat(block, [values[name] for name in step.xs], step.dim)
        case Take():
            return domain.take(block, values[step.x])
        case Require():
            return domain.require(block, values[step.x], step.axis, step.size)
        case Gather():
            return domain.gather(block, values[step.x])


def _view(block: Block, step: View, values: dict[str, V], domain: Domain[V]) -> Layer:
    """The layer that does what a view does, whose sizes are those of values so far."""
    sizes = (
        one if isinstance(one, int) else domain.size(block, values[one.x], one.dim) for one in step.sizes
    )
    return Layer("View", {"shape": tuple(sizes)})
