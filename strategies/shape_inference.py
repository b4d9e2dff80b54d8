"""Shape inference: the shapes in an edited network for an input, without torch.

It assumes that every layer accepts its input, and computes the output shape by the formula of the layer.
Generation uses it to know the shapes at a site; `strategies.contract` has the rules.
"""

from functools import lru_cache
from math import prod
from typing import NamedTuple

from strategies.case import Case
from strategies.edited import edited_network
from strategies.layer import LAYERS, Layer
from strategies.layer.arithmetic import broadcast, joined, size_at
from strategies.network.interpreter import interpret
from strategies.network.node import Block, Node
from strategies.network.program import By
from strategies.value import Shape


class InferredShapes(NamedTuple):
    """The shape of the output, and the elements of all activations and workspaces together."""

    output: Shape
    elements: int


def infer_shapes(case: Case) -> InferredShapes:
    """Infer the shapes in the edited network of a case for its input."""
    return infer_node(edited_network(case.subject, case.edits), case.input.shape)


def infer_node(node: Node, shape: Shape) -> InferredShapes:
    """Infer the shapes in a network, or a part of one, for an input of a shape."""
    if isinstance(node, Block):
        output, calls = _through(node, shape)
        return InferredShapes(output, sum(call.seen.elements for call in calls))
    return InferredShapes(shape, 0) if node is None else _of_layer(node, shape)


@lru_cache(maxsize=8192)
def _of_layer(layer: Layer, shape: Shape) -> InferredShapes:
    if layer.kind not in LAYERS:
        return InferredShapes(shape, abs(prod(shape)))
    kind = LAYERS[layer.kind]
    output = kind.output_shape(layer.options, shape)
    return InferredShapes(output, kind.workspace_numel(layer.options, shape) + abs(prod(output)))


def shapes_at(root: Node, site: str, shape: Shape) -> tuple[Shape, Shape]:
    """The input and output shapes of the module at a site, for a network input of ``shape``.

    Where there is no such site, or it is never called, those of the innermost module around it.
    """
    node, entering = root, shape
    for name in site.split(".") if site else ():
        if not isinstance(node, Block) or name not in node.children:
            break
        calls = _through(node, entering).calls
        entering = next((call.x for call in calls if call.name == name), entering)
        node = node.children[name]
    return entering, infer_node(node, entering).output


class ChildCall(NamedTuple):
    """A call of a child in the forward of a block: its name, its input shape, and what is inferred.

    The name is "" for a function."""

    name: str
    x: Shape
    seen: InferredShapes


class _Shapes:
    """The `Domain` of shapes, which keeps the calls of children."""

    def __init__(self) -> None:
        self.calls: list[ChildCall] = []

    def call(self, block: Block, name: str, x: Shape) -> Shape:
        child = block.children.get(name)
        if child is None:
            return x
        self.calls.append(ChildCall(name, x, infer_node(child, x)))
        return self.calls[-1].seen.output

    call_with_keywords = iterate = call

    def take(self, _: Block, x: Shape) -> Shape:
        return x

    def require(self, _: Block, x: Shape, axis: int, size: int) -> Shape:
        return x

    def flatten(self, _: Block, x: Shape, start_dim: int, by: By) -> Shape:
        return (*x[:start_dim], prod(x[start_dim:]))

    def size(self, _: Block, x: Shape, dim: int) -> int:
        return size_at(x, dim)

    def unpack(self, _: Block, x: Shape, count: int) -> Shape:
        return x

    def expand(self, _: Block, x: Shape, other: Shape) -> Shape:
        return other

    def add(self, _: Block, x: Shape, other: Shape, in_place: bool) -> Shape:
        return x

    def gather(self, _: Block, x: Shape) -> Shape:
        return x

    def apply(self, _: Block, layer: Layer, x: Shape) -> Shape:
        self.calls.append(ChildCall("", x, infer_node(layer, x)))
        return self.calls[-1].seen.output

    def multiply(self, _: Block, x: Shape, other: Shape) -> Shape:
        return broadcast(x, other)

    def concat(self, _: Block, xs: list[Shape], dim: int) -> Shape:
        return joined(xs, dim)


class _Through(NamedTuple):
    output: Shape
    calls: tuple[ChildCall, ...]


@lru_cache(maxsize=8192)
def _through(block: Block, shape: Shape) -> _Through:
    domain = _Shapes()
    return _Through(interpret(block, shape, domain), tuple(domain.calls))
