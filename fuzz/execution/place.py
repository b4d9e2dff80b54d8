"""The device on which a loss is run: the requested one, unless it could be left unusable."""

from strategies.loss import LOSSES, Loss, Target, classification, sequence
from strategies.loss.kind import BELOW_CLASSES
from strategies.value import FLOATING, Shape

CPU, META = "cpu", "meta"

INDEXING = (*classification.ROWS, *sequence.ROWS)
"""The losses whose targets may be class indices."""


def place(loss: Loss | None, target: Target, output: Shape, device: str) -> str:
    """The device for a loss with a target on an output of a shape.

    On a GPU a class index out of range is a device-side assert, after which nothing runs in that
    process; on the CPU it is an exception. So a target that may have one is run on the CPU.
    """
    if device in (CPU, META) or loss is None or LOSSES[loss.kind] not in INDEXING:
        return device
    known = BELOW_CLASSES[: 2 if 1 in output[1:2] else None]
    return device if target.dtype in FLOATING or target.values in known else CPU
