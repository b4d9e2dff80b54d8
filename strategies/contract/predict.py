"""predict(): what ought to happen to a case, by the documentation alone."""

from functools import lru_cache
from typing import NamedTuple

from strategies.case import Case
from strategies.contract.backward import UNTRACKED, way_back, way_back_from
from strategies.contract.forward import through
from strategies.contract.load import load
from strategies.contract.meaning import doubt_meant, meaning, require_meant
from strategies.contract.surgery import build as build_layer
from strategies.contract.surgery import doubtful, refuse
from strategies.contract.violation import Located, Prediction, Violation, violation
from strategies.edited import edited
from strategies.loss import KINDS as LOSSES
from strategies.loss import Loss, Target
from strategies.loss.demand import PAIRED_OUTPUT
from strategies.resnet import Block, Node, network
from strategies.rule import MANY, Breach, Conditions, Domain, Feature, Rule
from strategies.subject import Subject
from strategies.surgery import AnyEdit

UNBATCHED = Rule(
    "unbatched",
    "it takes a batch of images, {wanted}, and is given one image, {got}",
    "add the batch axis: x.unsqueeze(0)",
    "https://docs.pytorch.org/vision/stable/models.html",
)
EMPTY_BATCH = Rule(
    "empty_batch",
    "the batch has {got} images, and a mean over it needs {wanted}",
    "leave empty batches out",
    "generated/torch.nn.CrossEntropyLoss.html",
)

NOT_TRACKED = violation("backward", Breach(UNTRACKED, "a gradient", "off"), "network")
"""That an output, whatever network gave it, cannot be followed back."""

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
    """A network after its edits, or why it cannot be built."""

    root: Node
    violation: Violation | None
    doubt: Violation | None


@lru_cache(maxsize=4096)
def build(subject: Subject, edits: tuple[AnyEdit, ...]) -> Edited:
    """Make the edits one by one, and ask of each whether it may be made."""
    if not edits:
        return Edited(network(subject), _constructed(subject), None)
    before = build(subject, edits[:-1])
    if before.violation is not None:
        return before
    edit = edits[-1]
    try:
        refuse(before.root, edit)
        breach = doubtful(before.root, edit)
    except Located as located:
        broken = violation("build", located.breach, located.owner, located.site)
        return Edited(before.root, broken, None)
    doubt = violation("build", breach, "edit", "") if breach is not None else None
    return Edited(edited(before.root, edit), None, before.doubt or doubt)


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
        build_layer(node, site)


def predict(case: Case) -> Prediction:
    """What ought to happen to a whole case: the first violation on its way, or the first doubt."""
    network = predict_network(case)
    if network.violation is not None or case.loss is None or network.output is None:
        return network
    compared = predict_compared(case.loss, case.target, network.output, meaning_of(case))
    broken = compared.violation
    if broken is None and case.backward:
        broken = predict_way_back(case) or predict_way_back_from(case.loss, case.target, network.output)
    return Prediction(broken, network.doubt or compared.doubt, network.output)


def predict_network(case: Case) -> Prediction:
    """What ought to come out of a case's network: a feature, or the first violation up to there."""
    root, broken, doubt = build(case.subject, case.edits)
    if broken is not None:
        return Prediction(broken)
    shape = case.input.shape
    if len(shape) == 3 and isinstance(root, Block):
        breach = Breach(UNBATCHED, ("N", *shape), shape)
        return Prediction(violation("forward", breach, "network"), doubt)
    try:
        load(root, case.load)
    except Located as located:
        return Prediction(violation("load", located.breach, located.owner), doubt)
    how = Conditions(case.mode == "train", case.autocast)
    try:
        output, doubts = through(root, Feature(shape, case.input.dtype), how)
    except Located as located:
        broken = violation("forward", located.breach, located.owner, located.site)
        return Prediction(broken, doubt)
    if doubt is None and doubts:
        site, owner, breach = doubts[0]
        doubt = violation("forward", breach, owner, site)
    if doubt is None and shape[:1] == (0,):
        doubt = violation("forward", Breach(EMPTY_BATCH, "one or more", 0), "network")
    return Prediction(None, doubt, output)


def predict_compared(loss: Loss, target: Target, output: Feature, given: Domain) -> Prediction:
    """What ought to come of an output of some meaning that is compared with a target."""
    compared, meant = predict_loss(loss, target, output), predict_meaning(loss, given)
    return Prediction(compared.violation or meant.violation, meant.doubt or compared.doubt)


def meaning_of(case: Case) -> Domain:
    """What the output of a case's network is meant as."""
    return meaning(build(case.subject, case.edits).root)


def predict_loss(loss: Loss, target: Target, output: Feature) -> Prediction:
    """What ought to come of an output that is compared with a target."""
    kind = LOSSES[loss.kind]
    try:
        if output.dtype == MANY:
            PAIRED_OUTPUT.broken("one tensor", "several")
        kind.asks(loss.options)
        kind.takes(loss.options, output, target)
    except Breach as breach:
        return Prediction(violation("loss", breach, loss.kind))
    try:
        kind.doubts(loss.options, output, target)
    except Breach as breach:
        return Prediction(None, violation("loss", breach, loss.kind))
    return Prediction()


def predict_meaning(loss: Loss, given: Domain) -> Prediction:
    """What ought to come of an output of some meaning that is given to a loss."""
    try:
        require_meant(loss, given)
    except Breach as breach:
        return Prediction(violation("loss", breach, loss.kind))
    try:
        doubt_meant(loss, given)
    except Breach as breach:
        return Prediction(None, violation("loss", breach, loss.kind))
    return Prediction()


def predict_way_back(case: Case) -> Violation | None:
    """Why there ought to be no way back through the network of a case that may be run forward.

    Under autocast a layer may keep a copy, of which nothing is said.
    """
    try:
        way_back(build(case.subject, case.edits).root, case)
    except Located as located:
        return violation("backward", located.breach, located.owner, located.site)
    return None


def predict_way_back_from(loss: Loss, target: Target, output: Feature) -> Violation | None:
    """Why there ought to be no way back from a loss that may be given an output and a target."""
    try:
        way_back_from(loss, target, output)
    except Breach as breach:
        return violation("backward", breach, loss.kind)
    return None
