"""What is built: a network by its constructor, then the edits that are made on it."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from strategies.contract.layer import unfitness
from strategies.contract.surgery import layer_made, misuse_of, refuse
from strategies.edited import edited
from strategies.resnet import Block, Node, network
from strategies.rule import Rule, RuleViolated
from strategies.subject import Subject
from strategies.surgery import AnyEdit, site_of
from strategies.violation import ViolatedAt, Violation, violation_of

DILATED = Rule(
    "replace_stride_with_dilation",
    "replace_stride_with_dilation has {got} flags, and has to have {wanted}",
    "give a flag for each of layer2, layer3 and layer4",
    "https://docs.pytorch.org/vision/stable/models/generated/torchvision.models.resnet50.html",
)
ONE_ARGUMENT = Rule(
    "norm_layer",
    "norm_layer is called with {wanted}, and nn.GroupNorm takes {got} arguments",
    "norm_layer=lambda channels: nn.GroupNorm(32, channels)",
    "generated/torch.nn.GroupNorm.html",
)


class Edited(NamedTuple):
    """A network after its edits: the rules that they break, and what is doubtful about them.

    It is ``whole`` where nothing stands in the way of any edit; of a layer with unfit options it is not
    known whether it can be made.
    """

    root: Node
    violations: tuple[Violation, ...] = ()
    misuse: Violation | None = None
    whole: bool = True


@lru_cache(maxsize=4096)
def build(subject: Subject, edits: tuple[AnyEdit, ...]) -> Edited:
    """Make the edits one by one, and ask of each whether it may be made."""
    if not edits:
        return _constructed(subject)
    before, edit = build(subject, edits[:-1]), edits[-1]
    if not before.whole:
        return before
    violations, site = before.violations, site_of(edit)
    layer = layer_made(before.root, edit)
    unfit = unfitness(layer) if layer is not None else None
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
    """The network that the constructor makes. Source: torchvision/models/resnet.py"""
    root, flags = network(subject), subject.replace_stride_with_dilation
    try:
        DILATED.require(len(flags) in (0, 3), 3, len(flags))
        ONE_ARGUMENT.require(subject.norm_layer != "GroupNorm", "the channel count alone", "two")
    except RuleViolated as violated:
        return Edited(root, (violation_of("build", violated, "resnet"),), whole=False)
    return Edited(root, tuple(_unfit_layers(root, "")))


def _unfit_layers(node: Node, site: str) -> Iterator[Violation]:
    if isinstance(node, Block):
        for name, child in node.children.items():
            yield from _unfit_layers(child, f"{site}.{name}" if site else name)
    elif node is not None and (unfit := unfitness(node)) is not None:
        yield violation_of("build", unfit, node.kind, site)
