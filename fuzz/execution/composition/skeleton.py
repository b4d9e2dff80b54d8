"""The edited network on the ``meta`` device: as a case builds it, without memory for weights.

A skeleton consists of torchvision's own modules, so that edits find the same attributes, children and
shapes as in a real network. Modules are shared between cases: an edit copies only what it changes.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import lru_cache
from typing import Any

import torch
from torch import nn
from torch.utils._python_dispatch import TorchDispatchMode

from fuzz.execution.compiler import without_compiler
from fuzz.execution.composition.effect import MustRunWhole
from fuzz.execution.composition.loading import apart
from fuzz.execution.composition.module_digest import module_digest, shallow_clone
from fuzz.execution.construction import construct, replica, unedited
from fuzz.execution.op_recorder import Built, Record, built, run_stage
from fuzz.execution.surgeon import operate
from strategies.case import Case
from strategies.layer import Layer
from strategies.subject import Subject, ordinary
from strategies.surgery import AnyEdit, Extract, Replace, Truncate, site_of

ATEN = torch.ops.aten

FILLING = (ATEN.normal_.default, ATEN.uniform_.default, ATEN.fill_.Scalar, ATEN.zero_.default)

LAYERS = 4096
"""The number of layers on ``meta`` that a process caches."""


def skeleton(case: Case, record: Record) -> nn.Module:
    """The network of a case, built, edited and loaded; raises `StageRaised` where torch raises.

    Raises `MustRunWhole` where parts of the network are shared: an edit of one of them would split them.
    """
    frozen = case.gradient == "frozen"
    with run_stage("build", record):
        network = _subject(case.subject, frozen).take(record)
    if _shares(network):
        raise MustRunWhole("modules of the network are at several places, or have weights in common")
    for edit in case.edits:
        with run_stage("build", record, site=site_of(edit)):
            if not isinstance(edit, Truncate | Extract):
                network = _opened(network, edit.site)
            network = operate(network, edit, _maker(edit, record))
    if case.load != "no":
        original = _subject(ordinary(case.subject), frozen).take(record)
        edited, original = apart(network, original)
        with run_stage("load", record, edited):
            edited.load_state_dict(original.state_dict(), strict=case.load == "strict")
    return network


@lru_cache(maxsize=64)
def _subject(subject: Subject, frozen: bool) -> Built:
    with without_compiler(), _Unfilled():  # type: ignore[no-untyped-call]
        return built(lambda: _as_asked(_counted(unedited(subject, "meta")), frozen))


@lru_cache(maxsize=LAYERS)
def _layer(layer: Layer) -> Built:
    with without_compiler(), _Unfilled():  # type: ignore[no-untyped-call]
        return built(lambda: _counted(construct(layer, "meta")))


def _shares(network: nn.Module) -> bool:
    """Whether a module or a weight is at several places of a network; it is told once for each."""
    known: bool | None = network.__dict__.get(SHARES)
    if known is None:
        every = [module for _, module in network.named_modules(remove_duplicate=False)]
        weights = [
            weight for module in every for weight in module._parameters.values() if weight is not None
        ]
        known = any(len(set(map(id, things))) < len(things) for things in (every, weights))
        network.__dict__[SHARES] = known
    return known


SHARES = "_shares"


class _Unfilled(TorchDispatchMode):  # type: ignore[no-untyped-call]
    """Leaves weights as they are: on ``meta`` they have no values, and to fill them takes long."""

    def __torch_dispatch__(
        self, func: Any, types: Iterable[type], args: tuple[Any, ...] = (), kwargs: Any = None
    ) -> Any:
        return args[0] if func in FILLING else func(*args, **(kwargs or {}))


def _as_asked(network: nn.Module, frozen: bool) -> nn.Module:
    return network.requires_grad_(False) if frozen else network


def _counted(module: nn.Module) -> nn.Module:
    """The module with real scalar buffers: load_state_dict reports those on ``meta`` as missing."""
    for part in module.modules():
        for name, buffer in part._buffers.items():
            if buffer is not None and buffer.dim() == 0:
                part._buffers[name] = torch.zeros((), dtype=buffer.dtype)
    return module


def _maker(edit: AnyEdit, record: Record) -> Callable[[Layer], nn.Module]:
    """What makes the layer of an edit: one of its own, which knows its digest from the one that it is a
    copy of, unless the edit writes weights into it."""
    written = isinstance(edit, Replace) and edit.weights != "fresh"

    def made(layer: Layer) -> nn.Module:
        prototype = _layer(layer).take(record)
        with suppress(MustRunWhole):
            module_digest(prototype)
        copy = replica(prototype, private=True)
        return shallow_clone(copy) if written else copy

    return made


def _opened(network: nn.Module, site: str) -> nn.Module:
    """The network with a copy of each module on the path to a site, as far as it exists."""
    top = module = shallow_clone(network)
    for name in site.split(".") if site else ():
        child = module._modules.get(name)
        if child is None:
            break
        module._modules[name] = module = shallow_clone(child)
    return top
