"""torchvision's own ResNets."""

import importlib
from typing import Any

from torch import nn

from fuzz.execution.vision import torchvision
from strategies.subject import NORM_LAYERS, OPTIONS, Subject


def build(subject: Subject) -> nn.Module:
    """The model that a function of ``torchvision.models`` returns for the options that are passed."""
    passed = {name: getattr(subject, name) for name in OPTIONS}
    options: dict[str, Any] = {
        name: value for name, value in passed.items() if value != getattr(Subject(), name)
    }
    if "replace_stride_with_dilation" in options:
        options["replace_stride_with_dilation"] = list(subject.replace_stride_with_dilation)
    if "norm_layer" in options:
        options["norm_layer"] = norm_layer(subject.norm_layer)
    network: nn.Module = getattr(torchvision.models, subject.model)(weights=None, **options)
    return network


def norm_layer(name: str) -> Any:
    """The argument ``norm_layer`` for a key of `NORM_LAYERS`."""
    norm = NORM_LAYERS[name]
    kind = getattr(importlib.import_module(norm.module), norm.kind)
    return (lambda channels: kind(*norm.before, channels)) if norm.before else kind
