"""The forward pass through an edited network: the rules that are violated at each layer.

After a violation, the pass goes on with the output that the layer should have had: so one fault
doesn't hide those behind it, and its mere consequences are no faults.
"""

from collections.abc import Callable
from functools import lru_cache
from math import prod
from typing import NamedTuple

from strategies.contract.layer import invalid_options, output_dtype, output_dtype_despite
from strategies.layer import LAYERS, Layer
from strategies.layer.common_rules import IMAGES, ONE_TENSOR
from strategies.repair import BeforeFlatten, KeepShape, Repair, SetEdit, SetOption
from strategies.resnet import Block, Node
from strategies.rule import (
    FLOATING_TYPE,
    MANY,
    SAME_TYPE,
    Conditions,
    Rule,
    RuleViolated,
    TensorSpec,
    returned,
)
from strategies.shape_inference import ORDERS

CALLED = Rule(
    "child",
    "{layer} calls its submodule {wanted}, but that was {got}",
    (Repair("replace {wanted} by nn.Identity() instead of deleting it", SetEdit("how", "identity")),),
    "generated/torch.nn.Identity.html",
    shared=True,
)
NONE = Rule(
    "none",
    "{layer} calls its submodule {wanted}, but that is {got}",
    (Repair("use nn.Identity() instead of None", SetEdit("how", "identity")),),
    "generated/torch.nn.Identity.html",
    shared=True,
)
RESIDUAL = Rule(
    "residual",
    "{layer}: the output of the residual branch must have the shape of the shortcut, {wanted}, but got"
    " {got}",
    (
        Repair(
            "use options with which the edited layer keeps the shape of the branch: its stride, padding"
            " and number of channels",
            KeepShape("options"),
        ),
        Repair(
            "put a 1x1 nn.Conv2d or an nn.AdaptiveAvgPool2d behind the edited layer, or in the place"
            " of a removed one, which keeps the shape of the branch",
            KeepShape("layer"),
        ),
        Repair("use the same stride and number of channels in the branch and in downsample"),
    ),
    "notes/broadcasting.html",
)
FLATTENED = Rule(
    "flatten",
    "{layer}: torch.flatten(x, 1) in front of fc expects {wanted} dimensions, but got {got}",
    (
        IMAGES,
        Repair("keep the batch dimension", SetOption("shape", of="any")),
        Repair(
            "squeeze or average another dimension than that of the batch",
            SetOption("dim", (-1, 1), of="any"),
        ),
        Repair(
            "add the batch dimension in front of the flatten: x.unsqueeze(0)",
            BeforeFlatten("Unsqueeze", {"dim": 0}),
        ),
        Repair(
            "add a dimension in front of the flatten: x.unsqueeze(1)",
            BeforeFlatten("Unsqueeze", {"dim": -1}),
        ),
    ),
    "generated/torch.flatten.html",
)

SitedViolation = tuple[str, str, RuleViolated]
"""A site, the kind of layer or block there, and the rule that is violated."""


class Passed(NamedTuple):
    """The output of a module, and what was found in it: violations, misuses, layers with invalid
    options, and what not every processor is capable of."""

    output: TensorSpec
    faults: tuple[SitedViolation, ...] = ()
    misuses: tuple[SitedViolation, ...] = ()
    unfit: tuple[SitedViolation, ...] = ()
    beyond: tuple[SitedViolation, ...] = ()

    def after(self, *before: "Passed") -> "Passed":
        """The same output, with what was found before as well."""
        passed = (*before, self)
        return Passed(
            self.output,
            tuple(met for one in passed for met in one.faults),
            tuple(met for one in passed for met in one.misuses),
            tuple(met for one in passed for met in one.unfit),
            tuple(met for one in passed for met in one.beyond),
        )

    def inside(self, name: str) -> "Passed":
        """The same with sites relative to the parent, in which the module has this name."""
        if not any(self[1:]):
            return self
        return Passed(self.output, *(_inside(name, met) for met in self[1:]))


def _inside(name: str, met: tuple[SitedViolation, ...]) -> tuple[SitedViolation, ...]:
    return tuple((f"{name}.{site}" if site else name, owner, violated) for site, owner, violated in met)


def through(node: Node, x: TensorSpec, how: Conditions) -> Passed:
    """The output of a network or a part of one, and the rules that are violated in it."""
    if isinstance(node, Block):
        return FORMS[node.form](node, x, how)
    assert node is not None
    return _layer(node, x, how)


