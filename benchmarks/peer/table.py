"""Every peer that is run in this process: what draws its cases, what drives it, what it builds on.

To add one is to add one row.
"""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, kw_only=True)
class Peer:
    """One way to run cases. ``cases`` "ours" are drawn by `strategies.cases`, so that only the rest
    differs; "plain" are what a person would write by hand.
    """

    says: str
    engine: Literal["hypothesis", "hypofuzz", "atheris"] = "hypothesis"
    network: Literal["rebuilt", "copied"] = "copied"
    cases: Literal["ours", "plain"] = "ours"
    device: Literal["cpu", "meta"] = "cpu"


PEERS = {
    "rebuild": Peer(says="Hypothesis test, `resnet50()` for each case", network="rebuilt"),
    "rebuild-plain": Peer(
        says="the same, with a strategy written by hand", network="rebuilt", cases="plain"
    ),
    "copy": Peer(says="Hypothesis test, a deep copy of a prebuilt network for each case"),
    "copy-plain": Peer(says="the same, with a strategy written by hand", cases="plain"),
    "meta-rebuild": Peer(
        says="Hypothesis test, `resnet50()` on the meta device", network="rebuilt", device="meta"
    ),
    "meta-copy": Peer(says="Hypothesis test, a deep copy on the meta device", device="meta"),
    "hypofuzz": Peer(says="HypoFuzz on the test with the deep copy", engine="hypofuzz"),
    "atheris": Peer(says="Atheris on the test with the deep copy", engine="atheris"),
}

CAMPAIGN, DRAWING = "fuzz", "drawing"
"""The other two: ``fuzz run``, and cases drawn with nothing run."""
