"""Outcome: the result of running a case, as plain data."""

from typing import Literal

import msgspec

from strategies.stage import Stage


class Warned(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A warning of category UserWarning that torch gave during a run."""

    stage: Stage
    message: str
    site: str = ""
    op: str = ""


class Described(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An output or a loss: its Python type and, for a tensor, its shape and dtype."""

    type: str
    shape: tuple[int, ...] | None = None
    dtype: str = ""


class NonFinite(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where NaN or infinity first occurred: in a module's output, in the loss, or in a gradient."""

    stage: Stage
    op: str
    site: str = ""


class Returned(msgspec.Struct, frozen=True, tag="returned", tag_field="outcome"):
    """The case ran to its end. ``loss`` is None where the case has none.

    ``nonfinite`` is None where output, loss and gradients are free of NaN and infinity.
    """

    output: Described
    loss: Described | None = None
    nonfinite: NonFinite | None = None
    warnings: tuple[Warned, ...] = ()


class Raised(msgspec.Struct, frozen=True, tag="raised", tag_field="outcome"):
    """The case raised an exception.

    ``site`` is the path of the innermost module that was running, or of the edit that was being made
    ("" outside any), ``op`` the operation that raised: a torch function, or else the class of the
    module.
    """

    stage: Stage
    exception: str
    message: str
    site: str = ""
    op: str = ""
    warnings: tuple[Warned, ...] = ()


Fate = Literal["crashed", "timeout", "oom"]
"""How a process can end before its case does."""


class Died(msgspec.Struct, frozen=True, tag="died", tag_field="outcome"):
    """The case ended its process, or took more time or memory than it may.

    ``how`` stands where the name of an exception does, and is one as well: of the signal, such as
    ``SIGSEGV``, of what was exceeded, or of what its accelerator was lost by. ``op`` is the torch
    function that was running, "" outside any. Where it happens ``later``, in an ordinary case behind it,
    there is no telling which operation did it.
    """

    fate: Fate
    how: str
    stage: Stage
    op: str = ""
    site: str = ""
    later: bool = False
    warnings: tuple[Warned, ...] = ()


Outcome = Returned | Raised | Died
