"""The process that started this one through `multiprocessing`."""

import multiprocessing
import os
import threading

POLL = 0.05
"""Seconds between two looks at who this process's parent is."""


def end_with_parent() -> None:
    """From now on, end this process when the one ends that has work for it, or the one that forked it.

    Without this, it would wait for work for ever, or work on, where the other was killed.
    """
    parent, maker = multiprocessing.parent_process(), os.getppid()
    assert parent is not None

    def wait() -> None:
        while parent.is_alive() and os.getppid() == maker:
            parent.join(POLL)
        os._exit(1)

    threading.Thread(target=wait, name="parent", daemon=True).start()
