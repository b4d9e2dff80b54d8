"""parts_of(): where stem, stages and head of a network are, by names or by its form."""

from collections.abc import Iterator

from strategies.layer import Layer
from strategies.network.foreign import TIMM, TRANSFORMERS
from strategies.network.model import STAGES, TORCHVISION
from strategies.network.node import Block, at, below, sites
from strategies.network.steps import layers_in_order

NAMES = (TORCHVISION, TIMM, TRANSFORMERS)
"""How libraries call the parts; in a network of one's own, they may lie below a prefix."""

NORMS = ("BatchNorm2d", "GroupNorm", "InstanceNorm2d", "SyncBatchNorm", "FrozenBatchNorm2d")
POOLS = ("AdaptiveAvgPool2d", "AdaptiveMaxPool2d", "AvgPool2d")
LEAST = 2
"""The stages that a network has to have for its stages to be named after their names."""


def parts_of(root: Block) -> dict[str, str]:
    """The sites of the parts of a network, as `strategies.network.model.Model` has them.

    What the order of its layers says goes before what is said by names. A part is absent where neither
    says one place.
    """
    found = {**_by_names(root), **_by_order(root)}
    if not any(stage in found for stage in STAGES):
        found |= _stages(root)
    return {part: site for part, site in found.items() if at(root, site) is not None}


def _by_names(root: Block) -> dict[str, str]:
    """The parts below the one prefix where the most stages are."""
    there = {*sites(root)}
    candidates = []
    for names in NAMES:
        for prefix in ("", *sorted(there)):
            placed = {part: below(prefix, site) for part, site in names.items()}
            kept = {part: site for part, site in placed.items() if site in there}
            candidates.append((sum(stage in kept for stage in STAGES), len(kept), kept))
    most = max(count for count, _, _ in candidates)
    if most < LEAST:
        return {}
    fullest = max(size for count, size, _ in candidates if count == most)
    best = [kept for count, size, kept in candidates if (count, size) == (most, fullest)]
    stages = {tuple(kept.get(stage) for stage in STAGES) for kept in best}
    return best[0] if len(stages) == 1 else {}


def _by_order(root: Block) -> dict[str, str]:
    """The ends of a network: its first convolution and what follows, its last pooling and classifier."""
    layers = [step for step in _modules(root) if step[1].kind not in ("Identity", "Dropout", "Flatten")]
    found: dict[str, str] = {}
    if layers and layers[0][1].kind == "Conv2d":
        found["conv1"] = layers[0][0]
        if len(layers) > 1 and layers[1][1].kind in NORMS:
            found["bn1"] = layers[1][0]
    if layers and layers[-1][1].kind == "Linear":
        found["fc"] = layers[-1][0]
        before = [site for site, layer in layers if layer.kind in POOLS]
        if before and layers[-2][0] == before[-1]:
            found["avgpool"] = before[-1]
    return found


def _modules(root: Block) -> Iterator[tuple[str, Layer]]:
    """The layers that are modules, in the order in which they are called."""
    for site, layer in layers_in_order(root):
        if isinstance(at(root, site), Layer):
            yield site, layer


def _stages(root: Block) -> dict[str, str]:
    """Stages of which nothing but their form is known: lists of blocks, side by side in one module."""
    found = []
    for site in ("", *sites(root)):
        node = at(root, site)
        if isinstance(node, Block):
            lists = [below(site, name) for name, child in node.children.items() if _is_stage(child)]
            found += [lists] if LEAST <= len(lists) <= len(STAGES) else []
    return dict(zip(STAGES, found[0], strict=False)) if len(found) == 1 else {}


def _is_stage(node: object) -> bool:
    """Whether a module is a list of blocks of one class, each with code of its own."""
    if not (isinstance(node, Block) and node.calls_each and node.children):
        return False
    kinds = {child.kind for child in node.children.values() if isinstance(child, Block)}
    every = all(isinstance(child, Block) and not child.calls_each for child in node.children.values())
    return every and len(kinds) == 1
