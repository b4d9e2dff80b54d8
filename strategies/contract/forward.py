"""Features on their way through an edited network, asked at each layer whether they may pass.

What may not pass goes on all the same, as what the layer would have made of it: so a fault does not
hide those behind it, and what is only its consequence is no fault.
"""

from collections.abc import Callable
from functools import lru_cache
from math import prod
from typing import NamedTuple

from strategies.contract.layer import asked, taken, unfitness
from strategies.flow import ORDERS
from strategies.layer import LAYERS, Layer
from strategies.layer.common_rules import ONE_TENSOR
from strategies.resnet import Block, Node
from strategies.rule import FLOATING_TYPE, MANY, SAME_TYPE, Breach, Conditions, Feature, Rule

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
    """What comes out; the faults and doubts met on the way, and the layers that were unfit when made."""

    output: Feature
    faults: tuple[Met, ...] = ()
    misuses: tuple[Met, ...] = ()
    unfit: tuple[Met, ...] = ()

    def after(self, *before: "Passed") -> "Passed":
        """The same with what was met before."""
        passed = (*before, self)
        return Passed(
            self.output,
            tuple(met for one in passed for met in one.faults),
            tuple(met for one in passed for met in one.misuses),
            tuple(met for one in passed for met in one.unfit),
        )

    def inside(self, name: str) -> "Passed":
        """The same with each site told from outside of a child."""
        if not (self.faults or self.misuses or self.unfit):
            return self
        return Passed(self.output, *(_inside(name, met) for met in self[1:]))


def _inside(name: str, met: tuple[Met, ...]) -> tuple[Met, ...]:
    return tuple((f"{name}.{site}" if site else name, owner, breach) for site, owner, breach in met)


def through(node: Node, given: Feature, how: Conditions) -> Passed:
    """What a network, or a part of one, gives."""
    if isinstance(node, Block):
        return FORMS[node.form](node, given, how)
    assert node is not None
    return _layer(node, given, how)


def _layer(layer: Layer, given: Feature, how: Conditions) -> Passed:
    kind, options = LAYERS[layer.kind], layer.options
    shape = kind.output_shape(options, given.shape)
    unfit = unfitness(layer)
    seen = (("", layer.kind, unfit),) if unfit is not None else ()
    try:
        dtype = taken(layer, given, how) if unfit is None else asked(layer, unfit, given, how)
    except Breach as breach:
        dtype = "float32" if breach.rule in (SAME_TYPE, FLOATING_TYPE) else _one(given)
        return Passed(Feature(shape, dtype), (("", layer.kind, breach),), (), seen)
    if unfit is not None:
        return Passed(Feature(shape, dtype), (), (), seen)
    try:
        kind.check_misuse(options, given)
    except Breach as breach:
        return Passed(Feature(shape, dtype), (), (("", layer.kind, breach),))
    return Passed(Feature(shape, dtype))


def _one(given: Feature) -> str:
    return "float32" if given.dtype == MANY else given.dtype


def _child(block: Block, name: str, given: Feature, how: Conditions) -> Passed:
    """What a child that the block calls gives; its site is told from the block."""
    if name not in block.children:
        return Passed(given, (("", block.form, Breach(CALLED, name, "deleted")),))
    if block.children[name] is None:
        return Passed(given, (("", block.form, Breach(NONE, name, None)),))
    return through(block.children[name], given, how).inside(name)


def _in_turn(block: Block, names: tuple[str, ...], given: Feature, how: Conditions) -> Passed:
    passed = Passed(given)
    for name in names:
        passed = _child(block, name, passed.output, how).after(passed)
    return passed


@lru_cache(maxsize=8192)
def _sequential(block: Block, given: Feature, how: Conditions) -> Passed:
    return _in_turn(block, tuple(block.children), given, how)


def _getter(block: Block, given: Feature, how: Conditions) -> Passed:
    passed = _in_turn(block, tuple(block.children), given, how)
    return passed._replace(output=Feature(passed.output.shape, MANY))


def _resnet(block: Block, given: Feature, how: Conditions) -> Passed:
    """Source: ``ResNet._forward_impl`` of torchvision/models/resnet.py"""
    body = _in_turn(block, ORDERS["ResNet"][:-1], given, how)
    between = Passed(body.output, _unflattened(block, body.output))
    flat = Feature((*body.output.shape[:1], prod(body.output.shape[1:])), _one(body.output))
    return _child(block, "fc", flat, how).after(body, between)


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
    between = Passed(branch.output, _unadded(block, branch.output, shortcut.output))
    end = _child(block, last, Feature(branch.output.shape, _one(branch.output)), how)
    return end.after(branch, shortcut, between)


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
