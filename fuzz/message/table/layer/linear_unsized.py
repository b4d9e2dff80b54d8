"""Messages of linear layers without the sizes: of old releases, or with symbols in their place."""

import re

from fuzz.message.reading import Told, plain, reading
from fuzz.message.table.layer import linear_head
from fuzz.message.table.layer import linear_sizes as sizes
from fuzz.message.table.layer.pages import RESNET, module

LINEAR = module("Linear")
CHILDREN = re.compile(r"Sequential\(\*.*(?:children\(\)|modules|layers)")


def _of_children(told: Told) -> bool:
    """Whether the layers of a network were put into a Sequential, as some line shows."""
    text = f"{' '.join(told.shown)} {told.rest}"
    return bool(CHILDREN.search(text)) and ".children()" in text


SIDES = re.compile(r"\b(?P<side>\d{2,4}) ?[*x,] ?(?P=side)\b")
RESNETS = re.compile(r"resnet", re.IGNORECASE)


def _image_of_old(told: Told) -> dict[str, str] | None:
    """The size of the images, where somebody says so of a ResNet."""
    text = f"{told.raised.message} {told.rest}"
    sides = {found["side"] for found in SIDES.finditer(text)} - {"224", "7"}
    if len(sides) != 1 or not RESNETS.search(text) or not 32 <= int(min(sides)) <= 2048:
        return None
    return {"side": sides.pop()}


READINGS = (
    reading(
        # torch/_meta_registrations.py and torch/_refs, with sizes that are symbols
        "a and b must have same reduction dim, but got [{rows:text}, {got:text}] X [{wanted:number},"
        " {made:number}]",
        answers=(
            plain(
                "linear.symbolic",
                cause="a layer expects {wanted} features (in_features={wanted}), but under torch.compile"
                " or export its input has {got}, a size that varies with the images: for images of"
                " another height and width than the layer was made for the two differ",
                fix="bring all images to the one size that gives {wanted} features (transforms.Resize),"
                " or put nn.AdaptiveAvgPool2d before the flatten; torch.compile(model, dynamic=False)"
                " makes all sizes fixed",
                page=LINEAR,
                confidence="likely",
                when=lambda told: not told.text("got").isdigit(),
            ),
        ),
    ),
    reading(
        # torch 0.1 to 0.3, on a GPU
        "size mismatch at {file:word}",
        answers=(
            plain(
                "linear.size_of_images",
                cause="the fc of the network gets another number of features than it was made for; this"
                " old release does not say which numbers. Its torchvision pools with a window of 7 x 7,"
                " so that images of another size than 224 x 224 leave more features; or fc was replaced"
                " by one for another depth",
                fix="resize the images to 224 x 224, or model.avgpool = nn.AdaptiveAvgPool2d(1); a fc of"
                " one's own is nn.Linear(model.fc.in_features, classes)",
                page=RESNET,
                confidence="likely",
                when=linear_head.head_of_network,
            ),
            plain(
                "linear.images_of_old",
                cause="the fc of the network gets another number of features than it was made for: the"
                " images"
                " are {side} x {side}, and the ResNet of such an old torchvision pools with a window"
                " of 7 x 7,"
                " which is right for images of 224 x 224 alone",
                fix="resize or crop the images to 224 x 224, or model.avgpool ="
                " nn.AdaptiveAvgPool2d(1), as"
                " torchvision has it since 0.2.2",
                page=RESNET,
                confidence="likely",
                more=_image_of_old,
            ),
            plain(
                "linear.features_of_old",
                cause="a Linear layer expects another number of features (in_features) than its input"
                " has in its last dimension; this old release does not say which numbers",
                fix="print(x.size()) in front of the layer that the traceback names, and make it"
                " nn.Linear(x.size(1), ...), or resize the images to the size that the network was made"
                " for: a network that flattens a map has features by their height and width",
                page=LINEAR,
                confidence="likely",
                when=sizes.in_linear,
            ),
        ),
    ),
    reading(
        # torch 1.6 to 1.8
        "mat1 dim 1 must match mat2 dim 0",
        answers=(
            plain(
                "linear.of_children",
                cause="nn.Sequential(*model.children()) has the layers of the network and nothing of"
                " its forward: a ResNet flattens there, between avgpool and fc, so that fc gets a map"
                " [N, 512 or 2048, 1, 1]",
                fix="put it in: nn.Sequential(*list(model.children())[:-1], nn.Flatten(), model.fc); or"
                " keep the network and set model.fc = nn.Identity() for its features",
                page=module("Flatten"),
                confidence="likely",
                when=_of_children,
            ),
            plain(
                "linear.features",
                cause="a Linear layer expects another number of features (in_features) than its input"
                " has in its last dimension; this release does not say which numbers",
                fix="print(x.shape) in front of the layer that the traceback names, and make it"
                " nn.Linear(x.shape[-1], ...): 1000 is a network that still has its fc (model.fc ="
                " nn.Identity()), a multiple of 512 or 2048 a map that was not pooled; but 1, or 7 or"
                " so, is a map that was not flattened: torch.flatten(x, 1) first, as"
                " nn.Sequential(*model.children()) has no flatten",
                page=LINEAR,
            ),
        ),
    ),
)
