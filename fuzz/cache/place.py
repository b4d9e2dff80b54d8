"""Where what was learned is kept: a directory of the user's, how large it is, and how it is emptied."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

VARIABLE = "RESNET_FUZZ_CACHE"
"""The environment variable that names another directory than the platform's."""

SUFFIX = ".kept"

LIMIT = 64 * 2**20
"""How many bytes are kept in all; what was used the longest ago goes first."""


class Kept(NamedTuple):
    """A file of the cache: its path, how many bytes it has, and when it was last written or read."""

    path: Path
    size: int
    used: float


def directory() -> Path:
    """The directory that `VARIABLE` names, or else that of the platform for caches of a user."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named).expanduser()
    from platformdirs import user_cache_path

    return user_cache_path("resnet-fuzz", appauthor=False)


def files(root: Path) -> list[Kept]:
    """The files of the cache in a directory, what was used the longest ago first."""
    return sorted(_files(root), key=lambda kept: kept.used)


def _files(root: Path) -> Iterator[Kept]:
    # One that was being written when its writer was killed has a point before its name.
    for path in (*root.glob(f"*/*{SUFFIX}"), *root.glob(f"*/.*{SUFFIX}.????????")):
        try:
            status = path.lstat()
        except OSError:
            continue  # another process has removed it
        yield Kept(path, status.st_size, status.st_mtime)


def bound(root: Path, limit: int = LIMIT) -> None:
    """Remove what was used the longest ago, until the rest has at most so many bytes."""
    there = files(root)
    size = sum(kept.size for kept in there)
    for kept in there:
        if size <= limit:
            return
        kept.path.unlink(missing_ok=True)
        size -= kept.size


def clear(root: Path) -> list[Kept]:
    """Remove the files of the cache, and nothing else that somebody has put there; return them.

    Raises `OSError` that names the file.
    """
    gone = files(root)
    for kept in gone:
        kept.path.unlink(missing_ok=True)
    for folder in {kept.path.parent for kept in gone}:
        if not any(folder.iterdir()):
            folder.rmdir()
    return gone
