"""Cyclic garbage of a worker: looked for between cases, and in what is new; and the memory that it held.

Most of a worker's million objects are what it remembers. Python goes through all of them whenever there
are a quarter more, in the midst of any case: that took a third of a worker's first minutes.
Source: https://docs.python.org/3/library/gc.html
"""

import gc

from fuzz.execution.heap import give_back

YOUNG, MIDDLE, NEVER = 5000, 10, 2**31 - 1
"""How many objects are new before they are gone through, and how often before those that are left."""

EVERY = 10
"""A full collection is due after so many of the middle ones, which are some hundred cases."""

GROWN = 2
"""What was left alone is gone through as well, when it has grown so much since the last time."""

_tended = False
_whole = 0


def tend() -> None:
    """From now on, leave the full collections of this process to `tidy`."""
    global _tended
    if not _tended:
        gc.set_threshold(YOUNG, MIDDLE, NEVER)
        _tended = True


def tidy() -> None:
    """Collect garbage where that is due, and leave alone from then on what is there and is none.

    To be called between two cases, when next to nothing of a case is left. Does nothing in a process
    that nobody tends.
    """
    global _whole
    if not _tended or gc.get_count()[2] < EVERY:
        return
    if gc.get_freeze_count() >= GROWN * _whole:
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        _whole = gc.get_freeze_count()
    else:
        gc.collect()
        gc.freeze()
    give_back()
