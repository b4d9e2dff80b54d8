"""heads_of(): the linear layers that models of libraries end in."""

from collections.abc import Iterator

from torch import nn

from fuzz.check.network.place import Places, made_at
from fuzz.check.plain.at import Head

LIBRARIES = ("torchvision.models.", "timm.models.")


def heads_of(network: nn.Module, places: Places) -> Iterator[Head]:
    """The last linear layer of each model of a library that is part of a network."""
    for site, module in network.named_modules():
        if not site or not type(module).__module__.startswith(LIBRARIES):
            continue
        linear = [(name, one) for name, one in module.named_modules() if isinstance(one, nn.Linear)]
        if linear:
            name, last = linear[-1]
            place = made_at(network, site, places)
            yield Head(f"{site}.{name}", last.in_features, last.out_features, site, place)
