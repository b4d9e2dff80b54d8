"""How child processes are started: forked from one that has torch, whatever the main module is."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.context import BaseContext
from types import ModuleType

PRELOADED = f"{__package__}.preload"


def context(device: str) -> BaseContext:
    """How processes are started: on the CPU from one that has torch, in a hundredth of the time.

    CUDA does not survive a fork, so where it may have begun each process starts from nothing.
    """
    if device != "cpu":
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
