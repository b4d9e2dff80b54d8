"""quantised(): what a network with stubs of quantisation does after it was converted."""

import warnings
from collections.abc import Callable
from typing import Any

import torch
from msgspec.structs import replace
from torch import nn

from fuzz.check.change import after
from fuzz.check.plain.at import Kept
from fuzz.check.plain.probe import Probe, Template
from fuzz.check.plain.seen import Raised, Returned, Seen
from fuzz.check.plain.tensor import tensors
from fuzz.check.running.run import filled, run

NO_ENGINE = "none"


def quantised(seen: Returned, fresh: Callable[[], nn.Module], template: Template, probe: Probe) -> Seen:
    """What was seen, or what is raised after static quantisation, for which a `QuantStub` asks.

    It is prepared, run on the probe, converted, and run again. ``wrapped`` is the stub that lets what is
    returned stay quantised. A network without a stub, or where torch has no kernels, is not converted.
    """
    network = after(fresh(), probe.changes)
    stubs = [name for name, one in network.named_modules() if type(one).__name__ == "QuantStub"]
    engine = torch.backends.quantized.engine
    if not stubs or engine == NO_ENGINE:
        return seen
    ran = run(_converted(network, engine, template, probe), template, replace(probe, changes=()))
    if isinstance(ran.seen, Raised):
        return ran.seen
    wrapped = any(one.is_quantized for one in tensors(ran.output).values())
    return replace(seen, wrapped=Kept(stubs[0], stubs[0]) if wrapped else None)


def _converted(network: nn.Module, engine: str, template: Template, probe: Probe) -> nn.Module:
    """The network with layers of 8 bits in place of its own, where it says nothing else by a qconfig."""
    from torch.ao import quantization

    asked: Any = quantization  # it says nothing of its types
    network.eval()
    if not any(getattr(one, "qconfig", None) is not None for one in network.modules()):
        network.qconfig = asked.get_default_qconfig(engine)
    args, kwargs = filled(template, probe)
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")  # that eager quantisation is to move to another package
        prepared = asked.prepare(network)
        prepared(*args, **kwargs)
        converted: nn.Module = asked.convert(prepared)
    return converted
