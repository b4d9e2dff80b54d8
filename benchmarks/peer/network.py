"""Where a test gets its network from: built anew for each case, or copied from one built before."""

import copy
import importlib
from collections.abc import Callable
from functools import cache
from typing import Any

import torch
from torch import nn

from fuzz.execution.vision import torchvision
from strategies.subject import NORM_LAYERS, Subject

Build = Callable[[Subject], nn.Module]
"""Gives a network that no other case has had."""


def rebuilt(device: str) -> Build:
    """The constructor, called for each case."""

    def build(subject: Subject) -> nn.Module:
        with torch.device(device):
            network: nn.Module = torchvision.models.resnet50(**_options(subject))
        return network

    return build


def copied(device: str) -> Build:
    """A deep copy of a network that is built once for each subject."""
    prebuilt = cache(rebuilt(device))
    return lambda subject: copy.deepcopy(prebuilt(subject))


def _options(subject: Subject) -> dict[str, Any]:
    norm = NORM_LAYERS[subject.norm_layer]
    kind = getattr(importlib.import_module(norm.module), norm.kind)
    return {
        "num_classes": subject.num_classes,
        "groups": subject.groups,
        "width_per_group": subject.width_per_group,
        "zero_init_residual": subject.zero_init_residual,
        "replace_stride_with_dilation": list(subject.replace_stride_with_dilation) or None,
        "norm_layer": (lambda channels: kind(*norm.before, channels)) if norm.before else kind,
    }
