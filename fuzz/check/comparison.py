"""compared(): an output held against that of another run, which should be the same."""

from collections.abc import Callable
from typing import Any

import torch
from msgspec.structs import replace
from torch import Tensor, nn

from fuzz.check.change import after
from fuzz.check.probe import At, Probe, Raised, Returned, Seen, Template
from fuzz.check.run import Ran, filled, run
from fuzz.check.tensor import mapped, tensors

TOLERANCE = 1e-3
"""How much two outputs may differ, as a share of the largest value: sums come in another order."""


def compared(ran: Ran, fresh: Callable[[], nn.Module], template: Template, probe: Probe) -> Seen:
    """What was seen, and in ``differs`` where it is not what the other run returns."""
    assert isinstance(ran.seen, Returned)
    match probe.against:
        case "again":
            other = run(fresh(), template, probe, seed=1)
        case "reloaded":
            other = _reloaded(ran, fresh, template, probe)
        case _:
            return replace(ran.seen, differs=_alone(ran.output, fresh, template, probe))
    if not isinstance(other.seen, Returned):
        return other.seen
    return replace(ran.seen, differs=_difference(ran.output, other.output))


def _reloaded(ran: Ran, fresh: Callable[[], nn.Module], template: Template, probe: Probe) -> Ran:
    """The run of another network with the state dict of the first."""
    network = after(fresh(), probe.changes)
    try:
        network.load_state_dict(ran.network.state_dict())
    except Exception as error:
        return Ran(Raised("convert", type(error).__name__, str(error), At()), network)
    return run(network, template, replace(probe, changes=()))


def _alone(output: Any, fresh: Callable[[], nn.Module], template: Template, probe: Probe) -> str:
    """Where the output of a batch is not that of its samples, each with the first of them beside it.

    A batch of two: where a sample alone would be another case, two of the same one are not.
    """
    network = after(fresh(), probe.changes)
    network.train(probe.mode == "train")
    args, kwargs = filled(template, probe)
    count = probe.inputs[0].shape[0]

    def taken(tensor: Tensor) -> Tensor:
        return tensor[[0] * count] if tensor.shape[:1] == (count,) else tensor

    with torch.no_grad():
        again = network(*mapped(args, taken), **mapped(kwargs, taken))
    for at, one in tensors(output).items():
        other = tensors(again).get(at)
        if other is None or one.shape[:1] != (count,) or other.shape != one.shape:
            continue
        if not _close(one[:1], other[:1]):
            return at or "the output"
    return ""


def _difference(one: Any, other: Any) -> str:
    """Where two outputs differ, "" where they don't."""
    first, second = tensors(one), tensors(other)
    if first.keys() != second.keys():
        return "the output"
    for at, tensor in first.items():
        if tensor.shape != second[at].shape or not _close(tensor, second[at]):
            return at or "the output"
    return ""


def _close(one: Tensor, other: Tensor) -> bool:
    if not one.is_floating_point():
        return bool(torch.equal(one, other))
    one, other = one.detach().double(), other.detach().double()
    scale = float(one.abs().max()) if one.numel() else 0.0
    return bool(((one - other).abs() <= TOLERANCE * scale + 1e-9).all())
