"""How many cores there are to work with."""

import os


def cores() -> int:
    """The cores that this process may use; all, where the system doesn't say (macOS, Windows)."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
