"""What two shapes, or two numbers of samples, tell about how an output and a target came apart."""

from math import isqrt

from fuzz.message.table.loss import unlike
from strategies.value import Shape

PIXELS = 1024
"""At least so many samples are the pixels of masks, and no batch."""

GREY = 20
"""Class indices from here on are often no classes, but grey values of a mask: most data sets of
segmentation have fewer classes."""

INTERPOLATE = "F.interpolate(output, size=target.shape[-2:], mode='bilinear', align_corners=False)"

SIDE, SIDE_STEP = 32, 8
"""The least side of an image, and of what its sides are multiples."""

MASK, STRIDE = 100, 4
"""Which sizes the side of a mask has: from 100 on, and mostly a multiple of 4."""


def elementwise(output: Shape, target: Shape) -> str:
    """The fix for a loss that compares element by element; "" where only the rule tells one."""
    if not output or output == target:
        return ""
    apart = unlike.compared(output, target)
    if apart or len(output) != len(target):
        return apart
    if len(output) == 1 and target[0] and output[0] > target[0] and output[0] % target[0] == 0:
        return (
            f"give one output for each target: the output has {output[0] // target[0]} values for"
            f" each of"
            f" the {target[0]} targets, whose batch dimension was flattened away; end with"
            " nn.Linear(features, 1), and keep the batch with x.flatten(1)"
        )
    differ = [
        axis for axis, sizes in enumerate(zip(output, target, strict=True)) if sizes[0] != sizes[1]
    ]
    if differ == [0]:
        return unlike.rows(output, target) or (
            f"take both from the same batch: the output has {output[0]} samples and the target"
            f" {target[0]}; use x.size(0) in place of a batch size that is written down, and"
            f" x.flatten(1)"
            " in place of x.view(-1, n)"
        )
    if len(output) < 4:
        return ""
    if differ == [1]:
        return _planes(output[1], target[1])
    if set(differ) <= {2, 3}:
        return (
            f"bring both to one height and width: {INTERPOLATE}, or resize images and masks alike in"
            " the data set"
        )
    return ""


def _planes(outputs: int, planes: int) -> str:
    if planes == 1:
        return (
            f"the output has {outputs} classes and the mask one plane: for class indices use"
            " nn.CrossEntropyLoss()(output, target.squeeze(1).long()); for a mask of 0 and 1 give the"
            " network 1 output channel"
        )
    if outputs == 1:
        extra = "; a mask in RGB is read as grey: Image.open(path).convert('L')" if planes == 3 else ""
        return f"give the network {planes} output channels, one for each plane of the target{extra}"
    return (
        f"the network was made for {outputs} classes, and the masks have {planes} planes: build it with"
        f" num_classes={planes}, or encode the masks with {outputs} classes"
    )


def indices(wanted: Shape, target: Shape) -> str:
    """The fix for class indices that don't fit to an output; "" where only the rule tells one.

    ``wanted`` is the shape of the output without its classes.
    """
    if len(wanted) == 2 and len(target) == 1 and wanted[0] == target[0]:
        return (
            f"the output has a dimension too many, [{wanted[0]}, d, {wanted[1]}], for one class index"
            " per sample it must be [N, C]: squeeze a dimension of size 1 (output.squeeze(1)), or"
            " take one position (output[:, -1]); with one target for each position, move the classes"
            " to dimension 1: output.transpose(1, 2)"
        )
    if len(wanted) == 2 == len(target) and wanted[0] == target[0]:
        return (
            f"put the classes into dimension 1: the output is [{wanted[0]}, d, {wanted[1]}], so where"
            f" {wanted[1]} is the number of classes it has them last, and output.transpose(1, 2) moves"
            f" them; d are the positions (steps, words), of which the target has {target[1]}: where"
            " the output has others, cut both to one length. For one-hot targets pass"
            " target.argmax(1)"
        )
    if len(wanted) == 3 == len(target) and wanted[0] == target[0]:
        if target[1] == wanted[2] and target[2] == wanted[1]:
            return "height and width of the target are swapped: PIL has (width, height), use (H, W)"
        return (
            f"resize the output to the mask: {INTERPOLATE}, or resize images and masks alike (masks with"
            " InterpolationMode.NEAREST)"
        )
    if len(wanted) == 3 and len(target) == 4 and wanted[0] == target[0]:
        return _coloured(target)
    return unlike.volumes(wanted, target)


