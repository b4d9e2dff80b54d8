"""Who takes part in the comparison, and one run of one of them in a fresh process."""

import os
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from benchmarks.measured import Measured
from benchmarks.peer.table import CAMPAIGN, DRAWING, PEERS


@dataclass(frozen=True)
class Contestant:
    """A peer, with as many workers as it is given."""

    peer: str
    workers: int = 1

    @property
    def label(self) -> str:
        """The name in a table's row."""
        return f"{self.peer}, {self.workers} workers" if self.workers > 1 else self.peer

    @property
    def says(self) -> str:
        """What it does, in words."""
        return PEERS[self.peer].says if self.peer in PEERS else OWN[self.peer]


OWN = {
    CAMPAIGN: "`fuzz run`, its shrinking included",
    DRAWING: "our cases drawn and nothing run: the limit",
}

CONTESTANTS = (
    *(Contestant(peer) for peer in PEERS),
    Contestant(CAMPAIGN),
    Contestant(CAMPAIGN, workers=2),
    Contestant(DRAWING),
)


def measure(
    contestant: Contestant, budget: str, *, seed: int, packages: Iterable[str]
) -> Measured | str:
    """Run a contestant; where it cannot run, its last words."""
    command = [sys.executable, "-m", "benchmarks.peer", contestant.peer, budget]
    command += [f"--workers={contestant.workers}", f"--seed={seed}", f"--began={time.time()}"]
    command += [f"--packages={folder}" for folder in packages]
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    ran = subprocess.run(command, capture_output=True, text=True, env=environment)
    if ran.returncode != 0 or not ran.stdout:
        return (ran.stderr.strip().splitlines() or [f"it left with {ran.returncode}"])[-1]
    return msgspec.json.decode(ran.stdout.splitlines()[-1], type=Measured)
