"""Torch's compiler, which takes seconds to be imported, kept out of what has no use for it.

What torch computes on ``meta`` is Python that the compiler is to leave alone, and to tell it so torch
imports it. Source: ``torch/_compile.py``.
"""

import importlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any, TypeVar

COMPILER = "torch._dynamo"

F = TypeVar("F", bound=Callable[..., Any])


class _StandIn(ModuleType):
    """Stands in for the compiler, and leaves alone what it is told to."""

    @staticmethod
    def disable(function: F, recursive: bool = True, *, wrapping: bool = True) -> F:
        """The function as it is."""
        return function

    def __getattr__(self, name: str) -> Any:
        """Whatever else is asked for is the compiler's own, but for what each module is asked for."""
        if name.startswith("__") and name != "__path__":
            raise AttributeError(name)
        _remove(self)
        return getattr(importlib.import_module(COMPILER), name)


def _remove(stand_in: ModuleType) -> None:
    if sys.modules.get(COMPILER) is stand_in:
        del sys.modules[COMPILER]


@contextmanager
def without_compiler() -> Iterator[None]:
    """Let torch compute on ``meta`` and not import its compiler for that, unless it is there already."""
    stand_in = _StandIn(COMPILER)
    sys.modules.setdefault(COMPILER, stand_in)
    try:
        yield
    finally:
        _remove(stand_in)
