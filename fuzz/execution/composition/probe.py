"""Probing: one module, or one operation, run on real tensors, and its effect."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Any

import torch
from torch import Tensor, nn
from torch.autograd.graph import saved_tensors_hooks

from fuzz.execution.accelerator import synchronize
from fuzz.execution.composition.effect import ModuleEffect, MustRunWhole
from fuzz.execution.composition.module_digest import module_digest
from fuzz.execution.composition.tensor_meta import TensorMeta, meta_of, sample
from fuzz.execution.finite import finite
from fuzz.execution.memo import Memo
from fuzz.execution.op_recorder import Record, StageRaised, run_stage
from fuzz.execution.setting import Setting, running

LIGHT = 2**22
_modules: Memo[nn.Module] = Memo(64)
"""Modules with weights that are cached for the next input: 64 of at most 16 MiB each.

A run only changes values in them, on which no effect depends.
"""


def probe_module(skeleton: nn.Module, x: Any, setting: Setting) -> ModuleEffect:
    """The effect of a module with weights on a real tensor, or on several in a tuple or dictionary."""
    key = (module_digest(skeleton), setting.device)
    light = sum(weight.numel() for weight in skeleton.parameters()) <= LIGHT
    module = (_modules.get if light else _unkept)(key, lambda: _embodied(skeleton, setting.device))
    module.train(setting.train).zero_grad()
    return _probe(module, (x,), module, setting)


def _unkept(_: Hashable, make: Callable[[], nn.Module]) -> nn.Module:
    return make()


def probe_operation(operation: Callable[..., Any], x: tuple[Any, ...], setting: Setting) -> ModuleEffect:
    """The effect of an operation between modules on real tensors."""
    return _probe(operation, x, None, setting)


def _probe(
    run: Callable[..., Any], x: tuple[Any, ...], module: nn.Module | None, setting: Setting
) -> ModuleEffect:
    tensors = embodied(x, setting.device)
    first = tensors[0]
    one = isinstance(first, Tensor)
    before = first._version if one else 0
    saved: dict[int, Tensor] = {}
    record = Record()
    try:
        with run_stage("forward", record, module), _record_saved(saved):
            output = _ran(run, tensors, setting)
    except StageRaised as stage_raised:
        return ModuleEffect(output=None, raised=stage_raised.raised, warned=tuple(record.warned))
    return ModuleEffect(
        output=disembodied(output),
        warned=tuple(record.warned),
        finite=all(finite(tensor) for tensor in tensors_in(output)),
        after=meta_of(first) if one else None,
        mutates=one and first._version != before,
        same=output is first,
        shares=any(_memory(t) in map(_memory, tensors_in(tensors)) for t in tensors_in(output)),
        saves_input=any(_memory(t) in saved for t in tensors_in(tensors)),
        saves_output=any(_memory(t) in saved for t in tensors_in(output)),
        differentiable=not setting.backward or _differentiable(run, x, module, setting),
    )


def _ran(run: Callable[..., Any], tensors: tuple[Any, ...], setting: Setting) -> Any:
    torch.default_generator.manual_seed(0)
    with running(setting):
        output = run(*tensors)
        synchronize(setting.device)
    return output


def _embodied(skeleton: nn.Module, device: str) -> nn.Module:
    """A copy with weights: ones where they are 1D, small numbers where they have more dimensions."""

    def filled(weight: Tensor) -> Tensor:
        small = weight.dim() > 1 and weight.is_floating_point()
        made = torch.empty_strided(weight.shape, weight.stride(), dtype=weight.dtype, device=device)
        return made.fill_(0.01 if small else 1)  # full_like() of what is on meta imports 480 modules

    with torch.no_grad():
        return deepcopy(skeleton)._apply(filled)  # type: ignore[no-untyped-call,no-any-return]


@contextmanager
def _record_saved(saved: dict[int, Tensor]) -> Iterator[None]:
    """Record the memory of each tensor that autograd saves for backward, and keep it alive.

    Tensors are detached: an output that a hook returned as it is would form a reference cycle with its
    node of the graph, and neither would ever be freed. Source:
    https://docs.pytorch.org/docs/stable/notes/autograd.html#hooks-for-saved-tensors
    """

    def pack(tensor: Tensor) -> Tensor:
        saved[_memory(tensor)] = tensor.detach()
        return saved[_memory(tensor)]

    with saved_tensors_hooks(pack, lambda tensor: tensor):
        yield


def _memory(tensor: Tensor) -> int:
    """The address of a tensor's memory; of an empty one, that of its storage, which views share."""
    storage = tensor.untyped_storage()
    return storage.data_ptr() or storage._cdata


def _differentiable(
    run: Callable[..., Any], x: tuple[Any, ...], module: nn.Module | None, setting: Setting
) -> bool:
    """Whether the backward pass succeeds, with finite gradients of all parameters.

    This takes a run of its own: with saved-tensor hooks, autograd doesn't check versions.
    """
    record = Record()
    try:
        with run_stage("backward", record):
            output = _ran(run, embodied(x, setting.device), setting)
            requires_grad = [tensor for tensor in tensors_in(output) if tensor.requires_grad]
            torch.autograd.backward(requires_grad, [torch.ones_like(tensor) for tensor in requires_grad])
            synchronize(setting.device)
    except StageRaised:
        return False
    gradients = [weight.grad for weight in module.parameters()] if module is not None else []
    return all(finite(gradient) for gradient in gradients)


def tensors_in(value: Any) -> list[Tensor]:
    """The tensors in a value: itself, or those in a tuple, list or dictionary."""
    if isinstance(value, Tensor):
        return [value]
    inside = value.values() if isinstance(value, dict) else value
    if isinstance(value, dict | tuple | list):
        return [tensor for item in inside for tensor in tensors_in(item)]
    return []


def disembodied(value: Any) -> Any:
    """A value with each tensor replaced by its metadata."""
    return changed(value, Tensor, meta_of)


def embodied(value: Any, device: str) -> Any:
    """A value with each `TensorMeta` replaced by a real tensor."""
    return changed(value, TensorMeta, lambda feature: sample(feature, device))


def changed(value: Any, kind: type, change: Callable[[Any], Any]) -> Any:
    """A value with each item of one kind changed, also in tuples, lists and dictionaries."""
    if isinstance(value, kind):
        return change(value)
    if isinstance(value, dict):
        return type(value)((name, changed(item, kind, change)) for name, item in value.items())
    if type(value) in (tuple, list):
        return type(value)(changed(item, kind, change) for item in value)
    if value is None or isinstance(value, bool | int | float | str):
        return value
    raise MustRunWhole(f"a {type(value).__name__} is passed on")
