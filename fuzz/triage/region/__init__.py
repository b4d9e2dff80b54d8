"""Which cases beside a minimal one fail alike, probed by running them and said in one sentence."""

from fuzz.triage.region.region import region

__all__ = ["region"]
