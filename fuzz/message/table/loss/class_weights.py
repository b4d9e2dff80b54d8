"""Which side is wrong where there are other weights of classes than the network has outputs."""

import re

from fuzz.message.reading import Told
from strategies.value import Shape

COUNTED = re.compile(r"compute_class_weight|\bbincount\(|\bunique\(|\bCounter\(|value_counts\(")
"""What computes weights of the labels that it is given."""

STOCK = {
    1000: "for ImageNet",
    21841: "for ImageNet-21k",
    100: "for CIFAR-100",
    10: "for CIFAR-10",
    21: "for Pascal VOC",
    19: "for Cityscapes",
    150: "for ADE20K",
    91: "for COCO",
    80: "for COCO",
}
"""The outputs that networks are made with where nothing else is said."""

OF_MESSAGE = re.compile(r"either for all \d+ classes")


def advice(told: Told) -> str:
    """What to do, by what the text says of the labels, the data and the network."""
    classes, got = told.number("classes"), told.shape("got")
    weights = got[0] if len(got) == 1 else 0
    text = OF_MESSAGE.sub("", "\n".join((*told.shown, told.rest)))
    stock = _is_stock(classes, weights) and not _said(text, classes)
    if 0 < weights < classes and COUNTED.search(text) and not stock:
        return (
            f"the weights are computed from labels in which only {weights} of the {classes} classes"
            " occur, as in those of one batch or of a part of the data: compute them once from all"
            " labels of the training set, with an entry for each class index (torch.bincount(labels,"
            f" minlength={classes}); compute_class_weight leaves out a class without samples, whose"
            " weight may be 0 or 1)"
        )
    if weights > classes and COUNTED.search(text):
        return (
            f"the labels that the weights are computed from reach over {weights} classes, and the"
            f" network has {classes} outputs: {_outputs(weights)}; labels that start at 1 have one"
            " class too many for torch.bincount(), which counts from 0: subtract 1 from them"
        )
    return _of_side(classes, weights, got, text)


def _outputs(classes: int) -> str:
    return (
        f"make the last layer, or num_classes, {classes}: model.fc = nn.Linear(model.fc.in_features,"
        f" {classes})"
    )


def _of_side(classes: int, weights: int, got: Shape, text: str) -> str:
    outputs = _outputs(weights)
    lacking = f"weight=torch.tensor([...]) with {classes} values, in the order of the class indices"
    if not weights:
        return (
            f"pass one number for each of the {classes} classes, not a shape of {list(got)}: {lacking}"
        )
    said = _said(text, classes)
    ours = _said(text, weights) or _set(text, weights)
    if _is_stock(classes, weights) and not said:
        return (
            f"the network still has {classes} outputs, as one {STOCK[classes]} has, and the weights"
            f" are of {weights} classes: {outputs}. If the data has {classes} classes, pass {lacking}"
        )
    if ours and not said:
        return f"the data has {weights} classes, and the network {classes} outputs: {outputs}"
    if said and not ours:
        return f"the data has {classes} classes, and {weights} weights were given: pass {lacking}"
    return (
        f"the network has {classes} outputs and there are {weights} weights, and both have to be the"
        f" number of classes of the data (a background counts). If that is {weights}, {outputs}; if it"
        f" is {classes}, pass {lacking}"
    )


def _is_stock(classes: int, weights: int) -> bool:
    """Whether a network has the outputs that it is made with, and there are far fewer weights."""
    return classes in STOCK and 1 < weights <= classes // 2


def _said(text: str, number: int) -> bool:
    """Whether it is said that there are so many classes."""
    return bool(re.search(rf"\b{number}(?: \w+)?[ -](?:class|categor|label)", text, re.IGNORECASE))


def _set(text: str, number: int) -> bool:
    """Whether so many are set for a network."""
    return bool(re.search(rf"(?:n|num)_?class(?:es)?\W{{1,4}}{number}\b", text, re.IGNORECASE))
