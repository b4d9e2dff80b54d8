"""The region around a minimal case in which the failure is the same, found by running cases."""

from fuzz.triage.region.region import region

__all__ = ["region"]
