"""The outcome of a case put together from what its modules did before: see `assumption`."""

from fuzz.execution.composition.walk import forget_effects

__all__ = ["forget_effects"]
