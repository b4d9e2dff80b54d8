"""Messages of a network that was made with an argument that it does not take.

What is known of a class, as of those of torchvision, Lightning and timm, is told by their own tables.
"""

import re

from fuzz.message.reading import Told, plain, reading
from fuzz.message.words import makes_network

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


def _kind(told: Told) -> dict[str, str]:
    return {"what": told.text("kind").rpartition(".")[2] or "the class"}


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
                "construction.unexpected",
                cause="the __init__ of {what} takes no argument {option}: it is misspelled, or the"
                " class is of another version than the code that makes it",
                fix="look at its def __init__(self, ...): leave {option} out, or add it there and use"
                " it; where the class is of a library, install the release that the code was written"
                " for",
                page="https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html",
                confidence="likely",
                when=makes_network,
                more=_kind,
            ),
        ),
    ),
)
