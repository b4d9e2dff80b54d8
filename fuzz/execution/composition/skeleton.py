"""The edited network without its weights: what a case would build, for next to nothing.

A skeleton holds torchvision's own modules, on the ``meta`` device, so that edits meet the attributes,
children and shapes that they would meet for real. Modules are shared between cases: an edit copies
what it is about to change, and only that.
"""

from functools import lru_cache

import torch
from torch import nn

from fuzz.execution.composition.module_digest import shallow_clone
from fuzz.execution.construction import construct, replica, resnet
from fuzz.execution.op_recorder import Built, Record, built, run_stage
from fuzz.execution.surgeon import operate
from strategies.case import ORDINARY, Case
from strategies.layer import Layer
from strategies.subject import Subject
from strategies.surgery import Extract, Truncate, site_of

LAYERS = 4096
"""How many layers without weights a process keeps."""


def skeleton(case: Case, record: Record) -> nn.Module:
    """The network of a case, built, edited and loaded; raises `StageRaised` where that is refused."""
    with run_stage("build", record):
        frozen = case.gradient == "frozen"
        network = _subject(case.subject, frozen).take(record)
    for edit in case.edits:
        with run_stage("build", record, site=site_of(edit)):
            if not isinstance(edit, Truncate | Extract):
                network = _opened(network, edit.site)
            network = operate(network, edit, lambda layer: _made(layer, record))
    if case.load != "no":
        with run_stage("load", record, network):
            original = _subject(ORDINARY.subject, frozen=False).take(record).state_dict()
            network.load_state_dict(original, strict=case.load == "strict")
    return network


@lru_cache(maxsize=64)
def _subject(subject: Subject, frozen: bool) -> Built:
    return built(lambda: _counted(resnet(subject, "meta")).requires_grad_(not frozen))


@lru_cache(maxsize=LAYERS)
def _layer(layer: Layer) -> Built:
    return built(lambda: _counted(construct(layer, "meta")))


def _counted(module: nn.Module) -> nn.Module:
    """With real counters: loading a state dict takes a batch norm's for missing on ``meta``."""
    for part in module.modules():
        for name, buffer in part._buffers.items():
            if buffer is not None and buffer.dim() == 0:
                part._buffers[name] = torch.zeros((), dtype=buffer.dtype)
    return module


def _made(layer: Layer, record: Record) -> nn.Module:
    return replica(_layer(layer).take(record), private=True)


def _opened(network: nn.Module, site: str) -> nn.Module:
    """The network with a copy of each module on the way to a site, as far as there is a way."""
    top = module = shallow_clone(network)
    for name in site.split(".") if site else ():
        child = module._modules.get(name)
        if child is None:
            break
        module._modules[name] = module = shallow_clone(child)
    return top
