"""pretrained_fit(): which of torchvision's ResNets a network's state dict is that of, and what does not
fit."""

from collections.abc import Mapping
from functools import lru_cache

import msgspec
import torch

from strategies.value import Shape

FAMILY = (
    *("resnet18", "resnet34", "resnet50", "resnet101", "resnet152"),
    *("resnext50_32x4d", "resnext101_32x8d", "wide_resnet50_2", "wide_resnet101_2"),
)
SHARE = 0.5
"""The share of a family member's names that a network has to have for it to be told."""


class PretrainedFit(msgspec.Struct, frozen=True):
    """The ``member`` of the family whose weights fit best, under a ``prefix``; so many of ``count`` fit.

    ``unfit`` are the names whose shapes differ, with that of the network and that of the weights.
    """

    member: str
    prefix: str
    fits: int
    count: int
    unfit: tuple[tuple[str, Shape, Shape], ...]


def pretrained_fit(state: Mapping[str, Shape]) -> PretrainedFit | None:
    """The best fit; None where the network has not the names of any."""
    suffix = "layer1.0.conv1.weight"
    prefixes = [name.removesuffix(suffix) for name in state if name.endswith(suffix)]
    found = [_fit(state, member, prefix) for prefix in prefixes for member in FAMILY]
    best = max(found, key=lambda one: (one.fits - (one.count - one.fits), -one.count), default=None)
    return best if best is not None and best.fits >= SHARE * best.count else None


def _fit(state: Mapping[str, Shape], member: str, prefix: str) -> PretrainedFit:
    theirs = _shapes(member)
    there = {name: state[prefix + name] for name in theirs if prefix + name in state}
    unfit = [
        (prefix + name, shape, theirs[name]) for name, shape in there.items() if shape != theirs[name]
    ]
    return PretrainedFit(member, prefix, len(there) - len(unfit), len(theirs), tuple(unfit))


@lru_cache(maxsize=len(FAMILY))
def _shapes(member: str) -> dict[str, Shape]:
    import torchvision  # it takes a second, and is wanted only for networks with its names

    with torch.device("meta"):
        network = getattr(torchvision.models, member)(weights=None)
    return {name: tuple(one.shape) for name, one in network.state_dict().items()}
