"""Messages about shapes that are changed: view, reshape, flatten, and dimensions that are not there."""

import re
from math import prod

from fuzz.message.reading import Told, plain, reading
from fuzz.message.table.layer.pages import function, functional, module

VIEW = function("Tensor.view")
FEW = 16
"""Fewer values than that are no features of an image."""


def _asked_for(told: Told) -> tuple[tuple[int, ...], int]:
    return told.shape("shape"), told.number("count")


def _fewer(told: Told) -> dict[str, str] | None:
    """The values are those of another number of samples: of the last batch."""
    (batch, *rest), count = _asked_for(told)
    each = prod(rest)
    if len(rest) < 1 or each < 2 or batch < 1 or min(rest) < 1 or count % each:
        return None
    samples = count // each
    if samples >= batch or samples < 1:
        return None
    return {"batch": str(batch), "samples": str(samples), "each": str(each)}


def _others(told: Told) -> dict[str, str] | None:
    """Each sample has another number of values than the shape says."""
    (batch, *rest), count = _asked_for(told)
    each = prod(rest)
    if not rest or batch < 1 or min(rest) < 1 or count % batch or count // batch == each:
        return None
    return {"batch": str(batch), "given": str(count // batch), "each": str(each)}


TARGET = re.compile(
    r"\b(?:\w*target\w*|\w*labels?|\w*mask\w*|gt\w*|y_true|y)(?:\.\w+\(\))*\.(?:view|reshape)\("
)
"""A line that gives a target another shape."""
SIDE = 16
"""So many rows and columns are those of a mask."""


def _mask(told: Told) -> dict[str, str] | None:
    """A mask that is given the height and width of the scores, and has its own."""
    shape, count = _asked_for(told)
    if len(shape) == len("NHWC") and shape[-1] == 1:
        shape = shape[:-1]
    if len(shape) != len("NHW") or min(shape[1:]) < SIDE or not told.shown:
        return None
    if not any(TARGET.search(line) for line in (*told.shown[:2], *told.rest.splitlines())):
        return None
    batch, height, width = shape
    if batch < 1 or count % batch or count // batch == height * width:
        return None
    sizes = {"height": height, "width": width, "batch": batch, "given": count // batch}
    return {**{name: str(size) for name, size in sizes.items()}, "each": str(height * width)}


def _remainder(told: Told) -> dict[str, str] | None:
    """One size is worked out, and the others do not divide the values."""
    shape, count = _asked_for(told)
    known = prod(size for size in shape if size != -1)
    if shape.count(-1) != 1 or known < 1 or count % known == 0:
        return None
    return {"known": str(known)}


def _rows(told: Told) -> dict[str, str] | None:
    """The same for a number of rows, whose length is worked out."""
    shape, _ = _asked_for(told)
    return _remainder(told) if len(shape) == len((shape[0], -1)) and shape[0] > 1 else None


def _in_attention(told: Told) -> bool:
    return told.place == "attention" or any(
        frame.function == "multi_head_attention_forward" for frame in told.raised.frames
    )


def _wrong(told: Told) -> bool:
    shape, count = _asked_for(told)
    return -1 not in shape and prod(shape) != count


READINGS = (
    reading(
        "shape '{shape}' is invalid for input of size {count:number}",
        # torch 0.4 and 1.0
        "size '{shape}' is invalid for input with {count:number} elements",
        "size '{shape}' is invalid for input of with {count:number} elements",
        answers=(
            plain(
                "shaping.attention",
                cause="query, key and value of the attention have different batch sizes: by default it"
                " expects (sequence, batch, features)",
                fix="give all three one batch size, or make it with nn.MultiheadAttention(...,"
                " batch_first=True) for (batch, sequence, features)",
                page=module("MultiheadAttention"),
                when=_in_attention,
            ),
            plain(
                "shaping.mask",
                cause="the mask has {given} values for each of {batch} images, and is given the height"
                " and width of the scores, {height} x {width} = {each}: the two were not brought to one"
                " size",
                fix="resize or crop mask and image alike (masks with InterpolationMode.NEAREST), or"
                " bring the scores to the mask: F.interpolate(scores, size=mask.shape[-2:],"
                " mode='bilinear', align_corners=False); a mask read in RGB has three times its pixels"
                " (Image.open(path).convert('L'))",
                page=functional("interpolate"),
                confidence="likely",
                more=_mask,
            ),
            plain(
                "shaping.batch",
                cause="the input has {count} values, which are {samples} samples of {each}, but the"
                " shape {shape} is for {batch}: the batch is smaller than the size that was written"
                " down, such as the last one of a DataLoader",
                fix="take the batch size of the input: x.view(x.size(0), -1), or torch.flatten(x, 1)",
                page=VIEW,
                confidence="likely",
                more=_fewer,
            ),
            plain(
                "shaping.features",
                cause="the input has {count} values, {given} for each of {batch} samples, but the shape"
                " {shape} is for {each}: the images, or the channels, have another size than it was"
                " written for",
                fix="use torch.flatten(x, 1), and make the next layer for {given} features; or put"
                " nn.AdaptiveAvgPool2d in front, so that they do not depend on the size of the images",
                page=VIEW,
                more=_others,
            ),
            plain(
                "shaping.selected",
                cause="{count} values can't be divided evenly among the {known} rows that the shape"
                " {shape} asks for. So few for each row are mostly those that a mask picked, such as the"
                " distances of pairs in a triplet loss, x[mask].view(n, -1): that needs as many in each"
                " row",
                fix="give each identity the same number of images in a batch (a sampler of P identities"
                " with K images each, drop_last=True), or choose per row without view(): x.masked_fill("
                "~mask, -inf).max(1); where {known} is a batch size that was written down, take"
                " x.size(0)",
                page=VIEW,
                confidence="likely",
                when=lambda told: told.number("count") < FEW * prod(told.shape("shape")[:1]),
                more=_rows,
            ),
            plain(
                "shaping.remainder",
                cause="the {count} values of the input can't be divided by {known}, as the shape {shape}"
                " asks: a batch size or a number of features that was written down is not that of the"
                " input",
                fix="print(x.shape) in front of it; use torch.flatten(x, 1), which keeps the batch, and"
                " make the next layer for the features that there are",
                page=VIEW,
                more=_remainder,
            ),
            plain(
                "shaping.count",
                cause="a tensor of {count} values can't get the shape {shape}",
                fix="print(x.shape) in front of it, and use -1 for one size, which is then worked out",
                page=VIEW,
                when=_wrong,
            ),
        ),
    ),
    reading(
        "view size is not compatible with input tensor's size and stride",
        # torch 0.3 and before
        "input is not contiguous at",
        # of fake tensors, under torch.compile
        "Cannot view a tensor with shape {:shape} and strides",
        answers=(
            plain(
                "shaping.view",
                cause="view needs a tensor whose values lie in order in memory, and this one was"
                " transposed, permuted, sliced, or is in channels_last",
                fix="use reshape instead of view, which copies where it has to: x.reshape(x.size(0),"
                " -1), or torch.flatten(x, 1)",
                page=VIEW,
            ),
        ),
    ),
    reading(
        "only one dimension can be inferred",
        answers=(
            plain(
                "shaping.inferred",
                cause="a shape has -1 more than once: only one size can be worked out from the others",
                fix="use -1 for one of them: x.view(x.size(0), -1)",
                page=VIEW,
            ),
        ),
    ),
    reading(
        "invalid shape dimension {got:number}",
        answers=(
            plain(
                "shaping.negative",
                cause="a shape has the size {got}: sizes are 0 or more, or -1 for the one that is to be"
                " worked out",
                fix="print the numbers that the shape is made of",
                page=VIEW,
            ),
        ),
    ),
    reading(
        "cannot reshape tensor of 0 elements into shape {shape} because the unspecified dimension",
        answers=(
            plain(
                "shaping.empty",
                cause="an empty tensor can't get the shape {shape}: any size would do for the -1",
                fix="skip empty batches, or use torch.flatten(x, 1)",
                page=VIEW,
            ),
        ),
    ),
)
