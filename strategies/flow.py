"""Where shapes go: an edited network and an input, walked through without torch.

The walk assumes that every layer accepts what it is given and only asks what it would make of it.
Generation uses it to know the features at each site; what ought to be refused is not its business.
"""

from dataclasses import dataclass, field, replace
from functools import lru_cache
from math import prod

from strategies.case import Case
from strategies.layer import KINDS, Layer
from strategies.layer.kind import weightless
from strategies.resnet import Block, Node, network
from strategies.subject import Subject
from strategies.surgery import AnyEdit, Assign, Extract, Insert, Remove, Replace, Truncate
from strategies.value import Shape

BOTTLENECK = ("conv1", "bn1", "relu", "conv2", "bn2", "relu", "conv3", "bn3", "relu")
HEAD = ("conv1", "bn1", "relu", "maxpool", "layer1", "layer2", "layer3", "layer4", "avgpool")


@dataclass
class Flow:
    """What a walk saw: the shape before and after each site, and all elements that were held."""

    entering: dict[str, Shape] = field(default_factory=dict)
    leaving: dict[str, Shape] = field(default_factory=dict)
    output: Shape = ()
    elements: int = 0


def flow(case: Case) -> Flow:
    """Walk a case's input through its edited network.

    Sites are those of the network after its edits. An edit that cannot be applied is passed over.
    """
    return _flow(case.subject, case.edits, case.input.shape)


@lru_cache(maxsize=1024)
def _flow(subject: Subject, edits: tuple[AnyEdit, ...], shape: Shape) -> Flow:
    root: Node = network(subject)
    for edit in edits:
        root = edited(root, edit)
    return walk(root, shape)


def walk(root: Node, shape: Shape) -> Flow:
    """Walk an input's shape through a network."""
    seen = Flow()
    seen.output = _walk(root, "", shape, seen)
    return seen


def edited(root: Node, edit: AnyEdit) -> Node:
    """The network after one edit; unchanged where the edit names a site that is not there."""
    if isinstance(edit, Truncate | Extract):
        return _truncated(root, edit)
    return _changed(root, edit.site.split(".") if edit.site else [], edit)


def _truncated(root: Node, edit: Truncate | Extract) -> Node:
    if not isinstance(root, Block):
        return root
    names = list(root.children)
    if isinstance(edit, Extract):
        kept = names[: names.index(edit.site) + 1] if edit.site in names else names
        return Block("Getter", {name: root.children[name] for name in kept})
    kept = names[: -edit.drop or None]
    return Block("Sequential", {str(index): root.children[name] for index, name in enumerate(kept)})


def _changed(node: Node, path: list[str], edit: AnyEdit) -> Node:
    if not path:
        return _at_site(node, edit)
    if not isinstance(node, Block):
        return node
    name, rest = path[0], path[1:]
    if not rest and isinstance(edit, Remove) and edit.how == "delete":
        left = [(key, child) for key, child in node.children.items() if key != name]
        if node.form == "Sequential":
            left = [(str(index), child) for index, (_, child) in enumerate(left)]
        return replace(node, children=dict(left))
    changed = _changed(node.children.get(name), rest, edit)
    return replace(node, children={**node.children, name: changed})


def _at_site(node: Node, edit: AnyEdit) -> Node:
    match edit:
        case Remove(how="identity"):
            return Layer("Identity")
        case Remove():
            return None
        case Replace():
            return edit.layer
        case Insert(where="before"):
            return Block("Sequential", {"0": edit.layer, "1": node})
        case Insert():
            return Block("Sequential", {"0": node, "1": edit.layer})
        case Assign() if isinstance(node, Layer) and _heeds(node, edit.attribute):
            return Layer(node.kind, {**node.options, edit.attribute: edit.value})
    return node


def _heeds(layer: Layer, attribute: str) -> bool:
    """Whether a layer that is built looks at an attribute again when it runs.

    The sizes of its weights are what they are: ``fc.out_features = 10`` changes nothing.
    """
    kind = KINDS.get(layer.kind)
    if kind is None or kind.option(attribute) is None:
        return False
    window = attribute in ("stride", "padding", "dilation")
    return window or (attribute == "kernel_size" and kind.parameters is weightless)


def _walk(node: Node, path: str, shape: Shape, seen: Flow) -> Shape:
    seen.entering[path] = shape
    if isinstance(node, Layer):
        kind = KINDS.get(node.kind)
        if kind:
            seen.elements += kind.scratch(node.options, shape)
            shape = kind.flow(node.options, shape)
        seen.elements += abs(prod(shape))
    elif node is not None:
        shape = _through(node, path, shape, seen)
    seen.leaving[path] = shape
    return shape


def _through(block: Block, path: str, shape: Shape, seen: Flow) -> Shape:
    prefix = f"{path}." if path else ""
    order = {"Bottleneck": BOTTLENECK, "ResNet": HEAD}.get(block.form, tuple(block.children))
    given = shape
    for name in order:
        if name in block.children:
            shape = _walk(block.children[name], prefix + name, shape, seen)
    if block.form == "Bottleneck" and block.children.get("downsample") is not None:
        _walk(block.children["downsample"], f"{prefix}downsample", given, seen)
    if block.form == "ResNet":
        shape = (*shape[:1], prod(shape[1:]))
        shape = _walk(block.children.get("fc"), f"{prefix}fc", shape, seen)
    return shape
