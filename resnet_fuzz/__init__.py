"""Finds what fails when a ResNet is edited, fed and trained, and keeps a catalogue of it.

>>> from hypothesis import given
>>> from resnet_fuzz import cases, judge, observe
>>> @given(cases())
... def test_nothing_documented_is_refused(case):
...     finding = judge(case, observe(case))
...     assert finding is None or finding.signature.kind != "spurious"

This is the one name that users import. Each name in it is loaded when it is first asked for, so that the
import itself waits for neither torch nor Hypothesis.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fuzz.catalogue import Catalogue, Cause, Entry
    from fuzz.error import FuzzError
    from fuzz.execution.library.grant import grant
    from fuzz.execution.observe import observe
    from fuzz.plugin.drawn import cases, networks
    from fuzz.plugin.network import NetworkFailure, check
    from fuzz.triage.minimize import minimize
    from fuzz.verdict import Finding, Signature
    from fuzz.verdict.judgement import judge
    from strategies.case import ORDINARY, Case
    from strategies.contract import predict
    from strategies.error import CaseError
    from strategies.generation import inputs, layers, losses, surgeries, targets

MODULES = {
    "fuzz.catalogue": ("Catalogue", "Cause", "Entry"),
    "fuzz.error": ("FuzzError",),
    "fuzz.execution.library.grant": ("grant",),
    "fuzz.execution.observe": ("observe",),
    "fuzz.plugin.drawn": ("cases", "networks"),
    "fuzz.plugin.network": ("NetworkFailure", "check"),
    "fuzz.triage.minimize": ("minimize",),
    "fuzz.verdict": ("Finding", "Signature"),
    "fuzz.verdict.judgement": ("judge",),
    "strategies.case": ("ORDINARY", "Case"),
    "strategies.contract": ("predict",),
    "strategies.error": ("CaseError",),
    "strategies.generation": ("inputs", "layers", "losses", "surgeries", "targets"),
}
"""Where each public name is defined."""

__all__ = [
    "ORDINARY",
    "Case",
    "CaseError",
    "Catalogue",
    "Cause",
    "Entry",
    "Finding",
    "FuzzError",
    "NetworkFailure",
    "Signature",
    "cases",
    "check",
    "grant",
    "inputs",
    "judge",
    "layers",
    "losses",
    "minimize",
    "networks",
    "observe",
    "predict",
    "surgeries",
    "targets",
]


def __getattr__(name: str) -> Any:
    for module, names in MODULES.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
