"""The setting of a run: gradients and autocast as a case wants them."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

import torch


@contextmanager
def running(*, grad: bool, autocast: str, device: str) -> Iterator[None]:
    """With or without gradients, and under autocast to an element type unless it is "off"."""
    cast: AbstractContextManager[Any] = nullcontext()
    if autocast != "off":
        cast = torch.autocast(torch.device(device).type, dtype=getattr(torch, autocast))
    with torch.set_grad_enabled(grad), cast:
        yield


def settle(device: str) -> None:
    """Wait for a GPU, so that its errors are raised in the stage that caused them."""
    if device != "cpu":
        torch.cuda.synchronize(device)
