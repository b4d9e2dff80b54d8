"""Changes of a network, made on a copy of it: whether they put a failure right is seen by running it."""

from torch import nn

from fuzz.check.network.place import module_at
from fuzz.check.plain.probe import Change, Truncation
from fuzz.check.plain.seen import Raised, Returned, Seen
from fuzz.execution.accelerator import seed_all
from fuzz.execution.construction import construct

STAGES = ("build", "convert", "forward", "loss", "backward")


def changed(network: nn.Module, change: Change | Truncation) -> nn.Module:
    """The network with another module at the site of a change; the network itself is changed."""
    there = module_at(network, change.site)
    if isinstance(change, Truncation):
        children = [] if there is None else list(there.children())
        module: nn.Module = nn.Sequential(*children[: -change.drop])
    else:
        module = _changed(change, there)
    parent_site, _, name = change.site.rpartition(".")
    parent = module_at(network, parent_site)
    if parent is None or not change.site:
        return module
    parent._modules[name] = module
    return network


def _changed(change: Change, there: nn.Module | None) -> nn.Module:
    layer = construct(change.layer, "cpu")
    if change.front is not None:
        return nn.Sequential(construct(change.front, "cpu"), layer)
    if change.ahead and there is not None:
        return nn.Sequential(layer, there)
    return nn.Sequential(there, layer) if change.behind and there is not None else layer


def after(network: nn.Module, changes: tuple[Change | Truncation, ...]) -> nn.Module:
    """The network after changes, whose layers have the same weights each time; it is changed itself."""
    seed_all()
    for change in changes:
        network = changed(network, change)
    return network


def is_gone(raised: Raised, seen: Seen) -> bool:
    """Whether a failure is gone: all is well, or something behind it fails."""
    return isinstance(seen, Returned) or (isinstance(seen, Raised) and _order(seen) > _order(raised))


def _order(raised: Raised) -> tuple[int, int]:
    return STAGES.index(raised.stage), raised.calls
