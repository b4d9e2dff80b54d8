"""How two unlike batch sizes of an output and its class indices came apart."""

import re

from fuzz.message.answer import Answer
from fuzz.message.reading import Told, asked
from fuzz.message.table.loss import shapes
from fuzz.message.table.loss.common import advised, entropy
from fuzz.message.words import check_loss

CLASSES = 2
"""The number of classes of an output, where a message has only its batch size."""

MASKS = r"(?i)\bmasks?\b|segment|camvid|cityscapes|\bvoc\b|\bunet|per pixel"
"""What says that targets are masks."""
SEGMENTING = (
    "for a class for each pixel use a network of segmentation, whose output is [N, C, H, W] beside a"
    " target [N, H, W] (deeplabv3_resnet50(num_classes=C) of torchvision, unet_learner in place of a"
    " learner for classification in fastai); for one class for each image give it one class index"
    " each, [N], in place of the mask; print(output.shape, target.shape)"
)


def _batches(told: Told) -> None:
    check_loss("CrossEntropyLoss", (told.number("output"), CLASSES), (told.number("target"),), "int64")


def _of_masks(told: Told) -> bool:
    return any(re.search(MASKS, text) for text in (told.raised.message, told.rest, *told.shown))


def of_batch(told: Told) -> Answer | None:
    """How the two batch sizes are related tells which of the two tensors was reshaped."""
    output, target = told.number("output"), told.number("target")
    pixels = shapes.pixels(output, target)
    if pixels:
        cause = (
            f"the output and the mask were flattened to their pixels, and have {output} and {target} of"
            " them: height, width or channels of the two differ"
        )
        return advised(asked("loss", entropy, _batches, cause=cause), pixels, told)
    if output > 1 and shapes.masks(output, target, named=_of_masks(told)):
        cause = (
            f"CrossEntropyLoss got one row of scores for each of the {output} images, but"
            f" {target // output} labels, as many as a mask has pixels: the target is a batch of"
            " masks, and the network a classifier"
        )
        likely = asked("loss", entropy, _batches, cause=cause, confidence="likely")
        return advised(likely, SEGMENTING, told)
    return advised(asked("loss", entropy, _batches), _advice(output, target), told)


def _advice(output: int, target: int) -> str:
    if output == 1:
        return shapes.one_row(target)
    if output > target > 0 and output % target == 0:
        return (
            f"keep the batch dimension, x = x.flatten(1) or x.view(x.size(0), -1) in place of"
            f" x.view(-1, n): the output has {output // target} rows for each of the {target} samples,"
            " because features (or frames, or crops) were moved into the batch dimension"
        )
    if target > output > 0 and target % output == 0:
        return (
            f"pass one class index for each sample: the target has {target // output} values for each"
            f" of the {output} samples, as a one-hot target that was flattened has: leave out"
            " view(-1), and pass it as it is, of shape [N, C] and dtype float, or target.argmax(1);"
            " where they are a label for each step or pixel, the output needs scores for each of"
            f" them, [N, C, {target // output}]"
        )
    return (
        "keep the batch dimension, x = x.flatten(1) or x.view(x.size(0), -1) in place of a view()"
        f" with a fixed size, and take output ({output} samples) and target ({target} samples) from"
        " the same batch: print(output.shape, target.shape)"
    )
