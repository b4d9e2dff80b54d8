"""Memory that was freed, given back to the machine: what one large case took is not kept for the next.

The C library keeps what was freed behind anything that is still in use, so that a worker grows with each
case that is larger than those before. Sources: https://man7.org/linux/man-pages/man3/malloc_trim.3.html
and https://man7.org/linux/man-pages/man3/mallopt.3.html
"""

import ctypes
import time
from collections.abc import Callable
from typing import Any

PAUSE = 20.0
"""Seconds between two times: to look through a large heap takes a twentieth of a second."""

LARGE = 2**20
"""Bytes from which on memory is given back when it is freed. The C library begins with 128 KiB and takes
the largest that was freed, up to 32 MiB: all but the largest tensors were kept."""

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3

_next = 0.0


def give_back() -> None:
    """Give back what is free, if that is `PAUSE` ago; a C library that cannot keeps it."""
    global _next
    if time.monotonic() >= _next:
        _trim(0)
        _next = time.monotonic() + PAUSE


def give_back_large() -> None:
    """From now on, give back what is `LARGE` when it is freed; a C library that cannot keeps it.

    For a process that seldom runs whole networks: one that does little else is a quarter slower so.
    """
    _option(M_MMAP_THRESHOLD, LARGE)
    _option(M_TRIM_THRESHOLD, 2 * LARGE)


def _found(name: str) -> Callable[..., Any]:
    """A function of glibc; other C libraries have none."""
    try:
        function: Callable[..., Any] = getattr(ctypes.CDLL(None), name)
    except (OSError, TypeError, AttributeError):
        return lambda *_: None
    return function


_trim, _option = _found("malloc_trim"), _found("mallopt")
