"""What it costs that a worker can die: cases a second with trace and watch, and without."""

import gc
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from fuzz.campaign.context import Backlog, ShardContext
from fuzz.campaign.shard import Shard
from fuzz.campaign.work import work
from fuzz.catalogue.store import CORPUS, Catalogue
from fuzz.engine.guard import Guard
from fuzz.engine.trace import Trace
from fuzz.engine.watch import Watch
from fuzz.execution.runner.child import Child
from fuzz.execution.threads import one_thread
from fuzz.verdict.evaluation import forget_all

CASES = 150
"""Cases in one turn."""

TURNS = 6
"""Turns with and without, one after the other, of the same cases."""


SECONDS = 600.0
"""What the watch allows: so much that it stays quiet on a busy machine, too."""


class Price(NamedTuple):
    """Cases, and the processor time in seconds that they took with trace and watch, and without."""

    cases: int
    with_them: float
    without: float

    @property
    def share(self) -> float:
        """How much longer it takes with them."""
        return self.with_them / self.without - 1


def price(turns: int = TURNS, cases: int = CASES) -> Price:
    """Measure it in this process, in turn; each turn begins with empty caches."""
    one_thread()
    known = frozenset(entry.id for entry in Catalogue(CORPUS))
    spent = {True: 0.0, False: 0.0}
    with tempfile.TemporaryDirectory() as folder, Child() as child:
        _spent(Shard(seed=999, index=0, cases=20), known, child, None)  # imports, prototypes
        for turn in range(turns):
            shard = Shard(seed=turn, index=turn, cases=cases)
            for guarded in (True, False) if turn % 2 else (False, True):
                spent[guarded] += _spent(shard, known, child, Path(folder) if guarded else None)
    return Price(cases * turns, spent[True], spent[False])


def _spent(shard: Shard, known: frozenset[str], child: Child, folder: Path | None) -> float:
    forget_all()
    gc.collect()
    begun = time.process_time()
    if folder is None:
        work(shard, _context(known, child))
    else:
        trace, watch = Trace(folder, "gw0", shard.index), Watch(SECONDS)
        guard = Guard(lambda: iter(()), lambda _, __: None, child, trace, watch)
        work(shard, _context(known, child, guard))
        watch.end()
        trace.end()
    return time.process_time() - begun


def _context(known: frozenset[str], child: Child, guard: Guard | None = None) -> ShardContext:
    before = (
        {"running": lambda _: None}
        if guard is None
        else {
            "running": guard.running,
            "pairing": guard.pairing,
            "fate": guard.fate,
            "condemn": guard.condemn,
        }
    )
    return ShardContext(
        worker="gw0",
        device="cpu",
        emit=lambda _: None,
        is_claimed=lambda *_: True,
        claim=lambda *_: False,
        stop=lambda: None,
        stopped=lambda: False,
        past_deadline=lambda: False,
        known=known,
        child=child,
        backlog=Backlog(),
        **before,
    )


if __name__ == "__main__":
    seen = price()
    print(
        f"{seen.cases} cases: {seen.cases / seen.with_them:.1f} a second with trace and watch,"
        f" {seen.cases / seen.without:.1f} without ({seen.share:+.1%} time)"
    )
