"""pretrained_fit(): which of torchvision's ResNets a state dict is that of, and what does not fit."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import msgspec

from strategies.value import Shape

SHARE = 0.5
"""The share of a family member's names that a network has to have for it to be told."""


class Member(NamedTuple):
    """A ResNet of torchvision: its blocks, whether they are bottlenecks, and how wide these are."""

    blocks: tuple[int, int, int, int]
    bottleneck: bool = True
    groups: int = 1
    width: int = 64


FAMILY = {
    "resnet18": Member((2, 2, 2, 2), bottleneck=False),
    "resnet34": Member((3, 4, 6, 3), bottleneck=False),
    "resnet50": Member((3, 4, 6, 3)),
    "resnet101": Member((3, 4, 23, 3)),
    "resnet152": Member((3, 8, 36, 3)),
    "resnext50_32x4d": Member((3, 4, 6, 3), groups=32, width=4),
    "resnext101_32x8d": Member((3, 4, 23, 3), groups=32, width=8),
    "wide_resnet50_2": Member((3, 4, 6, 3), width=128),
    "wide_resnet101_2": Member((3, 4, 23, 3), width=128),
}


class PretrainedFit(msgspec.Struct, frozen=True):
    """The ``member`` of the family whose weights fit best, under a ``prefix``; so many of ``count`` fit.

    ``unfit`` are the names whose shapes differ, with that of the network and that of the weights;
    ``missing`` are those that the network has not.
    """

    member: str
    prefix: str
    fits: int
    count: int
    unfit: tuple[tuple[str, Shape, Shape], ...]
    missing: tuple[str, ...] = ()


def pretrained_fit(state: Mapping[str, Shape]) -> PretrainedFit | None:
    """The best fit; None where the network has not the names of any."""
    suffix = "layer1.0.conv1.weight"
    prefixes = [name.removesuffix(suffix) for name in state if name.endswith(suffix)]
    found = [_fit(state, member, prefix) for prefix in prefixes for member in FAMILY]
    best = max(found, key=lambda one: (2 * one.fits - one.count, -one.count), default=None)
    return best if best is not None and best.fits >= SHARE * best.count else None


def _fit(state: Mapping[str, Shape], member: str, prefix: str) -> PretrainedFit:
    theirs = shapes(FAMILY[member])
    there = {name: state[prefix + name] for name in theirs if prefix + name in state}
    unfit = [
        (prefix + name, shape, theirs[name]) for name, shape in there.items() if shape != theirs[name]
    ]
    missing = tuple(prefix + name for name in theirs if name not in there)
    return PretrainedFit(member, prefix, len(there) - len(unfit), len(theirs), tuple(unfit), missing)


def shapes(member: Member) -> dict[str, Shape]:
    """The shapes in a state dict of torchvision's; to build the network would take seconds."""
    expansion = 4 if member.bottleneck else 1
    found = dict(_conv("conv1", "bn1", 64, 3, 7))
    before = 64
    for stage, blocks in enumerate(member.blocks):
        planes = 64 * 2**stage
        inner = planes * member.width * member.groups // 64 if member.bottleneck else planes
        for block in range(blocks):
            site, after = f"layer{stage + 1}.{block}", planes * expansion
            for number, sizes in enumerate(_sizes(member, before, inner, after), start=1):
                found |= _conv(f"{site}.conv{number}", f"{site}.bn{number}", *sizes)
            if block == 0 and before != after:
                found |= _conv(f"{site}.downsample.0", f"{site}.downsample.1", after, before, 1)
            before = after
    return found | {"fc.weight": (1000, before), "fc.bias": (1000,)}


def _sizes(member: Member, before: int, inner: int, after: int) -> tuple[tuple[int, int, int], ...]:
    """The output channels, input channels and kernel of each convolution of a block."""
    if not member.bottleneck:
        return ((inner, before, 3), (after, inner, 3))
    return ((inner, before, 1), (inner, inner // member.groups, 3), (after, inner, 1))


def _conv(conv: str, norm: str, out: int, into: int, kernel: int) -> Iterator[tuple[str, Shape]]:
    yield f"{conv}.weight", (out, into, kernel, kernel)
    yield from ((f"{norm}.{name}", (out,)) for name in NORM)
    yield f"{norm}.num_batches_tracked", ()


NORM = ("weight", "bias", "running_mean", "running_var")
