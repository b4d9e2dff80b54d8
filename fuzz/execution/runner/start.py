"""How child processes are started: forked from one that has torch, whatever the main module is."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.context import BaseContext
from types import ModuleType

PRELOADED = f"{__package__}.preload"


FORKED = ("cpu", "cuda", "xpu")
"""The kinds of devices that work in a process which was forked off before they had begun."""


def context(device: str) -> BaseContext:
    """How processes are started: forked from one that has torch, in a hundredth of the time.

    It must not be one in which CUDA or XPU have begun: those don't survive a fork. Metal, and what else
    there may be, is not known to survive any. Source:
    https://docs.pytorch.org/docs/stable/notes/multiprocessing.html#cuda-in-multiprocessing
    """
    if device.partition(":")[0] not in FORKED:
        return get_context("spawn")
    forking = get_context("forkserver")
    forking.set_forkserver_preload([PRELOADED])
    return forking


@contextmanager
def without_main() -> Iterator[None]:
    """Hide the main module from what is started meanwhile.

    multiprocessing would import it again in the child: a script would run once more from its first line,
    and the command line be loaded for nothing.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main
