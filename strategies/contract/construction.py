"""The build stage: a network is constructed, then edited."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from strategies.contract.constructor import check_constructor
from strategies.contract.layer import invalid_options
from strategies.contract.surgery import layer_made, misuse_of, refuse
from strategies.edited import edited
from strategies.network.models import network
from strategies.network.node import Block, Node
from strategies.stage import Stage
from strategies.subject import Subject
from strategies.surgery import AnyEdit, Assign, site_of
from strategies.violation import ViolatedAt, Violation, violation_of


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
        stage: Stage = "forward" if isinstance(edit, Assign) else "build"  # that constructs nothing
        violations = (*violations, violation_of(stage, unfit, layer.kind, site))
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
    """The network that the constructor returns."""
    root = network(subject)
    try:
        check_constructor(subject)
    except ViolatedAt as located:
        violation = violation_of("build", located.violated, located.owner)
        return Edited(root, (violation,), whole=False)
    return Edited(root, tuple(_unfit_layers(root, "")))


def _unfit_layers(node: Node, site: str) -> Iterator[Violation]:
    if isinstance(node, Block):
        for name, child in node.children.items():
            yield from _unfit_layers(child, f"{site}.{name}" if site else name)
    elif node is not None and (unfit := invalid_options(node)) is not None:
        yield violation_of("build", unfit, node.kind, site)
