"""The real network of a subject, built by the library that it is of: one file for each."""

from collections.abc import Callable

from torch import nn

from fuzz.execution.library import own, timm, torchvision, transformers
from strategies.network.imported import OWN
from strategies.network.models import model_of
from strategies.subject import Subject

BUILD: dict[str, Callable[[Subject], nn.Module]] = {
    "torchvision": torchvision.build,
    "timm": timm.build,
    "transformers": transformers.build,
    OWN: own.build,
}
"""What builds the models of each library."""


def build(subject: Subject) -> nn.Module:
    """The unedited network of a subject, with random weights. Raises whatever its constructor does."""
    return BUILD[model_of(subject).library](subject)
