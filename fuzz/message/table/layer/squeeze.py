"""Attention to channels that was made for another number of them than its block gives."""

import re

from fuzz.message.reading import Told
from fuzz.message.table.layer.linear_sizes import matrices

PLANES = (32, 64, 128, 256, 512)
"""The channels inside of the blocks of ResNets."""
SQUEEZE = re.compile(
    r"(?<![a-z])(?:se|cbam|eca|scse)(?![a-z])|squeeze|excit|[Cc]hannel_?[Aa]tt|SE[A-Z]|senet"
)


def squeeze(told: Told) -> dict[str, str] | None:
    """The first layer of a squeeze-and-excitation block, made for the planes of a bottleneck."""
    sizes = matrices(told)
    if sizes is None:
        return None
    _, got, wanted, made = sizes
    if wanted not in PLANES or got not in (2 * wanted, 4 * wanted) or made * 2 > wanted or wanted % made:
        return None
    return {
        "given": str(got),
        "wanted": str(wanted),
        "times": str(got // wanted),
        "made": str(made),
    }


def squeezes(told: Told) -> bool:
    """Whether a frame is of a block of attention to channels."""
    return any(
        SQUEEZE.search(frame.name) or SQUEEZE.search(frame.function) or SQUEEZE.search(frame.source)
        for frame in told.raised.frames
    )


def expanded(told: Told) -> dict[str, str] | None:
    """A number of channels that is the expansion of a bottleneck times what is wanted."""
    sizes = matrices(told)
    if sizes is None or sizes[2] not in PLANES or sizes[1] != 4 * sizes[2]:
        return None
    return {"given": str(sizes[1]), "wanted": str(sizes[2]), "times": "4"}
