"""Shape inference: the shapes in an edited network for an input, without torch.

It assumes that every layer accepts its input, and computes the output shape by the formula of the layer.
Generation uses it to know the shapes at a site; `strategies.contract` has the rules.
"""

from collections.abc import Iterator
from functools import lru_cache
from math import prod
from typing import NamedTuple

from strategies.case import Case
from strategies.edited import edited_network
from strategies.layer import LAYERS
from strategies.resnet import Block, Node
from strategies.value import Shape

ORDERS: dict[str, tuple[str, ...]] = {
    "ResNet": (
        *("conv1", "bn1", "relu", "maxpool"),
        *("layer1", "layer2", "layer3", "layer4", "avgpool", "fc"),
    ),
    "Bottleneck": (
        *("conv1", "bn1", "relu", "conv2", "bn2", "relu", "conv3", "bn3", "relu"),
        "downsample",
    ),
}
"""The children that a ``forward`` calls, in order; any other block calls all of its children."""


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
        return _through(node, shape)
    if node is None or node.kind not in LAYERS:
        return InferredShapes(shape, abs(prod(shape)) if node is not None else 0)
    kind = LAYERS[node.kind]
    output = kind.output_shape(node.options, shape)
    return InferredShapes(output, kind.workspace_numel(node.options, shape) + abs(prod(output)))


def shapes_at(root: Node, site: str, shape: Shape) -> tuple[Shape, Shape]:
    """The input and output shapes of the module at a site, for a network input of ``shape``.

    Where there is no such site, or it is never called, those of the innermost module around it.
    """
    node, entering = root, shape
    for name in site.split(".") if site else ():
        if not isinstance(node, Block) or name not in node.children:
            break
        steps = _steps(node, entering)
        entering = next((step.x for step in steps if step.name == name), entering)
        node = node.children[name]
    return entering, infer_node(node, entering).output


@lru_cache(maxsize=8192)
def _through(block: Block, shape: Shape) -> InferredShapes:
    output, elements = shape, 0
    for step in _steps(block, shape):
        elements += step.seen.elements
        if step.name != "downsample":
            output = step.seen.output
    return InferredShapes(output, elements)


class ChildCall(NamedTuple):
    """A call of a child in the forward of a block: its name, its input shape, and what is inferred."""

    name: str
    x: Shape
    seen: InferredShapes


def _steps(block: Block, shape: Shape) -> Iterator[ChildCall]:
    """The calls of children in the forward of a block, in order."""
    x = shape
    for name in ORDERS.get(block.form, tuple(block.children)):
        if name == "fc":
            x = (*x[:1], prod(x[1:]))
        child = block.children.get(name)
        if child is None:
            continue
        if name == "downsample":
            yield ChildCall(name, shape, infer_node(child, shape))
        else:
            seen = infer_node(child, x)
            yield ChildCall(name, x, seen)
            x = seen.output
