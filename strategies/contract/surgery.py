"""Rules of edits: about the sites that they name and the weights that they copy."""

import msgspec

from strategies.edited import edited, is_plain_none, read_at_runtime
from strategies.layer import LAYERS, Layer
from strategies.layer.arithmetic import spreads
from strategies.network.model import PLAIN_PARTS
from strategies.network.node import Block, Node, at
from strategies.repair import Move, Reconstruct, Repair, SetEdit
from strategies.rule import Rule, RuleViolated
from strategies.surgery import AnyEdit, Assign, Extract, Insert, Remove, Replace, Truncate
from strategies.value import Shape
from strategies.violation import ViolatedAt

MODULE = "generated/torch.nn.Module.html"
NO_SITE = Rule(
    "site",
    "the network has no module {got}, only {wanted} at that level",
    (Repair("name a module that model.named_modules() lists", Move()),),
    MODULE,
)
NO_SUBMODULES = Rule(
    "site",
    "the network has no module {got}, since there are no submodules at that level",
    (Repair("name a module that model.named_modules() lists", Move(PLAIN_PARTS)),),
    MODULE,
)
NO_MODULE = Rule(
    "site", "{layer} expects {wanted} at {got}, but that is None", NO_SUBMODULES.repairs, MODULE
)
NO_CHILD = Rule(
    "direct_child",
    "IntermediateLayerGetter expects a direct child of the network ({wanted}), but got {got}",
    (Repair("name a direct child of the network", Move()),),
    MODULE,
)
NO_EFFECT = Rule(
    "no_effect",
    "{layer} sets the attribute {got}, which forward() does not read",
    (
        Repair("construct a new layer with that value in its place", Reconstruct()),
        Repair("set it on a layer whose forward() reads it"),
    ),
    MODULE,
)
NO_GRADIENTS = msgspec.structs.replace(
    NO_EFFECT,
    repairs=(Repair("call its method requires_grad_() instead of setting an attribute"),),
)
NOT_CALLED = Rule(
    "no_effect",
    "{layer} sets the module {got}, but forward() only calls {wanted}",
    (Repair("name one of the modules that forward() calls", Move()),),
    MODULE,
)
NOT_COPIED = Rule(
    "no_grad",
    "{layer} may modify a parameter that requires grad in place only {wanted}, but does so {got}",
    (Repair("copy the weight inside of a torch.no_grad() block", SetEdit("weights", "copied_no_grad")),),
    "notes/autograd.html#locally-disabling-gradient-computation",
)
AS_INITIALIZED = Repair(
    "leave the weight of the new layer as it is initialized", SetEdit("weights", "fresh")
)
NO_WEIGHT = Rule(
    "weight",
    "{layer} copies a weight from the old layer to the new one, but {got} has none",
    (AS_INITIALIZED,),
    MODULE,
)
SLICED = Rule(
    "weight_shape",
    "{layer} copies a weight into one of shape {wanted}, into which one of shape {got} does not fit",
    (AS_INITIALIZED,),
    "notes/broadcasting.html",
)


def refuse(root: Node, edit: AnyEdit) -> None:
    """Raise `ViolatedAt` where an edit cannot be made, whatever the options of its layer."""
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
                raise ViolatedAt(RuleViolated(NO_MODULE, "a module", edit.site), "edit")


def layer_made(root: Node, edit: AnyEdit) -> Layer | None:
    """The layer that an edit constructs, or the one to which it assigns, as it is afterwards."""
    match edit:
        case Insert() | Replace():
            return edit.layer
        case Assign():
            after = at(edited(root, edit), edit.site)
            return after if isinstance(after, Layer) else None
    return None


def require(root: Node, site: str) -> Node:
    """The module at a site, None where that is None. Raises `ViolatedAt` where there is no such site."""
    node = root
    for name in site.split(".") if site else ():
        if not has(node, name):
            raise _no_site(node, site)
        assert isinstance(node, Block)
        node = node.children[name]
    return node


def has(node: Node, name: str) -> bool:
    """Whether a module has a child of a name; a number is an index, which only Sequential supports."""
    numbered = isinstance(node, Block) and (not name.isdecimal() or node.calls_each)
    return numbered and isinstance(node, Block) and name in node.children


def named(node: Node) -> str:
    """The names of a module's children, separated by commas, or "none"."""
    return ", ".join(node.children) if isinstance(node, Block) and node.children else "none"


def _no_site(parent: Node, site: str) -> ViolatedAt:
    names = named(parent)
    rule = NO_SUBMODULES if names == "none" else NO_SITE
    return ViolatedAt(RuleViolated(rule, names, site), "edit")


def _require_child(root: Node, site: str) -> None:
    child = root.children.get(site) if isinstance(root, Block) else None
    if child is None:
        raise ViolatedAt(RuleViolated(NO_CHILD, named(root), site), "edit")


def _require_place(root: Node, site: str) -> None:
    """Raise `ViolatedAt` where no module can be set at a site: a name may be new, an index may not."""
    path, _, name = site.rpartition(".")
    parent = require(root, path)
    if parent is None or (name.isdecimal() and not has(parent, name)):
        raise _no_site(parent, site)


def _require_weights(root: Node, edit: Replace) -> None:
    """Raise `ViolatedAt` where the weight of a layer cannot be copied to its replacement.

    Source: the copy that `strategies.surgery.Replace` describes.
    """
    if edit.weights == "fresh":
        return
    old, new = require(root, edit.site), edit.layer
    before, after = (_weight(node, edit.site) for node in (old, new))
    cut = (*(min(pair) for pair in zip(before, after, strict=False)), *after[len(before) :])
    if len(before) > len(after) or not spreads(before, cut):
        raise ViolatedAt(RuleViolated(SLICED, after, before), "edit")
    if edit.weights == "copied" and new.kind != "FrozenBatchNorm2d":
        raise ViolatedAt(
            RuleViolated(NOT_COPIED, "under torch.no_grad()", "with gradients enabled"), "edit"
        )


def _weight(node: Node, site: str) -> Shape:
    """The shape of a layer's weight. Raises `ViolatedAt` where there is none."""
    shape = LAYERS[node.kind].state(node.options).get("weight") if isinstance(node, Layer) else None
    if shape is None:
        kind = node.kind if isinstance(node, Layer) else "the module at this site"
        raise ViolatedAt(RuleViolated(NO_WEIGHT, "a weight", kind), "edit")
    return shape


def misuse_of(root: Node, edit: AnyEdit) -> RuleViolated | None:
    """The misuse in an edit that can be made: that it has no effect."""
    if isinstance(edit, Assign):
        node = at(root, edit.site)
        idle = not (isinstance(node, Layer) and read_at_runtime(node, edit.attribute))
        if idle and edit.attribute not in ("training", "inplace"):
            rule = NO_GRADIENTS if edit.attribute == "requires_grad" else NO_EFFECT
            return RuleViolated(rule, "an attribute that forward() reads", edit.attribute)
    if isinstance(edit, Replace) or (isinstance(edit, Remove) and edit.how != "delete"):
        path, _, name = edit.site.rpartition(".")
        parent = require(root, path)
        calls_all = isinstance(parent, Block) and parent.calls_each
        calls_all = calls_all and not is_plain_none(parent, edit, name)
        if edit.site and not has(parent, name) and not calls_all:
            return RuleViolated(NOT_CALLED, named(parent), edit.site)
    return None
