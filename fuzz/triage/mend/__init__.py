"""Mends: the cases that one change leads to, and that may pass; the most modest change first."""

from fuzz.triage.mend.mend import mends

__all__ = ["mends"]
