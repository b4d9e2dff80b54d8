"""One image that a line of the program took out of a batch: x[0], where x is a tensor."""

import re

from fuzz.message.reading import Told, plain
from fuzz.message.table.layer.pages import module

FIRST = re.compile(r"\b([A-Za-z_][\w.]*)\(\s*([A-Za-z_]\w*)\[0\]\s*[,)]")
"""A call on the first of something, ``self.conv1(x[0])``."""

BATCHED = frozenset(("x", "X", "inputs", "images", "imgs", "feat", "feats", "features", "out", "y", "z"))
"""Names that a batch of images, or of maps, has in a program."""


def first_of_batch(told: Told) -> dict[str, str] | None:
    """The line that took one image of a batch, and what it was taken of."""
    own = [frame.source for frame in told.raised.frames if "torch/" not in frame.path and frame.source]
    # a line of source that was pasted without its margin is beside the frames
    lines = own[-1:] or told.rest.splitlines() or told.shown
    found = next(filter(None, map(FIRST.search, lines)), None)
    return {"call": found[1], "x": found[2]} if found and found[2] in BATCHED else None


TAKEN = plain(
    "convolution.first_of_batch",
    cause="{call}({x}[0]) passes one image without its batch dimension: {x}[0] is the first of a batch,"
    " or of a list of images, and not the first of several maps",
    fix="where {x} is the batch, pass {x} itself (of a list of images torch.stack({x})); where the block"
    " expects a tuple or list, (map, attention), give it that; for one image alone"
    " {x}[0].unsqueeze(0)",
    page=module("Conv2d"),
    confidence="likely",
    more=first_of_batch,
)
