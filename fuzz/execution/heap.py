"""Memory that was freed, given back to the machine: what one large case took is not kept for the next.

The C library keeps what was freed behind anything that is still in use, so that a worker grows with each
case that is larger than those before. Source: https://man7.org/linux/man-pages/man3/malloc_trim.3.html
"""

import ctypes
import time
from collections.abc import Callable

PAUSE = 20.0
"""Seconds between two times: to look through a large heap takes a twentieth of a second."""

_next = 0.0


def give_back() -> None:
    """Give back what is free, if that is `PAUSE` ago; a C library that cannot keeps it."""
    global _next
    if time.monotonic() >= _next:
        _trim(0)
        _next = time.monotonic() + PAUSE


def _found() -> Callable[[int], object]:
    """``malloc_trim`` of glibc; other C libraries have none."""
    try:
        trim: Callable[[int], object] = ctypes.CDLL(None).malloc_trim
    except (OSError, TypeError, AttributeError):
        return lambda _: None
    return trim


_trim = _found()
