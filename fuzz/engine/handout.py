"""Handout: which worker of one machine carries out which shard.

A worker holds the lock of its shard as long as it lives, so what it leaves where it dies is free for
others at once. It is taken before what nobody has begun, by one that finds out first what has ended the
worker before.
"""

import fcntl
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from fuzz.campaign.shard import TRIED, Shard

POLL = 0.25
"""Seconds between two looks for a shard, while others are at the last ones."""

DEATHS_IN_EACH, DEATHS_OF_EACH = 10, 8
"""How often workers may die, for each shard and for each worker, until pytest-xdist ends them all."""


def restarts(shards: int, workers: int) -> int:
    """How many workers may be started in place of those that have died."""
    return DEATHS_IN_EACH * shards + DEATHS_OF_EACH * workers


def turns(shards: int, workers: int) -> int:
    """How many turns to take a shard there are: a death costs one, and each worker waits in one."""
    return shards + restarts(shards, workers) + workers


class Handout:
    """The shards that are still to be carried out, as files in a directory: N is the lock of a shard,
    N.died has a byte for each death in it that nobody could explain, N.over is there once it is over."""

    def __init__(self, directory: Path, shards: Sequence[Shard]) -> None:
        self._directory, self._shards = directory, shards

    def begin(self) -> None:
        """Make all of them free, also those in which the tool has failed before."""
        self._directory.mkdir(exist_ok=True)
        for shard in self._shards:
            self._over(shard.index).unlink(missing_ok=True)

    @contextmanager
    def take(self, is_over: Callable[[], bool]) -> Iterator[Shard | None]:
        """A shard that is nobody's, and is over when it is left; None where there is none any more.

        While others are at the last ones it waits: one of them may die.
        """
        taken = None
        while taken is None and any(self._left()) and not is_over():
            taken = self._next()
            if taken is None:
                time.sleep(POLL)
        if taken is None:
            yield None
            return
        shard, lock = taken
        try:
            yield shard
        finally:
            self._over(shard.index).touch()
            lock.close()

    def died(self, shard: int) -> None:
        """A worker has died in a shard, and nobody knows why: that is over after some times."""
        log = self._directory / f"{shard}.died"
        with log.open("ab") as file:
            file.write(b".")
        if log.stat().st_size >= TRIED:
            self._over(shard).touch()

    def _next(self) -> tuple[Shard, IO[bytes]] | None:
        """The first that is nobody's, of those that were begun before the others."""
        for shard in sorted(self._left(), key=lambda one: not self._lock(one.index).exists()):
            file = self._lock(shard.index).open("ab")
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                file.close()
                continue
            if not self._over(shard.index).exists():
                return shard, file
            file.close()
        return None

    def _left(self) -> Iterator[Shard]:
        return (shard for shard in self._shards if not self._over(shard.index).exists())

    def _lock(self, shard: int) -> Path:
        return self._directory / str(shard)

    def _over(self, shard: int) -> Path:
        return self._directory / f"{shard}.over"
