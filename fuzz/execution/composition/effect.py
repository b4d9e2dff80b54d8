"""ModuleEffect: what a module does with its input, as it is cached."""

from dataclasses import dataclass, field
from typing import Any

import msgspec

from fuzz.execution.composition.tensor_meta import TensorMeta
from fuzz.execution.outcome import Raised, Warned


@dataclass(frozen=True, slots=True)
class ModuleEffect:
    """What a module, or an operation between modules, does with its input.

    ``output`` holds a `TensorMeta` for each tensor, None where it ``raised``. Sites are relative to the
    module. ``after`` is the first argument after the call. For the backward pass: whether the argument
    is modified in place (``mutates``), whether argument and output are saved for backward, whether the
    output is the argument itself (``same``) or shares its memory (``shares``), and whether the backward
    pass of the module is known to succeed (``differentiable``).
    """

    output: Any
    raised: Raised | None = None
    warned: tuple[Warned, ...] = ()
    finite: bool = True
    after: TensorMeta | None = None
    mutates: bool = False
    same: bool = False
    shares: bool = False
    saves_input: bool = False
    saves_output: bool = False
    differentiable: bool = True


class MustRunWhole(Exception):
    """A case cannot be composed; the message says why."""


def placed(message: Any, path: str) -> Any:
    """A `Raised` or `Warned` of a module, with the site in the network that has it at a path."""
    site = f"{path}.{message.site}" if path and message.site else path or message.site
    return msgspec.structs.replace(message, site=site)


@dataclass(slots=True)
class Storage:
    """The memory of an `AbstractTensor`: its version, the number of in-place modifications."""

    version: int = 0


@dataclass(slots=True)
class BlockTrace:
    """The record of a forward pass through a block: warnings, and tensors saved for backward."""

    warned: list[Warned] = field(default_factory=list)
    saved: list[tuple[Storage, int]] = field(default_factory=list)
    differentiable: bool = True
    finite: bool = True
