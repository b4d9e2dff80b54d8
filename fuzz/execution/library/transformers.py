"""Hugging Face's ResNets."""

import importlib

from torch import nn

from strategies.subject import Subject


def build(subject: Subject) -> nn.Module:
    """A ``ResNetForImageClassification`` with random weights, in training mode as any new module."""
    transformers = importlib.import_module("transformers")
    config = transformers.ResNetConfig(num_labels=subject.num_classes)
    network: nn.Module = transformers.ResNetForImageClassification(config)
    return network
