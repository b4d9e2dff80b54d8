"""Setting: the conditions of a run beside its network and input."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any, NamedTuple

import torch

from strategies.case import Case


class Setting(NamedTuple):
    """The setting of a run.

    ``train`` is the mode, ``grad`` whether gradients are enabled, ``autocast`` the dtype of autocast or
    "off", ``backward`` whether there will be a backward pass.
    """

    train: bool
    grad: bool
    autocast: str
    backward: bool
    device: str


def setting_of(case: Case, device: str) -> Setting:
    """The setting of a case on a device."""
    return Setting(
        train=case.mode == "train",
        grad=case.gradient != "off",
        autocast=case.autocast,
        backward=case.backward,
        device=device,
    )


@contextmanager
def running(setting: Setting) -> Iterator[None]:
    """Enable or disable gradients and autocast, by a setting; where they are already, nothing is set."""
    cast: AbstractContextManager[Any] = nullcontext()
    if setting.autocast != "off":
        kind = torch.device(setting.device).type
        cast = torch.autocast(kind, dtype=getattr(torch, setting.autocast))
    before = torch.is_grad_enabled()
    if before != setting.grad:
        torch.set_grad_enabled(setting.grad)
    try:
        with cast:
            yield
    finally:
        if torch.is_grad_enabled() != before:
            torch.set_grad_enabled(before)
