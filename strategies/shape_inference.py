"""Where shapes go: an edited network and an input, walked through without torch.

The walk assumes that every layer accepts what it is given and only asks what it would make of it.
Generation uses it to know the features at a site; what ought to be refused is not its business.
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
"""The children that a ``forward`` calls, in order; any other block calls all that it holds."""


class InferredShapes(NamedTuple):
    """What comes of a walk: the shape of the output, and all elements that were held on the way."""

    output: Shape
    elements: int


def infer_shapes(case: Case) -> InferredShapes:
    """Walk a case's input through its edited network."""
    return infer_node(edited_network(case.subject, case.edits), case.input.shape)


def infer_node(node: Node, shape: Shape) -> InferredShapes:
    """Walk features of a shape through a network, or a part of one."""
    if isinstance(node, Block):
        return _through(node, shape)
    if node is None or node.kind not in LAYERS:
        return InferredShapes(shape, abs(prod(shape)) if node is not None else 0)
    kind = LAYERS[node.kind]
    output = kind.output_shape(node.options, shape)
    return InferredShapes(output, kind.workspace_numel(node.options, shape) + abs(prod(output)))


def shapes_at(root: Node, site: str, shape: Shape) -> tuple[Shape, Shape]:
    """The shapes that enter and leave a site when a network is fed ``shape``.

    Where there is no such site, or nothing passes it, those of the innermost part around it.
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
    """A child that a block calls: its name, the shape that it is given, and what comes of it."""

    name: str
    x: Shape
    seen: InferredShapes


def _steps(block: Block, shape: Shape) -> Iterator[ChildCall]:
    """The children that a block calls, in order."""
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
