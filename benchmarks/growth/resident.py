"""The memory of a process and of all that it has started, as Linux tells it."""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path


def largest_mib(process: int) -> float:
    """What the largest of a process and its descendants holds, in MiB; 0 where none is left."""
    return max((_resident(one) for one in _family(process)), default=0.0)


def _family(process: int) -> Iterator[int]:
    yield process
    with suppress(OSError):
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _family(int(child))


def _resident(process: int) -> float:
    with suppress(OSError):
        found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())
        return int(found[1]) / 1024 if found else 0.0
    return 0.0
