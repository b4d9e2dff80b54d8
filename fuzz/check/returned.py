"""seen_of(): what is seen of a run that has returned."""

from collections.abc import Iterator
from typing import Any

from torch import Tensor, nn

from fuzz.check.probe import Probe, Returned
from fuzz.check.recorder import Recorder
from fuzz.check.tensor import spec_of, tensors
from strategies.rule import Domain

LEAST = 4
"""The values that an output has at least whose domain is told by them."""

CLOSE = 1e-3


def seen_of(network: nn.Module, probe: Probe, recorder: Recorder, output: Any) -> Returned:
    """All that is told of a run that returned."""
    called, signs = set(recorder.called), recorder.signs
    trainable = {name: one for name, one in network.named_parameters() if one.requires_grad}
    untrained = (name for name, one in trainable.items() if one.grad is None)
    owners = {
        name for name, one in network.named_modules() if next(one.parameters(False), None) is not None
    }
    return Returned(
        outputs={at: spec_of(one) for at, one in tensors(output).items()},
        untrained=tuple(untrained) if probe.backward else (),
        unregistered=tuple(recorder.strangers.values()),
        uncalled=tuple(sorted(owners - called)),
        kept=tuple(_kept(network)),
        last=next((name for name in reversed(recorder.called) if name in owners), ""),
        detached=signs.detached,
        reshaped=signs.reshaped,
        lost=signs.lost,
        dropped=signs.dropped,
        meant=signs.meant,
        drawn=signs.drawn,
        ended=signs.ended,
        nonfinite=recorder.nonfinite,
        sums=tuple(dict.fromkeys(recorder.sums)),
        trainable=bool(trainable),
        domain=domain_of(next(iter(tensors(output).values()), None)),
    )


def _kept(network: nn.Module) -> Iterator[str]:
    """The attributes of modules that hold a tensor with its graph."""
    for name, module in network.named_modules():
        for attribute, value in vars(module).items():
            held = {} if attribute.startswith("_") else tensors(value)
            if any(one.grad_fn is not None for one in held.values()):
                yield f"{name}.{attribute}" if name else attribute


def domain_of(output: Tensor | None) -> Domain:
    """What the values of an output are, as they show it."""
    if output is None or output.is_meta or not output.is_floating_point() or output.numel() < LEAST:
        return "numbers"
    values = output.detach().double()
    if bool(((values > 0) & (values < 1)).all()):
        return "probabilities"
    sums = (values.exp().sum(dim) for dim in range(1, values.dim()))
    if bool((values <= 0).all()) and any(bool(((one - 1).abs() < CLOSE).all()) for one in sums):
        return "log-probabilities"
    return "numbers"
