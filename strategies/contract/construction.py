"""What is built: a network by its constructor, then the edits that are made on it."""

from functools import lru_cache
from typing import NamedTuple

from strategies.contract.surgery import doubtful, refuse, require_fit, unfit_layer
from strategies.contract.violation import Located, Violation, violation
from strategies.edited import edited
from strategies.resnet import Block, Node, network
from strategies.rule import Breach, Rule
from strategies.subject import Subject
from strategies.surgery import AnyEdit, site_of

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
    doubt: Violation | None = None
    whole: bool = True


@lru_cache(maxsize=4096)
def build(subject: Subject, edits: tuple[AnyEdit, ...]) -> Edited:
    """Make the edits one by one, and ask of each whether it may be made."""
    if not edits:
        broken = _constructed(subject)
        return Edited(network(subject), (broken,) if broken else (), None, broken is None)
    before, edit = build(subject, edits[:-1]), edits[-1]
    if not before.whole:
        return before
    violations, site = before.violations, site_of(edit)
    unfit = unfit_layer(before.root, edit)
    if unfit is not None:
        violations = (*violations, violation("build", unfit.breach, unfit.owner, site))
    try:
        refuse(before.root, edit)
    except Located as located:
        broken = violation("build", located.breach, located.owner, site)
        return Edited(before.root, (*violations, broken), before.doubt, whole=False)
    breach = doubtful(before.root, edit)
    doubt = violation("build", breach, "edit", "") if breach is not None else None
    return Edited(edited(before.root, edit), violations, before.doubt or doubt)


@lru_cache(maxsize=64)
def _constructed(subject: Subject) -> Violation | None:
    """What is wrong with the constructor's options. Source: torchvision/models/resnet.py"""
    flags = subject.replace_stride_with_dilation
    try:
        DILATED.hold(len(flags) in (0, 3), 3, len(flags))
        ONE_ARGUMENT.hold(subject.norm_layer != "GroupNorm", "the channel count alone", "two")
    except Breach as breach:
        return violation("build", breach, "resnet")
    try:
        _build_all(network(subject), "")
    except Located as located:
        return violation("build", located.breach, located.owner, located.site)
    return None


def _build_all(node: Node, site: str) -> None:
    if isinstance(node, Block):
        for name, child in node.children.items():
            _build_all(child, f"{site}.{name}" if site else name)
    elif node is not None:
        require_fit(node, site)
