"""The loss of a case: constructed with its options, and called with the arguments of its kind."""

from typing import Any

import torch
from torch import Tensor, nn

from fuzz.execution.memo import Memo
from strategies.loss import LOSSES, Loss
from strategies.value import Value

_built: Memo[nn.Module] = Memo(1024)


def build(loss: Loss, device: str) -> nn.Module:
    """The real loss; an option that is a tensor becomes a tensor of ones.

    It is constructed once and cached: it has no state, and none warns when it is constructed.
    """
    return _built.get((repr(loss), device), lambda: _build(loss, device))


def _build(loss: Loss, device: str) -> nn.Module:
    kind = LOSSES[loss.kind]
    options: dict[str, Any] = {}
    for name, value in loss.options.items():
        option = kind.option(name)
        tensor = option is not None and option.lengths is not None and value is not None
        options[name] = _ones(value, device) if tensor else value
    criterion: nn.Module = getattr(nn, loss.kind)(**options)
    return criterion


def _ones(size: Value, device: str) -> Tensor:
    return torch.ones(size, device=device)  # type: ignore[arg-type]  # torch is to refuse the rest


def call(loss: Loss, criterion: nn.Module, output: Any, target: Tensor) -> Tensor:
    """The value of the loss, by the calls that `strategies.loss.call` has as text."""
    match LOSSES[loss.kind].call:
        case "pair":
            value = criterion(output, output, target)
        case "variance":
            value = criterion(output, target, torch.ones_like(output))
        case "lengths":
            value = criterion(output, target, (len(output),), (len(target),))
        case _:
            value = criterion(output, target)
    result: Tensor = value
    return result
