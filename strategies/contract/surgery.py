"""What may be done to a network: rules for edits, asked before each is made."""

from strategies.edited import edited, read_at_runtime
from strategies.layer import LAYERS, Layer
from strategies.layer.arithmetic import spreads
from strategies.resnet import Block, Node, at
from strategies.rule import Rule, RuleViolated
from strategies.surgery import AnyEdit, Assign, Extract, Insert, Remove, Replace, Truncate
from strategies.value import Shape
from strategies.violation import ViolatedAt

MODULE = "generated/torch.nn.Module.html"
NO_SITE = Rule(
    "site",
    "there is no module {got}; there are {wanted}",
    "name a module that model.named_modules() lists",
    MODULE,
)
NO_CHILD = Rule(
    "child",
    "{got} is not among the children of the network, which are {wanted}",
    "name one of its children",
    MODULE,
)
NO_EFFECT = Rule(
    "no_effect",
    "setting {got} changes nothing: the network looks at {wanted} alone",
    "replace the layer that is meant",
    MODULE,
)
NOT_COPIED = Rule(
    "no_grad",
    "a weight is written in place {got}, where autograd watches; that has to be {wanted}",
    "wrap it: with torch.no_grad():",
    "notes/autograd.html#locally-disabling-gradient-computation",
)
NO_WEIGHT = Rule(
    "weight",
    "a weight is to be copied from one layer to another, and {got} has none",
    "copy between layers that have a weight",
    MODULE,
)
SLICED = Rule(
    "weight_shape",
    "a weight of shape {got} does not fit into one of shape {wanted}",
    "let the new layer start afresh, or copy the part that fits",
    "notes/broadcasting.html",
)


def refuse(root: Node, edit: AnyEdit) -> None:
    """Raise `ViolatedAt` where an edit cannot be made on a network, if its layer can be."""
    match edit:
        case Truncate():
            pass
        case Extract():
            _require_child(root, edit.site)
        case Insert() | Remove(how="delete"):
            require(root, edit.site)
        case Replace():
            _require_weights(root, edit)
            _require_place(root, edit.site)
        case Remove():
            _require_place(root, edit.site)
        case Assign():
            if require(root, edit.site) is None:
                raise ViolatedAt(RuleViolated(NO_SITE, "a module", edit.site), "edit")


def layer_made(root: Node, edit: AnyEdit) -> Layer | None:
    """The layer that an edit makes, or assigns to."""
    match edit:
        case Insert() | Replace():
            return edit.layer
        case Assign():
            after = at(edited(root, edit), edit.site)
            return after if isinstance(after, Layer) else None
    return None


def require(root: Node, site: str) -> Node:
    """What stands at a site. Raises `ViolatedAt` where there is no way to it."""
    node = root
    for name in site.split(".") if site else ():
        if not has(node, name):
            raise ViolatedAt(RuleViolated(NO_SITE, named(node), site), "edit")
        assert isinstance(node, Block)
        node = node.children[name]
    return node


def has(node: Node, name: str) -> bool:
    """Whether a module has a child by a name; by a number, as only a Sequential is indexed."""
    numbered = isinstance(node, Block) and (not name.isdecimal() or node.form == "Sequential")
    return numbered and isinstance(node, Block) and name in node.children


def named(node: Node) -> str:
    """The names of a module's children, to be told."""
    return ", ".join(node.children) if isinstance(node, Block) and node.children else "none below it"


def _require_child(root: Node, site: str) -> None:
    child = root.children.get(site) if isinstance(root, Block) else None
    if child is None:
        raise ViolatedAt(RuleViolated(NO_CHILD, named(root), site), "edit")


def _require_place(root: Node, site: str) -> None:
    """Something can be put at a site: a name may be new, a number has to be there."""
    path, _, name = site.rpartition(".")
    parent = require(root, path)
    if parent is None or (name.isdecimal() and not has(parent, name)):
        raise ViolatedAt(RuleViolated(NO_SITE, named(parent), site), "edit")


def _require_weights(root: Node, edit: Replace) -> None:
    """Source: the way that `strategies.surgery.Replace` says weights are copied."""
    if edit.weights == "fresh":
        return
    old, new = require(root, edit.site), edit.layer
    before, after = (_weight(node, edit.site) for node in (old, new))
    cut = (*(min(pair) for pair in zip(before, after, strict=False)), *after[len(before) :])
    if len(before) > len(after) or not spreads(before, cut):
        raise ViolatedAt(RuleViolated(SLICED, after, before), "edit")
    if edit.weights == "copied" and new.kind != "FrozenBatchNorm2d":
        raise ViolatedAt(RuleViolated(NOT_COPIED, "under torch.no_grad()", "as it is"), "edit")


def _weight(node: Node, site: str) -> Shape:
    """The shape of a layer's weight. Raises `ViolatedAt` where there is none."""
    shape = LAYERS[node.kind].state(node.options).get("weight") if isinstance(node, Layer) else None
    if shape is None:
        kind = node.kind if isinstance(node, Layer) else "the module that was there"
        raise ViolatedAt(RuleViolated(NO_WEIGHT, "a weight", kind), "edit")
    return shape


def misuse_of(root: Node, edit: AnyEdit) -> RuleViolated | None:
    """What is doubtful about an edit that can be made: that it changes nothing."""
    if isinstance(edit, Assign):
        node = at(root, edit.site)
        idle = not (isinstance(node, Layer) and read_at_runtime(node, edit.attribute))
        if idle and edit.attribute not in ("training", "inplace"):
            return RuleViolated(NO_EFFECT, "what it was built with", edit.attribute)
    if isinstance(edit, Replace) or (isinstance(edit, Remove) and edit.how != "delete"):
        path, _, name = edit.site.rpartition(".")
        parent = require(root, path)
        if edit.site and not has(parent, name):
            return RuleViolated(NO_EFFECT, named(parent), edit.site)
    return None
