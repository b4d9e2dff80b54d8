"""Setting: what holds for a whole run, whatever the network and the input."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any, NamedTuple

import torch

from strategies.case import Case


class Setting(NamedTuple):
    """The setting of a run.

    ``train`` is the mode, ``grad`` whether gradients are computed at all, ``autocast`` the element
    type of autocast or "off", ``backward`` whether the way back will be wanted.
    """

    train: bool
    grad: bool
    autocast: str
    backward: bool
    device: str


def setting_of(case: Case, device: str) -> Setting:
    """The setting in which a case wants to be run."""
    return Setting(
        train=case.mode == "train",
        grad=case.gradient != "off",
        autocast=case.autocast,
        backward=case.backward,
        device=device,
    )


@contextmanager
def running(setting: Setting) -> Iterator[None]:
    """Gradients and autocast as a setting wants them."""
    cast: AbstractContextManager[Any] = nullcontext()
    if setting.autocast != "off":
        kind = torch.device(setting.device).type
        cast = torch.autocast(kind, dtype=getattr(torch, setting.autocast))
    with torch.set_grad_enabled(setting.grad), cast:
        yield


def synchronize(device: str) -> None:
    """Wait for a GPU, so that its errors are raised in the stage that caused them."""
    if torch.device(device).type == "cuda":
        torch.cuda.synchronize(device)
