"""Lifeline: who works for a campaign ends when the process does that carries it out, however that ends.

That process holds a lock as long as it lives, and each of the others waits for it in a thread.
"""

import os
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from fuzz.lock import Lock

FILE = "lifeline"

PATIENCE = 5.0
"""Seconds in which a directory has to be gone into which others still write until they end as well."""


@contextmanager
def held(directory: Path) -> Iterator[None]:
    """Let those live meanwhile that work in a directory."""
    lock = Lock(directory / FILE)
    lock.take()
    try:
        yield
    finally:
        lock.free()


def follow(directory: Path, end: Callable[[], None]) -> None:
    """Call ``end`` in a thread as soon as nobody holds the lifeline of a directory."""
    lock = Lock(directory / FILE)

    def wait() -> None:
        with suppress(OSError):  # where the file system has no locks
            lock.wait()
            end()

    threading.Thread(target=wait, name=FILE, daemon=True).start()


def end() -> None:
    """End this process at once."""
    os._exit(1)


def end_all(directory: Path) -> None:
    """Remove a directory that nobody is left to remove, and end all processes of this one's group."""
    late = time.monotonic() + PATIENCE
    while directory.exists() and time.monotonic() < late:
        shutil.rmtree(directory, ignore_errors=True)
        time.sleep(0.05)
    os.killpg(os.getpgrp(), signal.SIGKILL)
