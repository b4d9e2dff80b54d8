"""What an output and a target tell that have unlike numbers of dimensions: a map, an image, an index."""

from strategies.value import Shape

COLOURS = (1, 3, 4)
"""The channels of an image."""
SMALLEST = 16
"""From so many rows and columns on, a target is a picture."""
CLASSES = 1000
"""The outputs of a network trained on ImageNet."""
MAP = len("NCHW")


def compared(output: Shape, target: Shape) -> str:
    """The fix for a loss that compares element by element; "" where only the rule tells one."""
    if not output or not target:
        return ""
    if _images(target) and len(output) <= len("NC"):
        return (
            "the target is the batch of images, and no labels: take the labels of the batch, images,"
            " labels = batch, or of the column that has them in collate_fn or the data set"
        )
    if output[0] != target[0]:
        return ""
    if len(output) == MAP and len(target) <= len("NC"):
        return _of_map(output, target)
    if len(output) == len("NC") and output[1] > 1 and target[1:] in ((), (1,)):
        return _of_indices(output[1], target)
    if len(output) == 1 and len(target) == len("NC") and target[1] > 1:
        return (
            f"pass the scores, [{output[0]}, {target[1]}], as the network gives them: argmax(), max() or"
            f" squeeze() made one number of each row, or the last layer has 1 output and should have"
            f" {target[1]}"
        )
    return ""


def _images(target: Shape) -> bool:
    """Whether a target has the shape of a batch of images in colours."""
    if len(target) != MAP:
        return False
    first, last = target[1] in COLOURS and target[2:], target[-1] in COLOURS and target[1:3]
    return min(first or last or (0,)) >= SMALLEST


def _of_map(output: Shape, target: Shape) -> str:
    outs = target[1] if len(target) > 1 else 1
    column = ", and use target.unsqueeze(1)" if len(target) == 1 else ""
    if output[1:] == (outs, 1, 1):
        return f"flatten the output, which is a map of 1 x 1: output.flatten(1){column}"
    return (
        f"pool and flatten the output, a map of {output[2]} x {output[3]}, in front of the last layer:"
        f" nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(features, {outs}){column}"
    )


def _of_indices(outputs: int, target: Shape) -> str:
    """One number for each sample beside a row of scores."""
    column, index = ("", "target.squeeze(1)") if len(target) > 1 else (".unsqueeze(1)", "target")
    left = " (the network still has the 1000 of ImageNet)" if outputs == CLASSES else ""
    return (
        f"where the target is a class index, use nn.CrossEntropyLoss()(output, {index}.long()), which"
        f" takes the {outputs} outputs{left}; for one number, or yes or no, give the last layer 1 output"
        f" and pass target{column}.float()"
    )


def rows(output: Shape, target: Shape) -> str:
    """The fix where one has several rows for each of the other, in one column; "" for other rows."""
    (outputs, *columns), targets = output, target[0]
    if columns != [1] or not min(outputs, targets):
        return ""
    if targets > outputs > 1 and targets % outputs == 0:
        each = targets // outputs
        return (
            f"keep the {each} labels of each of the {outputs} samples beside each other,"
            f" target.view({outputs}, {each}), in place of one column (view(-1, 1)), and give the last"
            f" layer {each} outputs, one for each label"
        )
    if outputs > targets > 1 and outputs % targets == 0:
        each = outputs // targets
        return (
            f"the output has {each} rows for each of the {targets} targets: features, frames or places"
            f" of a map were moved into the batch; keep it, x.flatten(1) in place of x.view(-1, n), and"
            f" pool a map in front of the last layer"
        )
    return ""


def axis_too_many(wanted: Shape, target: Shape) -> bool:
    """Whether an output has its classes one dimension behind that of classes, the target being right.

    ``wanted`` is the shape of the output without its dimension 1.
    """
    return len(target) > 2 and len(wanted) == len(target) + 1 and (wanted[0], *wanted[2:]) == target


def volumes(wanted: Shape, target: Shape) -> str:
    """The fix for class indices of volumes that don't fit; "" where only the rule tells one."""
    if len(wanted) != len("NDHW") or wanted[:1] != target[:1]:
        return ""
    if len(target) == len(wanted) + 1:
        if target[2:] != wanted[1:]:
            return ""
        if target[1] == 1:
            return "remove the channel of the mask: target.squeeze(1)"
        return "pass class indices of a one-hot mask: target.argmax(1)"
    if len(target) != len(wanted):
        return ""
    return (
        "resize the output to the mask: F.interpolate(output, size=target.shape[1:], mode='trilinear',"
        " align_corners=False), or resize or crop volumes and masks alike (masks with mode='nearest')"
    )
