"""Effect: what a module does to what it is given, as it is remembered."""

from dataclasses import dataclass, field
from typing import Any

import msgspec

from fuzz.execution.composition.tensor_meta import TensorMeta
from fuzz.execution.outcome import Raised, Warned


@dataclass(frozen=True, slots=True)
class ModuleEffect:
    """What a module, or an operation between modules, does to what it is given.

    ``output`` holds a `TensorMeta` for each tensor, None where it ``raised``. Sites are relative to the
    module. ``after`` is the first argument as it is left behind. Of the way back: whether the
    argument is changed in place (``mutates``), whether argument and output are kept for it, whether
    the output is the argument itself (``same``) or shares its memory (``shares``), and whether the
    way back through the module is known to work (``differentiable``).
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


def placed(told: Any, path: str) -> Any:
    """A `Raised` or `Warned` of a module, told of the network that has it at a path."""
    site = f"{path}.{told.site}" if path and told.site else path or told.site
    return msgspec.structs.replace(told, site=site)


@dataclass(slots=True)
class Storage:
    """The memory of a tensor that is not there: how often it was written to."""

    version: int = 0


@dataclass(slots=True)
class BlockTrace:
    """What was seen on the way through a module: warnings, and what is kept for the way back."""

    warned: list[Warned] = field(default_factory=list)
    saved: list[tuple[Storage, int]] = field(default_factory=list)
    differentiable: bool = True
    finite: bool = True
