"""Features on their way through an edited network, asked at each layer whether they may pass.

What may not pass goes on all the same, as what the layer would have made of it: so a fault does not
hide those behind it, and what is only its consequence is no fault.
"""

from collections.abc import Callable
from functools import lru_cache
from math import prod
from typing import NamedTuple

from strategies.flow import ORDERS
from strategies.layer import KINDS, Layer
from strategies.layer.demand import ONE_TENSOR, ranked
from strategies.layer.kind import Kind
from strategies.resnet import Block, Node
from strategies.rule import MANY, Breach, Conditions, Feature, Rule
from strategies.value import Options

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

Met = tuple[str, str, Breach]
"""A site, the kind of layer or block there, and the rule that is broken, or what is doubtful."""


class Passed(NamedTuple):
    """What comes out, and the faults and doubts met on the way."""

    output: Feature
    faults: tuple[Met, ...] = ()
    doubts: tuple[Met, ...] = ()


def through(node: Node, given: Feature, how: Conditions) -> Passed:
    """What a network, or a part of one, gives."""
    if isinstance(node, Block):
        return FORMS[node.form](node, given, how)
    assert node is not None
    return _layer(node, given, how)


def _layer(layer: Layer, given: Feature, how: Conditions) -> Passed:
    kind, options = KINDS[layer.kind], layer.options
    shape = kind.flow(options, given.shape)
    try:
        dtype = _taken(layer, given, how)
    except Breach as breach:
        return Passed(Feature(shape, _one(given)), (("", layer.kind, breach),))
    try:
        kind.doubts(options, given)
    except Breach as breach:
        return Passed(Feature(shape, dtype), (), (("", layer.kind, breach),))
    return Passed(Feature(shape, dtype))


def _taken(layer: Layer, given: Feature, how: Conditions) -> str:
    """The element type of what a layer makes of features.

    A layer that ought not to have been made was a fault then: of what it is given, all is asked that
    does not hang on the option at fault.
    """
    kind, options = KINDS[layer.kind], layer.options
    if given.dtype == MANY and layer.kind != "Identity":
        ONE_TENSOR.broken("one tensor", "a tuple")
    try:
        kind.asks(options)
    except Breach as breach:
        return _asked_otherwise(kind, breach.rule.name, options, given, how)
    return kind.takes(options, given, how)


def _asked_otherwise(kind: Kind, fault: str, options: Options, given: Feature, how: Conditions) -> str:
    if kind.ranks:
        ranked(given, kind.ranks)
    option = kind.option(fault)
    if option is None:
        return given.dtype
    sound = {**options, fault: 1} if option.required else _without(options, fault)
    try:
        kind.asks(sound)
    except Breach:
        return given.dtype
    return kind.takes(sound, given, how)


def _without(options: Options, name: str) -> Options:
    return {key: value for key, value in options.items() if key != name}


def _one(given: Feature) -> str:
    return "float32" if given.dtype == MANY else given.dtype


def _child(block: Block, name: str, given: Feature, how: Conditions) -> Passed:
    """What a child that the block calls gives; its site is told from the block."""
    if name not in block.children:
        return Passed(given, (("", block.form, Breach(CALLED, name, "deleted")),))
    if block.children[name] is None:
        return Passed(given, (("", block.form, Breach(NONE, name, None)),))
    passed = through(block.children[name], given, how)
    if not passed.faults and not passed.doubts:
        return passed
    return Passed(passed.output, _inside(name, passed.faults), _inside(name, passed.doubts))


def _inside(name: str, met: tuple[Met, ...]) -> tuple[Met, ...]:
    return tuple((f"{name}.{site}" if site else name, owner, breach) for site, owner, breach in met)


def _in_turn(block: Block, names: tuple[str, ...], given: Feature, how: Conditions) -> Passed:
    faults: tuple[Met, ...] = ()
    doubts: tuple[Met, ...] = ()
    for name in names:
        given, more_faults, more_doubts = _child(block, name, given, how)
        faults, doubts = faults + more_faults, doubts + more_doubts
    return Passed(given, faults, doubts)


@lru_cache(maxsize=8192)
def _sequential(block: Block, given: Feature, how: Conditions) -> Passed:
    return _in_turn(block, tuple(block.children), given, how)


def _getter(block: Block, given: Feature, how: Conditions) -> Passed:
    passed = _in_turn(block, tuple(block.children), given, how)
    return passed._replace(output=Feature(passed.output.shape, MANY))


def _resnet(block: Block, given: Feature, how: Conditions) -> Passed:
    """Source: ``ResNet._forward_impl`` of torchvision/models/resnet.py"""
    body = _in_turn(block, ORDERS["ResNet"][:-1], given, how)
    fault = _unflattened(block, body.output)
    flat = Feature((*body.output.shape[:1], prod(body.output.shape[1:])), _one(body.output))
    head = _child(block, "fc", flat, how)
    return Passed(head.output, body.faults + fault + head.faults, body.doubts + head.doubts)


def _unflattened(block: Block, body: Feature) -> tuple[Met, ...]:
    if body.dtype == MANY:
        return (("", block.form, Breach(ONE_TENSOR, "one tensor", "a tuple")),)
    if len(body.shape) < 2:
        return (("", block.form, Breach(FLATTENED, "2 or more", len(body.shape))),)
    return ()


@lru_cache(maxsize=8192)
def _bottleneck(block: Block, given: Feature, how: Conditions) -> Passed:
    """Source: ``Bottleneck.forward`` of torchvision/models/resnet.py"""
    *inner, last, _ = ORDERS["Bottleneck"]
    branch = _in_turn(block, tuple(inner), given, how)
    shortcut = Passed(given)
    if block.children.get("downsample") is not None:
        shortcut = _child(block, "downsample", given, how)
    fault = _unadded(block, branch.output, shortcut.output)
    end = _child(block, last, Feature(branch.output.shape, _one(branch.output)), how)
    return Passed(
        end.output,
        branch.faults + shortcut.faults + fault + end.faults,
        branch.doubts + shortcut.doubts + end.doubts,
    )


def _unadded(block: Block, branch: Feature, shortcut: Feature) -> tuple[Met, ...]:
    if MANY in (branch.dtype, shortcut.dtype):
        return (("", block.form, Breach(ONE_TENSOR, "one tensor", "a tuple")),)
    if branch.shape != shortcut.shape:
        return (("", block.form, Breach(RESIDUAL, shortcut.shape, branch.shape)),)
    return ()


FORMS: dict[str, Callable[[Block, Feature, Conditions], Passed]] = {
    "ResNet": _resnet,
    "Bottleneck": _bottleneck,
    "Sequential": _sequential,
    "Getter": _getter,
}
