"""results(): the very numbers that a case returns, to be compared with those of another case."""

from typing import Any, NamedTuple

import torch
from torch import Tensor

from fuzz.execution import criterion
from fuzz.execution.extra import require_library
from fuzz.execution.op_recorder import Record, StageRaised, run_stage
from fuzz.execution.outcome import Raised
from fuzz.execution.place import placed
from fuzz.execution.setting import running, setting_of
from fuzz.execution.shared_forward import shared_forward
from fuzz.execution.tensor import target_tensor
from strategies.case import Case
from strategies.peril import require_harmless


class Results(NamedTuple):
    """The output of a network, the loss, and the gradients of its parameters by name.

    ``loss`` is None where the case has none, or raises before; so are the ``gradients`` empty.
    """

    output: Any
    loss: Tensor | None
    gradients: dict[str, Tensor]


def results(case: Case, *, device: str = "cpu") -> Results | None:
    """What a case returns, run whole; None where its network raises an error.

    Expects a case that `strategies.validation.check` accepts. Raises `CaseError` for one that may end
    the process.
    """
    require_harmless(case)
    require_library(case.subject)
    device = placed(case, device)
    ran, setting = shared_forward(case, device), setting_of(case, device)
    if isinstance(ran, Raised):
        return None
    if case.loss is None:
        return Results(ran.output, None, {})
    loss: Tensor | None = None
    try:
        with run_stage("loss", Record()), running(setting):
            target = target_tensor(case.target, device)
            loss = criterion.call(case.loss, criterion.build(case.loss, device), ran.output, target)
        if case.backward:
            with run_stage("backward", Record()):
                loss.backward(retain_graph=ran.lasting)  # type: ignore[no-untyped-call]
    except StageRaised:
        return Results(ran.output, loss, {})
    weights = ran.network.named_parameters()
    gradients = {name: weight.grad for name, weight in weights if weight.grad is not None}
    return Results(ran.output, loss, gradients)


def equal(one: Any, other: Any) -> bool:
    """Whether two outputs are the same numbers in the same shape; NaN is equal to NaN."""
    if isinstance(one, Tensor) and isinstance(other, Tensor):
        if one.shape != other.shape or one.dtype != other.dtype:
            return False
        return torch.allclose(one.detach(), other.detach(), rtol=1e-4, atol=1e-6, equal_nan=True)
    if isinstance(one, dict) and isinstance(other, dict):
        one, other = tuple(one.values()), tuple(other.values())
    if isinstance(one, tuple | list) and isinstance(other, tuple | list):
        return len(one) == len(other) and all(map(equal, one, other))
    return one is other
