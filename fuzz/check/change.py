"""Changes of a network, made on a copy of it: whether they put a failure right is seen by running it."""

import torch
from torch import nn

from fuzz.check.place import module_at
from fuzz.check.probe import Change, Raised, Returned, Seen
from fuzz.execution.construction import construct

STAGES = ("build", "convert", "forward", "loss", "backward")


def changed(network: nn.Module, change: Change) -> nn.Module:
    """The network with a layer in the place of a module; the network itself is changed."""
    layer = construct(change.layer, "cpu")
    if change.front is not None:
        layer = nn.Sequential(construct(change.front, "cpu"), layer)
    parent_site, _, name = change.site.rpartition(".")
    parent = module_at(network, parent_site)
    if parent is None or not change.site:
        return layer
    parent._modules[name] = layer
    return network


def after(network: nn.Module, changes: tuple[Change, ...]) -> nn.Module:
    """The network after changes, whose layers have the same weights each time; it is changed itself."""
    torch.manual_seed(0)
    for change in changes:
        network = changed(network, change)
    return network


def is_gone(raised: Raised, seen: Seen) -> bool:
    """Whether a failure is gone: all is well, or something behind it fails."""
    return isinstance(seen, Returned) or (isinstance(seen, Raised) and _order(seen) > _order(raised))


def _order(raised: Raised) -> tuple[int, int]:
    return STAGES.index(raised.stage), raised.calls
