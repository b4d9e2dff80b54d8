"""taken_apart(): the poolings of models of libraries that are in no part of what was made of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from torch import nn
from torch.nn.modules.module import register_module_module_registration_hook

from fuzz.check.network.heads import LIBRARIES
from fuzz.check.network.layer import layer_of
from fuzz.check.plain.at import Missing

POOLINGS = (nn.MaxPool2d, nn.AvgPool2d)

Children = dict[str, nn.Module]

Apart = list[tuple[int, str, Children]]
"""The models of libraries: which object, its class, and its children in their order."""


@contextmanager
def taken_apart() -> Iterator[Apart]:
    """Note the children of each model of a library that is built meanwhile, but not the model itself,
    which may be gone by then."""
    noted: Apart = []

    def note(parent: nn.Module, name: str, module: Any) -> None:
        if not type(parent).__module__.startswith(LIBRARIES) or not isinstance(module, nn.Module):
            return
        there = next((one for one in reversed(noted) if one[0] == id(parent)), None)
        if there is None or not parent._modules:  # another object may be where one was before
            there = id(parent), type(parent).__name__, {}
            noted.append(there)
        there[2][name] = module

    hook = register_module_module_registration_hook(note)
    try:
        yield noted
    finally:
        hook.remove()


def missing(network: nn.Module, noted: Apart) -> Iterator[Missing]:
    """Each pooling that a network does not have, though it has what comes before and behind it."""
    sites = {id(one): site for site, one in network.named_modules()}
    for _, kind, children in noted:
        names = list(children)
        for before, name, behind in zip(names, names[1:], names[2:], strict=False):
            pooling, site = children[name], sites.get(id(children[behind]))
            there = id(children[before]) in sites and id(pooling) not in sites
            layer = layer_of(pooling) if isinstance(pooling, POOLINGS) else None
            if there and site and layer is not None:
                yield Missing(site, layer, name, kind, before, behind)


def widths(network: nn.Module, noted: Apart) -> Iterator[tuple[int, ...]]:
    """The channels that the parts of models of libraries give which a network has, with those of the
    first convolution and without."""
    there = {id(one) for one in network.modules()}
    for _, _, children in noted:
        last = [_last(one) for one in children.values() if id(one) in there]
        given = tuple(one.out_channels for one in last if one is not None)
        if len(given) > 2:
            yield from (given, given[1:])


def _last(module: nn.Module) -> nn.Conv2d | None:
    convolutions = [one for one in module.modules() if isinstance(one, nn.Conv2d)]
    return convolutions[-1] if convolutions else None
