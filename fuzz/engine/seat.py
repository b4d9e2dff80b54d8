"""A seat is taken: by the first worker to come, and by the next where that one dies."""

import fcntl
import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from fuzz.engine.device import Seat

POLL = 0.1

_held: tuple[Seat, IO[bytes]] | None = None
"""The seat of this process, and the file of which it holds the lock as long as it lives."""


def take(seat: Seat) -> str:
    """Make a seat's device the only one that this process sees, before torch has begun to use any.

    Returns the torch device.
    """
    if seat.variable:
        os.environ[seat.variable] = seat.name
    return seat.device


def take_free(directory: Path, seats: Sequence[Seat]) -> str:
    """Take a seat that no other process has; wait until there is one. It is kept for good.

    A lock of the system is gone with its process, so the seat of a worker that died is free again.
    """
    global _held
    while _held is None:
        for number, seat in enumerate(seats):
            file = (directory / f"seat-{number}").open("wb")
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                file.close()
                continue
            _held = seat, file
            break
        else:
            time.sleep(POLL)
    return take(_held[0])
