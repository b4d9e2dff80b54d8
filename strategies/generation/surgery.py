"""surgeries(): edits of a network, each for the module and the shapes at its site."""

from collections import defaultdict
from functools import lru_cache
from typing import Literal

from hypothesis import strategies as st

from strategies.assignment import assignments
from strategies.edited import edited_network
from strategies.generation.choice import EITHER, among, number
from strategies.generation.layer import layers
from strategies.layer import LAYERS, Layer
from strategies.layer.kind import weightless
from strategies.layer.variant import relatives
from strategies.network.models import network
from strategies.network.node import Block, Node, at, sites
from strategies.shape_inference import shapes_at
from strategies.subject import Subject
from strategies.surgery import AnyEdit, Extract, Insert, Remove, Replace, Truncate
from strategies.value import Shape

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
STRAY_SITES = ("classifier", "head", "last_linear")
"""Names of other networks' heads: setting them is no error, and has no effect."""

WEIGHTS: tuple[Literal["fresh", "copied", "copied_no_grad"], ...] = (
    *("fresh", "fresh"),
    *("copied", "copied_no_grad"),
)
HOW_REMOVED: tuple[Literal["identity", "none", "delete"], ...] = ("identity", "none", "delete")
DROPS = tuple(Truncate(drop=drop) for drop in range(1, 10))


@st.composite
def surgeries(
    draw: st.DrawFn,
    subject: Subject = Subject(),
    shape: Shape = (2, 3, 32, 32),
    *,
    least: int = 0,
    most: int = 3,
) -> tuple[AnyEdit, ...]:
    """From ``least`` to ``most`` edits of a subject for an input of ``shape``, in order.

    ``shape`` is that of the input, (N, C, H, W). Shrinks towards no edit, and each edit towards a plain
    one at an early site.
    """
    edits: tuple[AnyEdit, ...] = ()
    for _ in range(draw(number(least, most))):
        edits = (*edits, _edit(draw, edited_network(subject, edits), shape, _depths(subject)))
    return edits


def _edit(draw: st.DrawFn, root: Node, shape: Shape, depths: int) -> AnyEdit:
    action = draw(among(ACTIONS))
    paths = _sites(root, depths) if isinstance(root, Block) else ()
    if action == "truncate" or not paths:
        return draw(among(DROPS))
    site = draw(among(draw(among(paths))))
    match action:
        case "extract":
            return Extract(site=site.split(".")[0])
        case "remove":
            return Remove(site=site, how=draw(among(HOW_REMOVED)))
        case "assign":
            return draw(among(assignments(root, site)))
        case "insert":
            return _insertion(draw, root, site, shape)
    return _replacement(draw, root, site, shape, related=action == "relative")


@lru_cache(maxsize=1024)
def _mostly_there(site: str) -> tuple[str, ...]:
    """The site, and now and then the end of the network."""
    return (site, site, site, "")


@lru_cache(maxsize=1024)
def _seldom_astray(site: str) -> tuple[str, ...]:
    """The site, and now and then a name that other networks have."""
    return (site,) * 9 + STRAY_SITES


@lru_cache(maxsize=64)
def _depths(subject: Subject) -> int:
    """How many depths the sites of a model have: more than four where it lies below a prefix."""
    return 1 + max((site.count(".") for site in sites(network(subject))), default=0)


@lru_cache(maxsize=1024)
def _sites(root: Block, depths: int) -> tuple[tuple[str, ...], ...]:
    """Sites by depth: a stage or head, a block, a layer, one in a projection; and the projections."""
    paths, by_depth = sites(root), defaultdict[int, list[str]](list)
    for path in paths:
        by_depth[path.count(".")].append(path)
    projections = [path for path in paths if path.endswith(".downsample")]
    groups = (*(by_depth[depth] for depth in range(depths)), projections)
    return tuple(tuple(group) for group in groups if group)


def _insertion(draw: st.DrawFn, root: Node, site: str, shape: Shape) -> Insert:
    site = draw(among(_mostly_there(site)))
    entering, leaving = shapes_at(root, site, shape)
    if draw(EITHER):
        return Insert(site=site, layer=draw(layers(entering)), where="before")
    return Insert(site=site, layer=draw(layers(leaving)))


def _replacement(draw: st.DrawFn, root: Node, site: str, shape: Shape, *, related: bool) -> Replace:
    if related:
        return relative(draw, root, site, shape)
    site = draw(among(_seldom_astray(site)))
    return Replace(site=site, layer=draw(layers(shapes_at(root, site, shape)[0])))


def relative(draw: st.DrawFn, root: Node, site: str, shape: Shape) -> Replace:
    """A layer replaced by one that differs in one option; any other part by any layer."""
    node = at(root, site)
    if not isinstance(node, Layer):
        return Replace(site=site, layer=draw(layers(shapes_at(root, site, shape)[0])))
    layer = draw(among(relatives(node)))
    if LAYERS[layer.kind].parameters is weightless:
        return Replace(site=site, layer=layer)
    weights = draw(among(WEIGHTS))
    return Replace(site=site, layer=layer, weights=weights)
