"""Supervision: has the shards of a plan tried until all are done, or given up, or the time is over."""

import time
import warnings
from collections.abc import Callable

import msgspec

from fuzz.campaign.event import AnyEvent, Died
from fuzz.campaign.shard import Plan
from fuzz.engine.cluster.nodes import Nodes, Over
from fuzz.engine.cluster.queue import Queue
from fuzz.engine.interrupt import on_interrupt
from fuzz.engine.protocol import LATE
from fuzz.error import FuzzError

POLL = 0.2
"""Seconds between two looks at the board."""

LONG = 60.0
"""Seconds after which it is said that no shard has begun."""

PARTING = 5.0
"""Seconds that nodes may take to end what is cancelled, and again to tell what they have left."""


class Supervision:
    """A plan under way on the nodes of a cluster, ``workers`` shards at once."""

    def __init__(
        self, nodes: Nodes, plan: Plan, workers: int, on_event: Callable[[AnyEvent], None]
    ) -> None:
        self._nodes, self._plan, self._workers, self._on_event = nodes, plan, workers, on_event
        self._queue = Queue(plan.shards)
        self._interrupts = 0
        self._stopped = False
        self._condemned = 0
        self._used: frozenset[str] = frozenset()
        self._patience = time.monotonic() + LONG

    def carry_out(self) -> None:
        """All of it. Raises `FuzzError` where the tool itself fails in a shard, whoever tries it."""
        with on_interrupt(self._interrupted):
            try:
                self._go_on()
            finally:
                self._part()

    def _interrupted(self) -> None:
        self._interrupts += 1

    def _is_over(self) -> bool:
        return self._stopped or self._interrupts > 0 or self._plan.is_over(time.time())

    def _has_to_end(self) -> bool:
        late = self._plan.finish > 0 and time.time() > self._plan.finish + LATE
        return self._interrupts > 1 or late

    def _go_on(self) -> None:
        while (self._nodes or (self._queue and not self._is_over())) and not self._has_to_end():
            while self._queue and len(self._nodes) < self._workers and not self._is_over():
                self._nodes.submit(self._queue.take())
            self._look()
            if self._interrupts and not self._stopped:
                self._nodes.board.stop()

    def _look(self) -> None:
        """Pass on what has happened, and look after the shards whose tasks have come to their end."""
        over = self._nodes.over(POLL)  # what they have told is on the board
        self._pass_on()
        for each in over:
            if each.error is not None:
                self._has_failed(each)
            elif each.died and not self._is_over():
                self._has_died(each)
        if not self._used and time.monotonic() > self._patience:
            self._patience = float("inf")
            warnings.warn(self._nodes.waits_for(), stacklevel=2)

    def _pass_on(self) -> None:
        taken = self._nodes.board.take()
        self._stopped, self._condemned, self._used = taken.stopped, taken.condemned, taken.nodes
        for line in taken.events:
            event = msgspec.json.decode(line, type=AnyEvent)
            self._queue.note(event)
            self._on_event(event)

    def _has_failed(self, over: Over) -> None:
        if isinstance(over.error, FuzzError):
            raise over.error
        if not self._queue.failed(over.tried.shard):
            said = str(over.error).strip().rpartition("\n")[2]
            raise FuzzError(
                f"shard {over.tried.shard.index} failed; what was found is kept. A worker said: {said}"
            )

    def _has_died(self, over: Over) -> None:
        shard, node = over.tried.shard, self._nodes.board.node(over.tried.attempt)
        if node and node not in self._nodes.alive():
            self._queue.lost(shard)
        elif not self._queue.died(shard, node, self._condemned):
            self._on_event(Died(at=time.time(), shard=shard.index, worker=node[:8], case=None))

    def _part(self) -> None:
        """End what still runs, and tell of the workers that have died and that nobody has looked at."""
        if self._nodes:
            self._nodes.cancel()
            self._nodes.over(PARTING)
        self._pass_on()
        for left in self._nodes.left(self._used, PARTING):
            last = left.cases[-1] if left.cases else None
            self._on_event(Died(at=time.time(), shard=left.shard, worker=left.worker, case=last))
