"""BoardPort: how a worker speaks to the board, seldom enough for a thousand of them."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import msgspec

from fuzz.campaign.event import AnyEvent, MetAgain, NewMessage, Ran, Surveyed
from fuzz.engine.claims import ClaimRule
from fuzz.engine.cluster.board import Attempt, News
from fuzz.engine.trace import RECENT, Left, Trace, take_left
from fuzz.execution.outcome import Died
from strategies.case import Case, key

PAUSE = 2.0
"""Seconds after which a worker tells what can wait, and hears whether the campaign ends."""

MOST = 1000
"""Events that wait at the most."""

CAN_WAIT = (Ran, MetAgain, NewMessage, Surveyed)
"""Events that are told again, or hardly missed, where a worker dies before it has told them."""


class Reached(Protocol):
    """What a worker asks of a `fuzz.engine.cluster.board.Board`, wherever that is."""

    def exchange(self, attempt: Attempt, events: tuple[bytes, ...], heard: tuple[int, int]) -> News:
        """See `fuzz.engine.cluster.board.Board`."""

    def claim(self, attempt: Attempt, name: str) -> bool:
        """See `fuzz.engine.cluster.board.Board`."""

    def settle(self, attempt: Attempt, name: str) -> None:
        """See `fuzz.engine.cluster.board.Board`."""

    def forgo(self, attempt: Attempt) -> tuple[str, ...]:
        """See `fuzz.engine.cluster.board.Board`."""

    def condemn(self, case: bytes, died: bytes) -> None:
        """See `fuzz.engine.cluster.board.Board`."""

    def stop(self) -> None:
        """See `fuzz.engine.cluster.board.Board`."""


class BoardPort:
    """The `fuzz.engine.worker.Port` of a worker that tries one shard, and keeps a copy of the board.

    ``directory`` is the node's own: there its workers leave what they are at, so that the next one can
    look at what has ended one of them. Where a node is lost, so is that, and nothing is blamed.
    """

    def __init__(
        self,
        board: Reached,
        attempt: Attempt,
        rule: ClaimRule,
        directory: Path,
        worker: str,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._board, self._attempt, self._rule = board, attempt, rule
        self._directory, self._worker, self._now = directory, worker, now
        self._waiting: list[bytes] = []
        self._claims: dict[str, list[int]] = {}
        self._fates: dict[bytes, bytes] = {}
        self._told: set[bytes] = set()
        self._heard = (0, 0)
        self._stopped = False
        self.exchange()

    def exchange(self) -> None:
        """Tell what waits, and hear what is new."""
        events, self._waiting = tuple(self._waiting), []
        news = self._board.exchange(self._attempt, events, self._heard)
        claims, fates = self._heard
        self._heard = claims + len(news.claims), fates + len(news.fates)
        for name, rank in news.claims:
            self._claims.setdefault(name, []).append(rank)
        self._fates.update(news.fates)
        self._stopped = self._stopped or news.stopped
        self._due = self._now() + PAUSE

    def emit(self, event: AnyEvent) -> None:
        """See `fuzz.engine.worker.Port`."""
        self._waiting.append(msgspec.json.encode(event))
        if not isinstance(event, CAN_WAIT) or len(self._waiting) >= MOST:
            self.exchange()

    def claim(self, name: str, shard: int) -> bool:
        """See `fuzz.engine.worker.Port`."""
        return not self._seems_claimed(name, shard) and self._board.claim(self._attempt, name)

    def is_claimed(self, name: str, shard: int) -> bool:
        """See `fuzz.engine.worker.Port`. A claim that was heard of stands."""
        if not self._seems_claimed(name, shard):
            self.exchange()
        return self._seems_claimed(name, shard)

    def settle(self, name: str, shard: int) -> None:
        """See `fuzz.engine.worker.Port`. What was told of it so far has to be there first."""
        self.exchange()
        self._board.settle(self._attempt, name)

    def forgo(self, shard: int) -> None:
        """See `fuzz.engine.worker.Port`."""
        settled = self._board.forgo(self._attempt)
        if not self._rule.timed:
            for name in self._claims.keys() - set(settled):
                self._claims[name] = [rank for rank in self._claims[name] if rank != shard]

    def stop(self) -> None:
        """See `fuzz.engine.worker.Port`."""
        self._board.stop()
        self._stopped = True

    def stopped(self) -> bool:
        """See `fuzz.engine.worker.Port`."""
        if self._now() >= self._due:
            self.exchange()
        return self._stopped

    def condemn(self, case: Case, died: Died) -> None:
        """See `fuzz.engine.worker.Port`."""
        self._board.condemn(key(case), msgspec.json.encode(died))
        self._fates[key(case)] = msgspec.json.encode(died)

    def fates(self) -> Iterator[tuple[Case, Died]]:
        """See `fuzz.engine.worker.Port`."""
        for case in [one for one in self._fates if one not in self._told]:
            self._told.add(case)
            died = msgspec.json.decode(self._fates[case], type=Died)
            yield msgspec.json.decode(case, type=Case), died

    def trace(self, shard: int) -> Trace:
        """See `fuzz.engine.worker.Port`."""
        return Trace(self._directory, self._worker, shard, RECENT)

    def take_left(self, _: int) -> Iterator[Left]:
        """See `fuzz.engine.worker.Port`."""
        return take_left(self._directory)

    def _seems_claimed(self, name: str, shard: int) -> bool:
        return self._rule.is_claimed(name, shard, self._claims.get(name, ()))
