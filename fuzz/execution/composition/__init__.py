"""The outcome of a case composed from cached effects of its modules: see `assumption`."""

from fuzz.execution.composition.walk import forget_effects

__all__ = ["forget_effects"]
