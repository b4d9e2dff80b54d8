"""The network of a case after its edits, as plain data.

An edit that cannot be made is skipped here: `strategies.contract.surgery` has the rules for edits.
"""

from dataclasses import replace
from functools import lru_cache

from msgspec import structs

from strategies.case import Case
from strategies.layer import LAYERS, Layer
from strategies.layer.arithmetic import whole
from strategies.layer.kind import weightless
from strategies.layer.padding import PADS
from strategies.network.models import model_of, network
from strategies.network.node import Block, Node, sequential
from strategies.network.program import GETTER
from strategies.subject import Subject
from strategies.surgery import AnyEdit, Assign, Extract, Insert, Remove, Replace, Truncate
from strategies.value import Value

OPAQUE_LAYERS = ("Residual", "SqueezeExcite", "TransformerEncoderLayer", "MultiheadAttention")
"""Layers with submodules, which are not sites of the network, and read what they were built with."""


@lru_cache(maxsize=4096)
def edited_network(subject: Subject, edits: tuple[AnyEdit, ...]) -> Node:
    """The network of a subject after edits, in order."""
    if not edits:
        return network(subject)
    return edited(edited_network(subject, edits[:-1]), edits[-1])


def output_attribute(case: Case) -> str:
    """The attribute of what the network returns in which the logits are; "" where it is the logits.

    A network that an edit has put into another module returns what that does.
    """
    attribute = model_of(case.subject).output
    wrapped = attribute and any(
        isinstance(edit, Truncate | Extract) or not edit.site for edit in case.edits
    )
    return "" if wrapped else attribute


def edited(root: Node, edit: AnyEdit) -> Node:
    """The network after one edit; unchanged where the edit names a site that is not there."""
    if isinstance(edit, Truncate | Extract):
        return _truncated(root, edit)
    return _changed(root, edit.site.split(".") if edit.site else [], edit)


def _truncated(root: Node, edit: Truncate | Extract) -> Node:
    if not isinstance(root, Block):
        return root
    names = [name for name, child in root.children.items() if child is not None]
    if isinstance(edit, Extract):
        kept = names[: names.index(edit.site) + 1] if edit.site in names else names
        return Block("Getter", {name: root.children[name] for name in kept}, GETTER)
    kept = names[: -edit.drop or None]
    return sequential(*(root.children[name] for name in kept))


def _changed(node: Node, path: list[str], edit: AnyEdit) -> Node:
    if not path:
        return _at_site(node, edit)
    if not isinstance(node, Block):
        return node
    name, rest = path[0], path[1:]
    if not rest and isinstance(edit, Remove) and edit.how == "delete":
        left = [(key, child) for key, child in node.children.items() if key != name]
        if node.calls_each and name.isdecimal():  # del sequential[1] numbers the rest anew
            left = [(str(index), child) for index, (_, child) in enumerate(left)]
        return replace(node, children=dict(left))
    if not rest and is_plain_none(node, edit, name):
        return node
    changed = _changed(node.children.get(name), rest, edit)
    return replace(node, children={**node.children, name: changed})


def is_plain_none(parent: Node, edit: AnyEdit, name: str) -> bool:
    """Whether an edit sets None under a name that no child has, which makes a plain attribute. Source:
    ``Module.__setattr__`` of torch/nn/modules/module.py."""
    nothing = isinstance(edit, Remove) and edit.how == "none"
    return nothing and isinstance(parent, Block) and name not in parent.children


def _at_site(node: Node, edit: AnyEdit) -> Node:
    match edit:
        case Remove(how="identity"):
            return Layer("Identity")
        case Remove():
            return None
        case Replace():
            return edit.layer
        case Insert(where="before"):
            return sequential(edit.layer, node)
        case Insert():
            return sequential(node, edit.layer)
        case Assign() if isinstance(node, Layer) and edit.attribute == "groups":
            return _regrouped(node, edit.value)
        case Assign() if isinstance(node, Layer) and _read_at_runtime(node, edit.attribute):
            value = _as_read(node, edit.value)
            return structs.replace(node, options={**node.options, edit.attribute: value})
    return node


def _as_read(layer: Layer, value: Value) -> Value:
    """A value as ``forward`` reads it: one number that is assigned is not spread over all sides."""
    return (value,) if layer.kind in PADS and isinstance(value, int) else value


def _regrouped(layer: Layer, value: Value) -> Layer:
    """A built layer with another ``groups``: the weights of a convolution keep their shape."""
    if LAYERS[layer.kind].option("groups") is None:
        return layer
    options = {**layer.options, "groups": value}
    shared = "out_channels" if "Transpose" in layer.kind else "in_channels"
    if shared in options:
        groups = max(1, whole(layer.options.get("groups"), 1))
        options[shared] = whole(options[shared]) // groups * whole(value)
    return structs.replace(layer, options=options)


def read_at_runtime(layer: Layer, attribute: str) -> bool:
    """Whether ``forward`` of a layer reads an attribute."""
    if attribute == "groups":
        return layer.kind in LAYERS and LAYERS[layer.kind].option("groups") is not None
    return _read_at_runtime(layer, attribute)


def _read_at_runtime(layer: Layer, attribute: str) -> bool:
    """Whether ``forward`` of a layer reads an attribute, ``groups`` left out.

    The shapes of its weights don't change: ``fc.out_features = 10`` has no effect.
    """
    kind = LAYERS.get(layer.kind)
    if kind is None or kind.option(attribute) is None:
        return False
    if attribute == "padding" and layer.options.get("padding_mode", "zeros") != "zeros":
        return False  # a convolution pads by what its constructor has worked out
    window = attribute in ("stride", "padding", "dilation") and layer.kind not in OPAQUE_LAYERS
    return window or (attribute == "kernel_size" and kind.parameters is weightless)
