"""Queue: which shard is tried next, and how often one in which workers die or fail."""

from collections import Counter, deque
from collections.abc import Iterable
from typing import NamedTuple

from fuzz.campaign.event import AnyEvent, Died, Ended
from fuzz.campaign.shard import TRIED, Shard
from fuzz.engine.cluster.board import Attempt

IN_VAIN = 5
"""How often a shard is tried whose worker dies each time, and of which nothing new is learnt."""


class Try(NamedTuple):
    """A shard that is to be tried, on a ``node`` where one is named and still there."""

    shard: Shard
    attempt: Attempt
    node: str


class Queue:
    """The shards that wait, in their order; one that was broken off comes before them."""

    def __init__(self, shards: Iterable[Shard]) -> None:
        self._waiting = deque((shard, "") for shard in shards)
        self._tries: Counter[int] = Counter()
        self._failed: Counter[int] = Counter()
        self._settled: set[int] = set()
        self._told: Counter[int] = Counter()
        self._deaths: dict[int, list[int]] = {}

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def take(self) -> Try:
        """The next shard."""
        shard, node = self._waiting.popleft()
        self._tries[shard.index] += 1
        return Try(shard, Attempt(shard.index, self._tries[shard.index]), node)

    def note(self, event: AnyEvent) -> None:
        """Note which shards have ended, and of which deaths it was found out that no case did it."""
        if isinstance(event, Ended):
            self._settled.add(event.shard)
        if isinstance(event, Died):
            self._told[event.shard] += 1

    def lost(self, shard: Shard) -> None:
        """A node was lost, and with it a worker: nothing is held against the shard."""
        if shard.index not in self._settled:
            self._waiting.appendleft((shard, ""))

    def died(self, shard: Shard, node: str, condemned: int) -> bool:
        """A worker has died on a node that is there; ``condemned`` cases are known to do such a thing.

        The shard is tried again on that node, where the next worker looks at what this one has left.
        False where it is given up, without a word of it so far.
        """
        if shard.index in self._settled or self._told[shard.index] >= TRIED:
            return True
        deaths = self._deaths.setdefault(shard.index, [])
        deaths.append(condemned)
        if deaths.count(condemned) >= IN_VAIN:
            return False
        self._waiting.appendleft((shard, node))
        return True

    def failed(self, shard: Shard) -> bool:
        """The tool itself has failed in a shard, which is tried again; False where it was before."""
        self._failed[shard.index] += 1
        if self._failed[shard.index] >= TRIED:
            return False
        self._waiting.append((shard, ""))
        return True
