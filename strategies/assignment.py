"""Assignments: the settings that people change on a layer that is already built."""

from functools import lru_cache

from strategies.layer import LAYERS, Layer
from strategies.network.node import Node, at
from strategies.surgery import Assign
from strategies.value import Value

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


def assignments(root: Node, site: str) -> tuple[Assign, ...]:
    """Settings of the layer at a site: those that it has come first, the others are set as silently."""
    node = at(root, site)
    return _assignments(site, node.kind if isinstance(node, Layer) else "")


@lru_cache(maxsize=1024)
def _assignments(site: str, kind: str) -> tuple[Assign, ...]:
    own = {option.name for option in LAYERS[kind].options} if kind in LAYERS else set()
    names = [name for name in VALUES if name in own] or ["requires_grad", "training"]
    return tuple(
        Assign(site=site, attribute=name, value=value)
        for name in (*names, *VALUES)
        for value in VALUES[name]
    )