def _layer(layer: Layer, x: TensorSpec, how: Conditions) -> Passed:
    kind, options = LAYERS[layer.kind], layer.options
    shape = kind.output_shape(options, x.shape)
    unfit = invalid_options(layer)
    seen = (("", layer.kind, unfit),) if unfit is not None else ()
    try:
        if unfit is None:
            dtype = output_dtype(layer, x, how)
        else:
            dtype = output_dtype_despite(layer, unfit, x, how)
    except RuleViolated as violated:
        dtype = "float32" if violated.rule in (SAME_TYPE, FLOATING_TYPE) else x.one().dtype
        return Passed(TensorSpec(shape, dtype), (("", layer.kind, violated),), (), seen)
    if unfit is not None:
        return Passed(returned(shape, dtype), (), (), seen)
    misuses = _caught(layer, kind.check_misuse, options, x)
    beyond = _caught(layer, kind.check_capability, options, x, how)
    return Passed(returned(shape, dtype), misuses=misuses, beyond=beyond)


def _caught(layer: Layer, check: Callable[..., None], *args: object) -> tuple[SitedViolation, ...]:
    """The rule that a check of a layer finds violated, or nothing."""
    try:
        check(*args)
    except RuleViolated as violated:
        return (("", layer.kind, violated),)
    return ()


def _child(block: Block, name: str, x: TensorSpec, how: Conditions) -> Passed:
    """The output of a child that a block calls, with sites relative to the block."""
    if name not in block.children:
        return Passed(x, (("", block.form, RuleViolated(CALLED, name, "deleted")),))
    if block.children[name] is None:
        return Passed(x, (("", block.form, RuleViolated(NONE, name, None)),))
    return through(block.children[name], x, how).inside(name)


def _in_turn(block: Block, names: tuple[str, ...], x: TensorSpec, how: Conditions) -> Passed:
    passed = Passed(x)
    for name in names:
        passed = _child(block, name, passed.output, how).after(passed)
    return passed


@lru_cache(maxsize=8192)
def _sequential(block: Block, x: TensorSpec, how: Conditions) -> Passed:
    return _in_turn(block, tuple(block.children), x, how)


def _getter(block: Block, x: TensorSpec, how: Conditions) -> Passed:
    passed = _in_turn(block, tuple(block.children), x, how)
    shape, dtype, first = passed.output
    return passed._replace(output=TensorSpec(shape, MANY, first or dtype))


def _resnet(block: Block, x: TensorSpec, how: Conditions) -> Passed:
    """Source: ``ResNet._forward_impl`` of torchvision/models/resnet.py"""
    body = _in_turn(block, ORDERS["ResNet"][:-1], x, how)
    between = Passed(body.output, _unflattened(block, body.output))
    flat = TensorSpec((*body.output.shape[:1], prod(body.output.shape[1:])), body.output.one().dtype)
    return _child(block, "fc", flat, how).after(body, between)


def _unflattened(block: Block, body: TensorSpec) -> tuple[SitedViolation, ...]:
    if body.dtype == MANY:
        return (("", block.form, RuleViolated(ONE_TENSOR, "one tensor", "several (a tuple or dict)")),)
    if len(body.shape) < 2:
        return (("", block.form, RuleViolated(FLATTENED, "2 or more", len(body.shape))),)
    return ()


@lru_cache(maxsize=8192)
def _bottleneck(block: Block, x: TensorSpec, how: Conditions) -> Passed:
    """Source: ``Bottleneck.forward`` of torchvision/models/resnet.py"""
    *inner, last, _ = ORDERS["Bottleneck"]
    branch = _in_turn(block, tuple(inner), x, how)
    shortcut = Passed(x)
    if block.children.get("downsample") is not None:
        shortcut = _child(block, "downsample", x, how)
    between = Passed(branch.output, _unadded(block, branch.output, shortcut.output))
    end = _child(block, last, TensorSpec(branch.output.shape, branch.output.one().dtype), how)
    return end.after(branch, shortcut, between)


def _unadded(block: Block, branch: TensorSpec, shortcut: TensorSpec) -> tuple[SitedViolation, ...]:
    if MANY in (branch.dtype, shortcut.dtype):
        return (("", block.form, RuleViolated(ONE_TENSOR, "one tensor", "several (a tuple or dict)")),)
    if branch.shape != shortcut.shape:
        return (("", block.form, RuleViolated(RESIDUAL, shortcut.shape, branch.shape)),)
    return ()


FORMS: dict[str, Callable[[Block, TensorSpec, Conditions], Passed]] = {
    "ResNet": _resnet,
    "Bottleneck": _bottleneck,
    "Sequential": _sequential,
    "Getter": _getter,
}
