"""The release of torch that is installed, for the rules that some releases alone have.

It is read from what the package says of itself, so that the contract needs no torch to know it.
"""

import re
from functools import lru_cache

Release = tuple[int, int]
"""A minor release: 2.11 is ``(2, 11)``."""

ANY: Release = (0, 0)
LATEST: Release = (999, 0)
"""The bounds of what holds for all releases."""


def release_of(version: str) -> Release:
    """The minor release of a version: (2, 14) of ``2.14.1+cu130``; `LATEST` where it has no number."""
    found = re.match(r"(\d+)\.(\d+)", version)
    return (int(found[1]), int(found[2])) if found else LATEST


@lru_cache(maxsize=1)
def installed() -> Release:
    """The installed release of torch; `LATEST` where none is."""
    from importlib import metadata  # not where nothing is asked: it takes longer than a contract

    try:
        return release_of(metadata.version("torch"))
    except metadata.PackageNotFoundError:
        return LATEST
