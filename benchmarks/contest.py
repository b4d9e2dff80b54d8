"""Who takes part in the comparison, and one run of one of them in a fresh process."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from benchmarks.measured import Measured
from benchmarks.peer.table import CAMPAIGN, DRAWING, PEERS
from fuzz.cache.place import VARIABLE


@dataclass(frozen=True)
class Contestant:
    """A peer, with as many workers as it is given. Ours begins with what ships, or ``bare``, without, or
    ``warm``, with what a run before has learned; and is held against nothing, or against what is
    ``known``."""

    peer: str
    workers: int = 1
    warm: bool = False
    bare: bool = False
    known: str = "none"

    @property
    def label(self) -> str:
        """The name in a table's row."""
        more = (
            "warm" if self.warm else "",
            "no cache" if self.bare else "",
            f"known {self.known}" if self.known != "none" else "",
            f"{self.workers} workers" if self.workers > 1 else "",
        )
        return ", ".join(filter(None, (self.peer, *more)))

    @property
    def says(self) -> str:
        """What it does, in words."""
        if self.peer in PEERS:
            return PEERS[self.peer].says
        known = ", held against the corpus, as a user has it" if self.known != "none" else ""
        begins = ", with what a run before has learned" if self.warm else ""
        begins += ", without what ships" if self.bare else ""
        return OWN[self.peer] + begins + known


OWN = {
    CAMPAIGN: "`fuzz run`, its shrinking included",
    DRAWING: "our cases drawn and nothing run: the limit",
}

CONTESTANTS = (
    *(Contestant(peer) for peer in PEERS),
    Contestant(CAMPAIGN, bare=True),
    Contestant(CAMPAIGN),
    Contestant(CAMPAIGN, workers=2),
    Contestant(CAMPAIGN, known="shipped"),
    Contestant(CAMPAIGN, warm=True),
    Contestant(CAMPAIGN, warm=True, workers=2),
    Contestant(CAMPAIGN, warm=True, known="shipped"),
    Contestant(CAMPAIGN, warm=True, known="shipped", workers=2),
    Contestant(DRAWING),
)


def measure(
    contestant: Contestant,
    budget: str,
    *,
    seed: int,
    packages: Iterable[str],
    cache: str = "",
    learn: bool = False,
) -> Measured | str:
    """Run a contestant; where it cannot run, its last words. A warm one begins with a copy of the
    ``cache``, unless it is to ``learn``: none is to know what another has learned of the same seed."""
    with tempfile.TemporaryDirectory() as own:
        if contestant.warm and not learn:
            shutil.copytree(cache, own, dirs_exist_ok=True)
        return _measured(contestant, budget, seed, packages, cache if learn else own)


def _measured(
    contestant: Contestant, budget: str, seed: int, packages: Iterable[str], cache: str
) -> Measured | str:
    command = [sys.executable, "-m", "benchmarks.peer", contestant.peer, budget]
    command += [
        f"--workers={contestant.workers}",
        f"--seed={seed}",
        f"--known={contestant.known}",
        f"--began={time.time()}",
    ]
    command += ["--bare"] if contestant.bare else []
    command += [f"--packages={folder}" for folder in packages]
    environment = {**os.environ, "OMP_NUM_THREADS": "1", VARIABLE: cache}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # as any installed program has that of its modules
    ran = subprocess.run(command, capture_output=True, text=True, env=environment)
    if ran.returncode != 0 or not ran.stdout:
        return (ran.stderr.strip().splitlines() or [f"it left with {ran.returncode}"])[-1]
    return msgspec.json.decode(ran.stdout.splitlines()[-1], type=Measured)
