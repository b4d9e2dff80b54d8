"""The build stage: a network is constructed, then edited."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from strategies.contract.layer import invalid_options
from strategies.contract.surgery import layer_made, misuse_of, refuse
from strategies.edited import edited
from strategies.network.node import Block, Node
from strategies.network.torchvision import network
from strategies.repair import Repair, SetSubject
from strategies.rule import Rule, RuleViolated
from strategies.subject import Subject
from strategies.surgery import AnyEdit, site_of
from strategies.violation import ViolatedAt, Violation, violation_of

DILATED = Rule(
    "replace_stride_with_dilation",
    "replace_stride_with_dilation must be a tuple of {wanted} flags, but got {got}",
    (
        Repair(
            "pass one flag for each of layer2, layer3 and layer4: (False, False, True)",
            SetSubject("replace_stride_with_dilation", (False, False, True)),
        ),
    ),
    "https://docs.pytorch.org/vision/stable/models/generated/torchvision.models.resnet50.html",
)
ONE_ARGUMENT = Rule(
    "norm_layer",
    "norm_layer is called with {wanted}, but nn.GroupNorm requires {got} arguments",
    (
        Repair(
            "use norm_layer=lambda channels: nn.GroupNorm(32, channels)",
            SetSubject("norm_layer", "GroupNorm(32)"),
        ),
    ),
    "generated/torch.nn.GroupNorm.html",
)


class Edited(NamedTuple):
    """A network after its edits, with the rules that they violate and the first misuse.

    It is ``whole`` where every edit can be made. That doesn't consider the options of layers: whether
    torch refuses to construct a layer with invalid ones is not predicted.
    """

    root: Node
    violations: tuple[Violation, ...] = ()
    misuse: Violation | None = None
    whole: bool = True


@lru_cache(maxsize=4096)
def build(subject: Subject, edits: tuple[AnyEdit, ...]) -> Edited:
    """Construct a network and make the edits one by one, up to the first that cannot be made."""
    if not edits:
        return _constructed(subject)
    before, edit = build(subject, edits[:-1]), edits[-1]
    if not before.whole:
        return before
    violations, site = before.violations, site_of(edit)
    layer = layer_made(before.root, edit)
    unfit = invalid_options(layer) if layer is not None else None
    if layer is not None and unfit is not None:
        violations = (*violations, violation_of("build", unfit, layer.kind, site))
    try:
        refuse(before.root, edit)
    except ViolatedAt as located:
        violation = violation_of("build", located.violated, located.owner, site)
        return Edited(before.root, (*violations, violation), before.misuse, whole=False)
    violated = misuse_of(before.root, edit)
    misuse = violation_of("build", violated, "edit", "") if violated is not None else None
    return Edited(edited(before.root, edit), violations, before.misuse or misuse)


@lru_cache(maxsize=64)
def _constructed(subject: Subject) -> Edited:
    """The network that the constructor returns. Source: torchvision/models/resnet.py"""
    root, flags = network(subject), subject.replace_stride_with_dilation
    try:
        DILATED.require(len(flags) in (0, 3), 3, len(flags))
        ONE_ARGUMENT.require(subject.norm_layer != "GroupNorm", "the number of channels alone", "two")
    except RuleViolated as violated:
        return Edited(root, (violation_of("build", violated, "resnet"),), whole=False)
    return Edited(root, tuple(_unfit_layers(root, "")))


def _unfit_layers(node: Node, site: str) -> Iterator[Violation]:
    if isinstance(node, Block):
        for name, child in node.children.items():
            yield from _unfit_layers(child, f"{site}.{name}" if site else name)
    elif node is not None and (unfit := invalid_options(node)) is not None:
        yield violation_of("build", unfit, node.kind, site)
