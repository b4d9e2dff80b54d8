"""What the sizes of a product tell of the network in front of a linear layer, or of its head."""

import re

from fuzz.message.reading import Told
from fuzz.message.table.layer.linear_sizes import CLASSES, WIDTHS, matrices, numbers

DEPTHS = {512: "resnet18 and resnet34", 2048: "resnet50 and deeper ones"}
"""The channels that ResNets of basic blocks, and of bottlenecks, give at their end."""


def head_of_network(told: Told) -> bool:
    """Whether it was the last layer of a network of torchvision, or of a copy of it."""
    ours = [one for one in told.raised.frames if "torch/nn/" not in one.path]
    last = ours[-1] if ours else None
    return told.place == "linear" and last is not None and bool(re.search(r"\bself\.fc\(", last.source))


def applied_twice(told: Told) -> dict[str, str] | None:
    """The input has as many values as the layer gives: such a layer was applied before."""
    sizes = matrices(told)
    if sizes is None or sizes[1] != sizes[3] or sizes[1] < 2 or sizes[1] in WIDTHS:
        return None
    return {"given": str(sizes[1]), "wanted": str(sizes[2])}


def without_head(told: Told) -> dict[str, str] | None:
    """A layer for the outputs of ImageNet behind a network that gives its features."""
    sizes = matrices(told)
    if sizes is None or sizes[2] != CLASSES or sizes[1] not in WIDTHS:
        return None
    return {"given": str(sizes[1]), "made": str(sizes[3])}


def whole_network(told: Told) -> dict[str, str] | None:
    """The outputs of a whole network for ImageNet in front of a layer for features."""
    sizes = matrices(told)
    if sizes is None or sizes[1] != CLASSES or sizes[2] not in WIDTHS:
        return None
    return {"wanted": str(sizes[2])}


def repeated(told: Told) -> dict[str, str] | None:
    """A multiple of the features that are wanted, and no square map of them."""
    sizes = matrices(told)
    if sizes is None or sizes[1] % sizes[2] or sizes[2] not in WIDTHS or sizes[1] in WIDTHS:
        return None
    _, got, wanted, _ = sizes
    return {**(numbers(told) or {}), "given": str(got), "times": str(got // wanted)}


def other_depth(told: Told) -> dict[str, str] | None:
    """The features of a ResNet of basic blocks in place of one of bottlenecks, or conversely."""
    sizes = matrices(told)
    if sizes is None or {sizes[1], sizes[2]} != set(DEPTHS):
        return None
    unpooled = (
        "; where the network is a resnet18 or resnet34, its map of 2 x 2 was flattened without a pooling"
        " (512 x 2 x 2): put nn.AdaptiveAvgPool2d(1) in front of the flatten"
    )
    return {
        "given": str(sizes[1]),
        "wanted": str(sizes[2]),
        "unpooled": unpooled if sizes[1] == 2048 else "",
        "these": DEPTHS[sizes[1]],
        "those": DEPTHS[sizes[2]],
    }
