"""Features on their way through an edited network, asked at each layer whether they may pass."""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from strategies.contract.violation import Located
from strategies.flow import ORDERS
from strategies.layer import KINDS, Layer
from strategies.layer.demand import ONE_TENSOR
from strategies.resnet import Block, Node
from strategies.rule import MANY, Breach, Conditions, Feature, Rule
from strategies.value import Shape

CALLED = Rule(
    "child",
    "its forward calls {wanted}, which was deleted",
    "put nn.Identity() there instead of deleting it",
    "generated/torch.nn.Identity.html",
)
NONE = Rule(
    "none",
    "its forward calls {wanted}, which is {got}",
    "put nn.Identity() there",
    "generated/torch.nn.Identity.html",
)
RESIDUAL = Rule(
    "residual",
    "the branch gives {got}, and the shortcut that is added to it {wanted}",
    "keep stride and channels of the branch and of downsample alike",
    "notes/broadcasting.html",
)
FLATTENED = Rule(
    "flatten",
    "it flattens from axis 1 on, and is given features of {got} axes, where it needs {wanted}",
    "keep the batch axis and at least one more in front of fc",
    "generated/torch.flatten.html",
)

Doubt = tuple[str, str, Breach]
"""A site, the kind of layer there, and what is doubtful about it."""


class Passed(NamedTuple):
    """What comes out, and the doubts met on the way."""

    output: Feature
    doubts: tuple[Doubt, ...] = ()


def through(node: Node, given: Feature, how: Conditions) -> Passed:
    """What a network, or a part of one, gives. Raises `Located` where it may not be given that."""
    if isinstance(node, Block):
        return FORMS[node.form](node, given, how)
    assert node is not None
    return _layer(node, given, how)


def _layer(layer: Layer, given: Feature, how: Conditions) -> Passed:
    kind, options = KINDS[layer.kind], layer.options
    try:
        if given.dtype == MANY and layer.kind != "Identity":
            ONE_TENSOR.broken("one tensor", "a tuple")
        dtype = kind.takes(options, given, how)
    except Breach as breach:
        raise Located(breach, layer.kind) from None
    output = Feature(kind.flow(options, given.shape), dtype)
    try:
        kind.doubts(options, given)
    except Breach as breach:
        return Passed(output, (("", layer.kind, breach),))
    return Passed(output)


def _child(block: Block, name: str, given: Feature, how: Conditions) -> Passed:
    """What a child that the block calls gives; its site is told from the block."""
    if name not in block.children:
        raise Located(Breach(CALLED, name, "deleted"), block.form)
    if block.children[name] is None:
        raise Located(Breach(NONE, name, None), block.form)
    try:
        passed = through(block.children[name], given, how)
    except Located as located:
        located.site = f"{name}.{located.site}" if located.site else name
        raise
    if not passed.doubts:
        return passed
    doubts = ((f"{name}.{site}" if site else name, owner, b) for site, owner, b in passed.doubts)
    return Passed(passed.output, tuple(doubts))


def _in_turn(block: Block, names: tuple[str, ...], given: Feature, how: Conditions) -> Passed:
    doubts: tuple[Doubt, ...] = ()
    for name in names:
        given, more = _child(block, name, given, how)
        doubts += more
    return Passed(given, doubts)


@lru_cache(maxsize=8192)
def _sequential(block: Block, given: Feature, how: Conditions) -> Passed:
    return _in_turn(block, tuple(block.children), given, how)


def _getter(block: Block, given: Feature, how: Conditions) -> Passed:
    passed = _in_turn(block, tuple(block.children), given, how)
    return Passed(Feature(passed.output.shape, MANY), passed.doubts)


def _resnet(block: Block, given: Feature, how: Conditions) -> Passed:
    """Source: ``ResNet._forward_impl`` of torchvision/models/resnet.py"""
    body = _in_turn(block, ORDERS["ResNet"][:-1], given, how)
    rank = len(body.output.shape)
    if body.output.dtype == MANY:
        raise Located(Breach(ONE_TENSOR, "one tensor", "a tuple"), block.form)
    if rank < 2:
        raise Located(Breach(FLATTENED, "2 or more", rank), block.form)
    flat = Feature(_flat(body.output.shape), body.output.dtype)
    head = _child(block, "fc", flat, how)
    return Passed(head.output, body.doubts + head.doubts)


def _flat(shape: Shape) -> Shape:
    count = 1
    for size in shape[1:]:
        count *= size
    return (shape[0], count)


@lru_cache(maxsize=8192)
def _bottleneck(block: Block, given: Feature, how: Conditions) -> Passed:
    """Source: ``Bottleneck.forward`` of torchvision/models/resnet.py"""
    *inner, last, _ = ORDERS["Bottleneck"]
    branch = _in_turn(block, tuple(inner), given, how)
    shortcut = Passed(given)
    if block.children.get("downsample") is not None:
        shortcut = _child(block, "downsample", given, how)
    if MANY in (branch.output.dtype, shortcut.output.dtype):
        raise Located(Breach(ONE_TENSOR, "one tensor", "a tuple"), block.form)
    if branch.output.shape != shortcut.output.shape:
        breach = Breach(RESIDUAL, shortcut.output.shape, branch.output.shape)
        raise Located(breach, block.form)
    end = _child(block, last, branch.output, how)
    return Passed(end.output, branch.doubts + shortcut.doubts + end.doubts)


FORMS: dict[str, Callable[[Block, Feature, Conditions], Passed]] = {
    "ResNet": _resnet,
    "Bottleneck": _bottleneck,
    "Sequential": _sequential,
    "Getter": _getter,
}
