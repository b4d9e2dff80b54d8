"""Entries written into a directory of causes, together with those that it has."""

from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from fuzz.catalogue.entry import Entry
from fuzz.catalogue.merge import merge
from fuzz.catalogue.store import Catalogue, write_union
from fuzz.error import FuzzError


def unite(entries: Iterable[Entry], directory: Path, option: str) -> list[Entry]:
    """Write the union of entries and a directory into that directory; all that it then has.

    Raises `FuzzError` naming the ``option`` where the directory can't be read, or be written.
    """
    if directory.exists() and not directory.is_dir():
        raise FuzzError(f"{option} {directory}: expected a directory of causes, but this is a file")
    there = list(Catalogue(directory)) if directory.is_dir() else []
    union = list(merge(chain(entries, there)).values())
    try:
        write_union(union, directory, replaced={entry.group for entry in there})
    except OSError as error:
        raise FuzzError(f"{option} {directory}: {error.strerror}") from None
    return union
