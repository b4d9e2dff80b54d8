"""The device on which a case is run: the requested one, unless its values could leave that unusable.

On the CPU a value that a loss or a layer doesn't accept is an exception. On a GPU it is an assertion in
a kernel, after which nothing runs in that process. Source: aten/src/ATen/native/cuda/Loss.cu,
NLLLoss2d.cu, MultiLabelMarginCriterion.cu and MultiMarginLoss.cu of torch 2.13; for an Embedding
ScatterGatherKernel.cu (seen on an H200).
"""

from fuzz.execution.accelerator import PLAIN
from strategies.case import Case
from strategies.loss import LOSSES, Loss, Target, classification, sequence
from strategies.loss.kind import BELOW_CLASSES
from strategies.shape_inference import infer_shapes
from strategies.surgery import Insert, Replace
from strategies.value import FLOATING, Shape

CPU = "cpu"

INDEXING = (*classification.ROWS, *sequence.ROWS)
"""The losses whose targets may be class indices."""

BETWEEN = ("BCELoss",)
"""The losses that assert that each element of the output lies between 0 and 1."""

LOOKING_UP = ("Embedding",)
"""The layers that assert that what they are given are indices of their table."""

UNTYPED = ("MultiLabelMarginLoss",)
"""The losses that look at the values of a target before they look at its dtype."""


def place(loss: Loss | None, target: Target, output: Shape, device: str) -> str:
    """The device for a loss with a target on an output of a shape.

    A loss runs on the CPU where a class index may be out of range, or where the output may be.
    """
    if device in PLAIN or loss is None:
        return device
    if loss.kind in BETWEEN:
        return CPU
    if LOSSES[loss.kind] not in INDEXING:
        return device
    if target.dtype in FLOATING and loss.kind not in UNTYPED:
        return device
    return device if target.values in _in_range(loss, output) else CPU


def home(case: Case, device: str) -> str:
    """The device for the network of a case: the CPU where an edit has a layer that looks indices up."""
    if device in PLAIN:
        return device
    layers = (edit.layer for edit in case.edits if isinstance(edit, Insert | Replace))
    return CPU if any(layer.kind in LOOKING_UP for layer in layers) else device


def placed(case: Case, device: str) -> str:
    """The device for a whole case. Expects one that `strategies.validation.check` accepts."""
    there = home(case, device)
    return place(case.loss, case.target, infer_shapes(case).output, there)


def _in_range(loss: Loss, output: Shape) -> tuple[str, ...]:
    """The values of a target that are class indices of an output, whatever the target's shape."""
    over_last = LOSSES[loss.kind] in sequence.ROWS
    classes = (output[-1:] if over_last else output[1:2] or output[:1]) or (0,)
    return {0: (), 1: BELOW_CLASSES[:2]}.get(classes[0], BELOW_CLASSES)
