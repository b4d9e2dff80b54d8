"""Messages of a network that was made with an argument that it does not take.

What is known of a class, as of those of torchvision, Lightning and timm, is told by their own tables.
"""

import re

from fuzz.message.reading import Told, plain, reading
from fuzz.message.words import makes_network, names_network

BUILDS = re.compile(r"\b(?:ResNet|ResNeXt|DenseNet|VGG|MobileNet\w*|EfficientNet)\(")
ASKS = ("pretrained", "weights", "progress")


def own_builder(told: Told) -> dict[str, str] | None:
    """The file of the program itself whose builder hands on what only torchvision's take out."""
    last = told.raised.frames[-1:]
    asked = told.text("option") or told.text("name")
    if not last or asked not in ASKS or not BUILDS.search(last[0].source):
        return None
    installed = re.search(r"(?:site|dist)-packages/", last[0].path)
    return None if installed else {"file": last[0].name, "builder": last[0].function or "the builder"}


def _of_block(told: Told) -> bool:
    """Whether it is a block of a ResNet that was made, by its class or by what makes it."""
    named = told.text("kind").rpartition(".")[2] in ("BasicBlock", "Bottleneck")
    return named or any(re.search(r"make_layer", one.function) for one in told.raised.frames[-1:])


def _kind(told: Told) -> dict[str, str]:
    return {
        "what": told.text("kind").rpartition(".")[2]
        or "of this network" * _of_block(told)
        or "the class"
    }


READINGS = (
    reading(
        "{kind:name}.__init__() got an unexpected keyword argument '{option:name}'",
        "__init__() got an unexpected keyword argument '{option:name}'",
        answers=(
            plain(
                "construction.own_builder",
                cause="{builder} is that of {file}, a file of the program and not of torchvision: it"
                " hands {option} on to the class, which doesn't know it, and loads no weights",
                fix="from torchvision.models import {builder}, if that network is meant; or leave"
                " {option} out and load weights of this network,"
                " model.load_state_dict(torch.load(path)): without them it is not trained at all",
                page="https://docs.pytorch.org/vision/stable/models.html",
                confidence="likely",
                more=own_builder,
            ),
            plain(
                "construction.block_keyword",
                cause="the block {what} takes no argument {option}, and the network hands it to each"
                " of its blocks: of its two kinds of block only the other one knows it, or the block"
                " is that of another ResNet",
                fix="add it to the __init__ of the block, {option}=None, and use it there; or build a"
                " network of the other block, if that takes it (Bottleneck: resnet50 and deeper,"
                " BasicBlock: resnet18 and resnet34); or leave {option} out",
                page="https://github.com/pytorch/vision/blob/main/torchvision/models/resnet.py",
                confidence="likely",
                when=_of_block,
                more=_kind,
            ),
            plain(
                "construction.unexpected",
                cause="the __init__ of {what} takes no argument {option}: it is misspelled, or the"
                " class is of another version than the code that makes it",
                fix="look at its def __init__(self, ...): leave {option} out, or add it there and use"
                " it; where the class is of a library, install the release that the code was written"
                " for",
                page="https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html",
                confidence="likely",
                when=lambda told: makes_network(told) or names_network(told.text("kind")),
                more=_kind,
            ),
        ),
    ),
)