def _coloured(target: Shape) -> str:
    if target[1] == 1:
        return "remove the channel of the mask: target.squeeze(1)"
    if target[-1] in (3, 4) or target[1] in (3, 4):
        return (
            "the mask has several channels: map the colours of a mask in RGB to class indices [N, H, W],"
            " or pass target.argmax(1) where it is one-hot"
        )
    return "pass class indices of a one-hot mask: target.argmax(1)"


def pixels(output: int, target: int) -> str:
    """The fix for numbers of samples that are those of pixels; "" where they are not."""
    low, high = sorted((output, target))
    if low < PIXELS:
        return ""
    ratio = high // low if high % low == 0 else 0
    side = isqrt(ratio)
    resize = (
        f"bring both to one height and width in front of the flatten: {INTERPOLATE}, or resize or crop"
        " images and masks alike"
    )
    if not ratio or side * side == ratio:
        apart = f": the output is {side} times smaller or larger than the mask" if ratio else ""
        return f"{resize}{apart}"
    if target > output:
        return (
            f"the masks have {ratio} values for each of the {output} pixels of the output: a mask in RGB"
            " has to be mapped to class indices, a one-hot mask needs target.argmax(1)"
        )
    return (
        f"the output has {ratio} rows for each of the {target} pixels of the mask: move the classes to"
        " the end before it is flattened, output.permute(0, 2, 3, 1).reshape(-1, C), or pass output"
        " [N, C, H, W] and target [N, H, W] as they are"
    )


def masks(output: int, target: int, *, named: bool) -> bool:
    """Whether there are as many class indices for each sample as a mask has pixels; ``named`` where the
    text speaks of masks."""
    each = target // output if output and target % output == 0 else 0
    return each >= PIXELS and (named or _picture(each))


def _picture(pixels: int) -> bool:
    """Whether a number is that of the pixels of an image with usual sides."""
    sides = range(SIDE, isqrt(pixels) + 1, SIDE_STEP)
    return any(pixels % side == 0 and _usual(side, pixels // side) for side in sides)


def _usual(short: int, long: int) -> bool:
    return long % SIDE_STEP == 0 and long <= 2 * short


def index(number: int) -> str:
    """The fix for a class index of 1 or more that has no output."""
    if number == 1:
        return (
            "the output has a single column (num_classes=1), which is class 0 alone: give it 2 outputs"
            " (a detection model counts the background: num_classes=2 for one kind of object), or use"
            " nn.BCEWithLogitsLoss with target.float().unsqueeze(1) for a single output"
        )
    outputs = f"give the last layer {number + 1} or more outputs, one for each class"
    first = "number the classes from 0: labels that start at 1 need target - 1"
    if number < GREY:
        found = "ImageFolder makes a class of each folder, print(dataset.classes)"
        return f"{outputs}: the index {number} needs C > {number}; or {first}; {found}"
    return (
        f"print(target.unique()): if {number} is a grey value of a mask, map its values to the class"
        f" indices 0 to C - 1, or leave it out with ignore_index={number}; if it is a class,"
        f" {outputs}, or"
        f" {first}"
    )


def one_row(target: int) -> str:
    """An output of one row: it lost its batch, or the target of one sample has."""
    flat = (
        f"the output has one row for all {target} samples (x.view(1, -1), flatten(0), unsqueeze(0)): use"
        " x.flatten(1)"
    )
    mask = (
        f"the batch has one image, and squeeze() or target[0] took the batch dimension from its mask,"
        f" [{target}, W], whose rows are taken for samples: target.unsqueeze(0), or squeeze(1) in place"
        " of squeeze()"
    )
    first, other = (mask, flat) if target >= MASK and target % STRIDE == 0 else (flat, mask)
    if target < MASK:
        return f"keep the batch dimension: {flat}"
    return f"print(output.shape, target.shape): {first}; or else {other}"
