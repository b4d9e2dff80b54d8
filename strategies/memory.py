"""How much memory a case takes, estimated without torch."""

from functools import lru_cache
from math import prod

from strategies.case import Case
from strategies.layer import LAYERS, Layer
from strategies.layer.arithmetic import broadcast
from strategies.loss import LOSSES
from strategies.network.models import network
from strategies.network.node import Block, Node
from strategies.shape_inference import infer_shapes
from strategies.subject import Subject
from strategies.surgery import Insert, Replace
from strategies.value import BYTES_PER_ELEMENT, Shape, Value

INPUT_BYTES = 16
TARGET_BYTES = 24
"""Bytes that one element of an input or a target takes while it is made, by way of other dtypes."""


def memory(case: Case) -> int:
    """An estimate of the bytes that a case takes: weights, activations and, with backward, gradients."""
    inferred = infer_shapes(case)
    layers = [edit.layer for edit in case.edits if isinstance(edit, Replace | Insert)]
    weights = _weights(case.subject) + sum(_parameters(layer) for layer in layers)
    width = max(4, BYTES_PER_ELEMENT[case.input.dtype])
    activations = width * (inferred.elements + _compared(case, inferred.output))
    input_bytes = INPUT_BYTES * prod(case.input.shape) * (2 if case.input.layout == "strided" else 1)
    target = TARGET_BYTES * prod(case.target.shape)
    loaded = 4 * weights if case.load != "no" else 0
    return (4 * weights + activations) * (2 if case.backward else 1) + loaded + input_bytes + target


def _compared(case: Case, output: Shape) -> int:
    """The elements of an unreduced loss, with output and target broadcast, and of its tensor options."""
    if case.loss is None:
        return 0
    lengths = sum(_elements(value) for value in case.loss.options.values())
    if LOSSES[case.loss.kind].call == "lengths":
        return lengths + 2 * prod(output[:1]) * (1 + prod(case.target.shape))
    return lengths + abs(prod(broadcast(output, case.target.shape)))


def _elements(value: Value) -> int:
    return abs(prod(value) if isinstance(value, tuple) else value if isinstance(value, int) else 0)


def _parameters(layer: Layer) -> int:
    other = layer.options.get("shape")
    concatenated = abs(prod(other)) if isinstance(other, tuple) else 0
    return abs(LAYERS[layer.kind].parameters(layer.options)) + concatenated


@lru_cache(maxsize=64)
def _weights(subject: Subject) -> int:
    return _weights_below(network(subject))


def _weights_below(node: Node) -> int:
    if isinstance(node, Block):
        return sum(_weights_below(child) for child in node.children.values())
    return _parameters(node) if node is not None else 0
