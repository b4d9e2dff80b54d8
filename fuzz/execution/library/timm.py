"""timm's ResNets."""

import importlib
from typing import Any

from torch import nn

from strategies.subject import Subject


def build(subject: Subject) -> nn.Module:
    """The model that ``timm.create_model`` returns."""
    timm = importlib.import_module("timm")
    options: dict[str, Any] = {}
    if subject.num_classes != Subject().num_classes:
        options["num_classes"] = subject.num_classes
    network: nn.Module = timm.create_model(subject.model.partition(".")[2], **options)
    return network
