"""The network of a case: constructed once for each subject, and copied for each case.

A `prototype` is built once per process and subject. Each case runs on a `replica`: new module objects
and new parameters that share the prototype's memory, with buffers of their own. So a case can edit it,
update its running statistics and fill its gradients without an effect on other cases. What modifies
the weights in place (loading a state dict, copying weights) needs ``private`` weights. What does none of
this needs no replica of what it leaves as it is (`fuzz.execution.lent`).
"""

import importlib
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import torch
from torch import nn

from fuzz.execution.accelerator import seed
from fuzz.execution.library import build, own
from fuzz.execution.op_recorder import Built, built
from strategies.layer import LAYERS, Layer
from strategies.network.imported import is_own
from strategies.subject import Subject

PROTOTYPES = 6
"""The number of networks that a process caches: 100 MB each for an ordinary one."""


@lru_cache(maxsize=PROTOTYPES)
def prototype(subject: Subject, device: str) -> Built:
    """The unedited network of a subject, cached for many cases, or what is raised instead."""
    return built(lambda: unedited(subject, device))


def forget_prototypes() -> None:
    """Clear the cache of networks: one for which there was no memory may have room now."""
    prototype.cache_clear()


def unedited(subject: Subject, device: str) -> nn.Module:
    """The unedited network of a subject, in training mode as its constructor returns it."""
    seed(device)
    if is_own(subject.model):
        return build(subject).to(device)
    with torch.device(device):
        return build(subject)


def copy_of(subject: Subject, network: nn.Module, *, private: bool) -> nn.Module:
    """A copy of the network of a subject, for one case.

    Of one of the user's own it has copies of all that its modules remember as well. Its weights share
    the memory of ``network`` unless they are to be ``private``.
    """
    if is_own(subject.model):
        return own.copied(network, private=private)
    return replica(network, private=private)


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

    Its weights share the memory of ``module`` unless they are to be ``private``. What is at several
    places of it is one thing in the copy, too.
    """
    return _Replica(private).of(module)


def replica_alone(module: nn.Module) -> nn.Module:
    """A copy of a module and its parameters, as a `replica` has it, around the very modules inside."""
    return _Replica(private=False).alone(module)


HOOKS = tuple(name for name in vars(nn.Module()) if name.endswith(("_hooks", "_hooks_with_kwargs")))
"""The dictionaries of hooks, of which each module has its own."""


class _Replica:
    """A copy under way: what has been copied already, by the identity of the original."""

    def __init__(self, private: bool) -> None:
        self.private = private
        self._modules: dict[int, nn.Module] = {}
        self._tensors: dict[int, Any] = {}

    def of(self, module: nn.Module) -> nn.Module:
        """The copy of a module."""
        if id(module) in self._modules:
            return self._modules[id(module)]
        copy = self._modules[id(module)] = self.alone(module)
        for name, child in module._modules.items():
            copy._modules[name] = None if child is None else self.of(child)
        return copy

    def alone(self, module: nn.Module) -> nn.Module:
        """A copy of a module around the very modules that it is around."""
        copy = module.__new__(type(module))
        copy.__dict__.update(module.__dict__)
        copy.__dict__.update({name: module.__dict__[name].copy() for name in ("_modules", *HOOKS)})
        for held, made in (("_parameters", self._parameter), ("_buffers", torch.clone)):
            copy.__dict__[held] = {
                name: None if tensor is None else self._once(tensor, made)
                for name, tensor in module.__dict__[held].items()
            }
        return copy

    def _once(self, tensor: Any, made: Callable[[Any], Any]) -> Any:
        if id(tensor) not in self._tensors:
            self._tensors[id(tensor)] = made(tensor)
        return self._tensors[id(tensor)]

    def _parameter(self, weight: nn.Parameter) -> nn.Parameter:
        data = weight.detach()
        data = data.clone() if self.private else data
        return nn.Parameter(data, requires_grad=weight.requires_grad)
