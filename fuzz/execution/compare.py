"""compare(): the loss of an output and a target, and its backward pass."""

from typing import Any

from torch import Tensor, nn

from fuzz.execution import criterion
from fuzz.execution.accelerator import synchronize
from fuzz.execution.finite import finite
from fuzz.execution.forward import Forward
from fuzz.execution.op_recorder import Record, StageRaised, run_stage
from fuzz.execution.outcome import Described, NonFinite, Raised, Returned
from fuzz.execution.setting import Setting, running
from strategies.loss import Loss


def compare(loss: Loss, target: Tensor, ran: Forward, setting: Setting) -> Returned | Raised:
    """The outcome of a loss on the output of a forward pass and a target, and of its backward pass."""
    record = Record(list(ran.warnings))
    try:
        with run_stage("loss", record), running(setting):
            measure = criterion.build(loss, setting.device)
            value = criterion.call(loss, measure, ran.output, target)
            synchronize(setting.device)
        if setting.backward:
            with run_stage("backward", record):
                value.backward(retain_graph=ran.lasting)  # type: ignore[no-untyped-call]
                synchronize(setting.device)
    except StageRaised as stage_raised:
        return stage_raised.raised
    return Returned(
        output=describe(ran.output),
        loss=describe(value),
        nonfinite=ran.nonfinite or _nonfinite(loss.kind, value, ran.network, setting.backward),
        warnings=tuple(record.warned),
    )


def describe(value: Any) -> Described:
    """A value's type and, for a tensor, its shape and dtype."""
    if not isinstance(value, Tensor):
        return Described(type=type(value).__name__)
    return Described(
        type="Tensor",
        shape=tuple(value.shape),
        dtype=str(value.dtype).removeprefix("torch."),
    )


def _nonfinite(loss: str, value: Tensor, network: nn.Module, backward: bool) -> NonFinite | None:
    """Where the loss or, after a backward pass, a gradient is NaN or infinite."""
    if not finite(value):
        return NonFinite("loss", loss)
    for name, weight in network.named_parameters() if backward else ():
        if weight.grad is not None and not finite(weight.grad):
            return NonFinite("backward", loss, name.rpartition(".")[0])
    return None
