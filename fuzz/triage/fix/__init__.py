"""Fixes: the cases that the repairs of a rule lead to, each with the sentence that advises it."""

from fuzz.triage.fix.fix import Fix, fixes, last_resorts, ordinary_settings

__all__ = ["Fix", "fixes", "last_resorts", "ordinary_settings"]
