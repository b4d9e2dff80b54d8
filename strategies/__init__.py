"""What can be tried on a ResNet-50: cases as plain data, and Hypothesis strategies for them.

>>> from hypothesis import given
>>> from strategies import cases
>>> @given(cases())
... def test_it(case): ...

The strategies are loaded when first asked for, so that reading data does not wait for Hypothesis.
"""

from typing import TYPE_CHECKING, Any

from strategies.bound import check
from strategies.case import ORDINARY, Case
from strategies.error import CaseError

if TYPE_CHECKING:
    from strategies.generation import cases, inputs, layers, losses, networks, surgeries, targets

STRATEGIES = ("cases", "inputs", "layers", "losses", "networks", "surgeries", "targets")

__all__ = [
    "ORDINARY",
    "Case",
    "CaseError",
    "cases",
    "check",
    "inputs",
    "layers",
    "losses",
    "networks",
    "surgeries",
    "targets",
]


def __getattr__(name: str) -> Any:
    if name not in STRATEGIES:
        raise AttributeError(f"module 'strategies' has no attribute {name!r}")
    from strategies import generation

    return getattr(generation, name)
