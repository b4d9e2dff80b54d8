"""Mends: the cases that one change leads to, and that may pass; the most modest change first."""

from fuzz.triage.fix.change import fixes

__all__ = ["fixes"]
