"""Board: what the workers of a cluster share, which have no disk in common: one process at its head.

Nothing here knows how it is called from elsewhere. What goes to and fro is plain data.
"""

import msgspec

from fuzz.campaign.shard import Plan
from fuzz.engine.claims import ClaimRule, Claims


class Attempt(msgspec.Struct, frozen=True):
    """One try of a shard; where a later one has begun, nothing that it still says counts."""

    shard: int
    number: int


class News(msgspec.Struct, frozen=True, kw_only=True):
    """What the board has that a worker has not heard yet.

    ``claims`` are of failures by their ids, each by the first shard that has it (`ClaimRule.rank`);
    ``fates`` are cases and how each ends its process, as JSON.
    """

    stopped: bool
    claims: tuple[tuple[str, int], ...]
    fates: tuple[tuple[bytes, bytes], ...]


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """What the campaign takes off the board: ``events`` as JSON, those of a shard in their order; how
    many cases are ``condemned``, and the ``nodes`` that have begun a shard."""

    stopped: bool
    events: tuple[bytes, ...]
    condemned: int
    nodes: frozenset[str]


class Board:
    """Claims, condemned cases, the request to stop, and the events that nobody has taken yet."""

    def __init__(self, plan: Plan) -> None:
        self._claims = Claims(ClaimRule.of(plan), plan.claims)
        self._claimed = list(self._claims.lowest().items())
        self._fates: dict[bytes, bytes] = {}
        self._events: list[bytes] = []
        self._stopped = False
        self._latest: dict[int, int] = {}
        self._nodes: dict[Attempt, str] = {}

    def begin(self, attempt: Attempt, node: str) -> None:
        """Hear which node tries a shard."""
        if not self._is_late(attempt):
            self._nodes[attempt] = node

    def exchange(self, attempt: Attempt, events: tuple[bytes, ...], heard: tuple[int, int]) -> News:
        """Add the events of a worker, which has ``heard`` of so many claims and fates."""
        late = self._is_late(attempt)
        if not late:
            self._events += events
        claims, fates = heard
        return News(
            stopped=self._stopped or late,
            claims=tuple(self._claimed[claims:]),
            fates=tuple(self._fates.items())[fates:],
        )

    def claim(self, attempt: Attempt, name: str) -> bool:
        """See `fuzz.campaign.context.ShardContext.claim`."""
        if self._is_late(attempt) or not self._claims.claim(name, attempt.shard):
            return False
        self._claimed.append((name, self._claims.rule.rank(attempt.shard)))
        return True

    def settle(self, attempt: Attempt, name: str) -> None:
        """See `fuzz.campaign.context.ShardContext.settle`."""
        if not self._is_late(attempt):
            self._claims.settle(name, attempt.shard)

    def forgo(self, attempt: Attempt) -> tuple[str, ...]:
        """See `fuzz.engine.worker.Port.forgo`; what its shard has settled."""
        return () if self._is_late(attempt) else self._claims.forgo(attempt.shard)

    def condemn(self, case: bytes, died: bytes) -> None:
        """See `fuzz.engine.worker.Port.condemn`."""
        self._fates[case] = died

    def stop(self) -> None:
        """End the campaign."""
        self._stopped = True

    def node(self, attempt: Attempt) -> str:
        """The node that tries a shard; "" where none has begun to."""
        return self._nodes.get(attempt, "")

    def take(self) -> Taken:
        """What has come since this was called last."""
        events, self._events = self._events, []
        return Taken(
            stopped=self._stopped,
            events=tuple(events),
            condemned=len(self._fates),
            nodes=frozenset(self._nodes.values()),
        )

    def _is_late(self, attempt: Attempt) -> bool:
        latest = max(attempt.number, self._latest.get(attempt.shard, 0))
        self._latest[attempt.shard] = latest
        return attempt.number < latest
