"""Finds out what really happens when a ResNet-50 is edited, fed and trained.

>>> from fuzz import Catalogue, judge, minimize, observe
>>> from strategies import Case
>>> case = Case()
>>> finding = judge(case, observe(case))

What needs torch is loaded when first asked for, so that reading a catalogue does not wait for it.
"""

from typing import TYPE_CHECKING, Any

from fuzz.catalogue import Catalogue, Entry
from fuzz.error import FuzzError
from fuzz.verdict import Finding, Signature, judge

if TYPE_CHECKING:
    from fuzz.execution.observe import observe
    from fuzz.triage.minimize import minimize

LAZY = {
    "observe": "fuzz.execution.observe",
    "minimize": "fuzz.triage.minimize",
}

__all__ = [
    "Catalogue",
    "Entry",
    "Finding",
    "FuzzError",
    "Signature",
    "judge",
    "minimize",
    "observe",
]


def __getattr__(name: str) -> Any:
    if name not in LAZY:
        raise AttributeError(f"module 'fuzz' has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(LAZY[name]), name)
