"""The network of a case: constructed once for each subject, and copied for each case.

A `prototype` is built once per process and subject. Each case runs on a `replica`: new module objects
and new parameters that share the prototype's memory, with buffers of their own. So a case can edit it,
update its running statistics and fill its gradients without an effect on other cases. What modifies
the weights in place (loading a state dict, copying weights) needs ``private`` weights.
"""

import importlib
from functools import lru_cache
from typing import Any

import torch
from torch import nn

from fuzz.execution.accelerator import seed
from fuzz.execution.op_recorder import Built, built
from fuzz.execution.vision import torchvision
from strategies.layer import LAYERS, Layer
from strategies.subject import NORM_LAYERS, Subject

PROTOTYPES = 6
"""The number of networks that a process caches: 100 MB each for an ordinary one."""


@lru_cache(maxsize=PROTOTYPES)
def prototype(subject: Subject, device: str) -> Built:
    """The unedited network of a subject, cached for many cases, or what torchvision raises instead."""
    return built(lambda: resnet(subject, device))


def forget_prototypes() -> None:
    """Clear the cache of networks: one for which there was no memory may have room now."""
    prototype.cache_clear()


def resnet(subject: Subject, device: str) -> nn.Module:
    """The unedited network of a subject, in training mode as torchvision constructs it."""
    seed(device)
    options: dict[str, Any] = {
        name: getattr(subject, name)
        for name in ("num_classes", "groups", "width_per_group", "zero_init_residual")
    }
    if subject.replace_stride_with_dilation:
        options["replace_stride_with_dilation"] = list(subject.replace_stride_with_dilation)
    if subject.norm_layer != Subject().norm_layer:
        options["norm_layer"] = norm_layer(subject.norm_layer)
    with torch.device(device):
        network: nn.Module = torchvision.models.resnet50(weights=None, **options)
    return network


def norm_layer(name: str) -> Any:
    """The argument ``norm_layer`` for a key of `NORM_LAYERS`."""
    norm = NORM_LAYERS[name]
    kind = getattr(importlib.import_module(norm.module), norm.kind)
    return (lambda channels: kind(*norm.before, channels)) if norm.before else kind


def construct(layer: Layer, device: str) -> nn.Module:
    """The real layer: required options by position, the others by name."""
    kind = LAYERS[layer.kind]
    options = dict(layer.options)
    positional = [options.pop(option.name) for option in kind.options if option.required]
    constructor = getattr(importlib.import_module(kind.module_path), kind.name)
    with torch.device(device):
        made: nn.Module = constructor(*positional, **options)
    return made


def replica(module: nn.Module, *, private: bool) -> nn.Module:
    """A copy of a network, of new modules and parameters.

    Its weights share the memory of ``module`` unless they are to be ``private``.
    """
    copy = module.__new__(type(module))
    copy.__dict__.update(module.__dict__)
    copy.__dict__["_parameters"] = {
        name: None if weight is None else _parameter(weight, private)
        for name, weight in module._parameters.items()
    }
    copy.__dict__["_buffers"] = {
        name: None if buffer is None else buffer.clone() for name, buffer in module._buffers.items()
    }
    copy.__dict__["_modules"] = {
        name: None if child is None else replica(child, private=private)
        for name, child in module._modules.items()
    }
    return copy


def _parameter(weight: nn.Parameter, private: bool) -> nn.Parameter:
    data = weight.detach()
    return nn.Parameter(data.clone() if private else data, requires_grad=weight.requires_grad)
