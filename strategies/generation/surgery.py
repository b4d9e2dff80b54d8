"""surgeries(): edits of a network, each aware of what stands at its site and what passes there."""

from typing import Literal

from hypothesis import strategies as st

from strategies.flow import edited, walk
from strategies.generation.layer import layers, relatives
from strategies.layer import KINDS, Layer
from strategies.layer.kind import weightless
from strategies.resnet import Block, Node, network, sites
from strategies.subject import Subject
from strategies.surgery import AnyEdit, Assign, Extract, Insert, Remove, Replace, Truncate
from strategies.value import Shape, Value

ACTIONS = (
    "remove",
    "replace",
    "insert",
    "relative",
    "insert",
    "replace",
    "truncate",
    "assign",
    "extract",
)
WHERE: tuple[Literal["after", "before"], ...] = ("after", "before")
STRAY_SITES = ("classifier", "head", "last_linear")


@st.composite
def surgeries(
    draw: st.DrawFn,
    subject: Subject = Subject(),
    shape: Shape = (2, 3, 32, 32),
    *,
    least: int = 0,
    most: int = 3,
) -> tuple[AnyEdit, ...]:
    """From ``least`` to ``most`` edits of a subject that is fed an input of ``shape``, in order.

    Shrinks towards no edit, and each edit towards a plain one at an early site.
    """
    root: Node = network(subject)
    edits: list[AnyEdit] = []
    for _ in range(draw(st.integers(least, most))):
        edit = draw(_edits(root, shape))
        edits.append(edit)
        root = edited(root, edit)
    return tuple(edits)


@st.composite
def _edits(draw: st.DrawFn, root: Node, shape: Shape) -> AnyEdit:
    action = draw(st.sampled_from(ACTIONS))
    if action == "truncate" or not isinstance(root, Block):
        return Truncate(drop=draw(st.integers(1, 9)))
    site = draw(_sites(root))
    if action == "extract":
        return Extract(site=site.split(".")[0])
    if action == "remove":
        return Remove(site=site, how=draw(st.sampled_from(("identity", "none", "delete"))))
    if action == "assign":
        return draw(_assignments(site, _at(root, site)))
    flow = walk(root, shape)
    entering = flow.entering.get(site, shape)
    if action == "insert":
        site, where = draw(st.sampled_from((site, site, site, ""))), draw(st.sampled_from(WHERE))
        passing = flow.leaving.get(site, shape) if where == "after" else flow.entering.get(site, shape)
        return Insert(site=site, layer=draw(layers(passing)), where=where)
    return draw(_replacements(site, _at(root, site), entering, related=action == "relative"))


def _sites(root: Block) -> st.SearchStrategy[str]:
    """Any depth is as likely: a stage or head, a block, a layer, a projection; the first comes first."""
    paths = sites(root)
    if not paths:
        return st.just("fc")
    groups = [[path for path in paths if path.count(".") == depth] for depth in (0, 1, 2, 3)]
    groups.append([path for path in paths if path.endswith(".downsample")])
    return st.one_of([st.sampled_from(group) for group in groups if group])


def _at(root: Node, site: str) -> Node:
    for name in site.split("."):
        root = root.children.get(name) if isinstance(root, Block) else None
    return root


@st.composite
def _replacements(draw: st.DrawFn, site: str, node: Node, entering: Shape, *, related: bool) -> Replace:
    weights: Literal["fresh", "copied", "copied_no_grad"] = "fresh"
    if related and isinstance(node, Layer):
        layer = draw(st.sampled_from(relatives(node)))
        if KINDS[layer.kind].parameters is not weightless:
            weights = draw(st.sampled_from(("fresh", "fresh", "copied", "copied_no_grad")))
    else:
        layer = draw(layers(entering))
        site = draw(st.sampled_from((site,) * 9 + STRAY_SITES))
    return Replace(site=site, layer=layer, weights=weights)


VALUES: dict[str, tuple[Value, ...]] = {
    "requires_grad": (True, False),
    "in_channels": (1, 4),
    "out_channels": (10,),
    "in_features": (512,),
    "out_features": (10,),
    "num_features": (32,),
    "stride": ((1, 1), (2, 2), (0, 0), (3, 3)),
    "padding": ((0, 0), (1, 1), (3, 3)),
    "dilation": ((2, 2),),
    "groups": (2, 64),
    "kernel_size": (2, (7, 7)),
    "inplace": (False, True),
    "training": (True, False),
}


def _assignments(site: str, node: Node) -> st.SearchStrategy[AnyEdit]:
    """Attributes that the module has come first; the others are set just as silently."""
    own = node.options if isinstance(node, Layer) else {}
    names = [name for name in VALUES if name in own] or ["requires_grad", "training"]
    pairs = [(name, value) for name in (*names, *VALUES) for value in VALUES[name]]
    return st.sampled_from(pairs).map(lambda pair: Assign(site=site, attribute=pair[0], value=pair[1]))
