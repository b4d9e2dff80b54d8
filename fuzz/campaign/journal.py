"""The journal of a campaign: its events in a file, which can be read again after it was broken off."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

import msgspec

from fuzz.atomic import write_atomically
from fuzz.campaign.event import AnyEvent, Catalogued, Condemned, Died, Differed, Dropped, Ended, Met
from fuzz.campaign.shard import TRIED
from fuzz.catalogue.decode import MAX_FILE, bounded, decode, regular
from fuzz.catalogue.entry import Entry, entry_of
from fuzz.catalogue.read import check_case, check_entry, check_group
from fuzz.error import FuzzError

FILE = "events.jsonl"


class Journal:
    """A file to which events are added, a line each: whole, or not at all where the disk is full.

    A line that its last writer was killed in is removed. Raises `OSError` that names the file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
        size = self._size()
        if size and os.pread(self._file, 1, size - 1) != b"\n":
            os.ftruncate(self._file, path.read_bytes().rfind(b"\n") + 1)

    def add(self, event: AnyEvent) -> None:
        """Add an event; it is there when this process is killed afterwards."""
        left, size = msgspec.json.encode(event) + b"\n", self._size()
        try:
            while left:
                left = left[os.write(self._file, left) :]
        except OSError as error:
            with suppress(OSError):
                os.ftruncate(self._file, size)
            error.filename = str(self._path)
            raise

    def close(self) -> None:
        """Nothing more is added."""
        os.close(self._file)

    def _size(self) -> int:
        return os.fstat(self._file).st_size


def read_events(directory: Path) -> list[AnyEvent]:
    """The events that a directory has, up to the last whole line.

    Raises `FuzzError` naming the file, the line and the field of one that is none, or that has a case or
    an entry that no catalogue may have.
    """
    path = directory / FILE
    return list(_read(path)) if path.exists() else []


def _read(path: Path) -> Iterator[AnyEvent]:
    with regular(path, "a run's events") as file:
        lines = iter(lambda: file.readline(MAX_FILE + 1), b"")
        for number, line in enumerate(lines, start=1):
            source = f"{path}:{number}"
            try:
                if bounded(line, source, "an event").endswith(b"\n"):
                    event: AnyEvent = decode(line, cast(Any, AnyEvent), source)
                    yield checked(event, source)
            except FuzzError as error:
                raise FuzzError(f"{error}; {_instead(path.parent)}") from None


def _instead(directory: Path) -> str:
    """What is left to do with a run whose events can't be read."""
    return f"what it found is in {directory}/catalogue; to begin anew, choose another --out"


def checked(event: AnyEvent, source: str) -> AnyEvent:
    """Return a decoded event if what it brings may be run, and be written into a catalogue.

    Raises `FuzzError` naming ``source`` and the field.
    """
    match event:
        case Catalogued():
            _check_entry(event.entry, source, "$.entry")
        case Met():
            _check_entry(entry_of(event.case, event.finding, event.found), source, "$")
        case Dropped() | Differed() | Died() | Condemned() if event.case is not None:
            check_case(event.case, source, "$.case")
    return event


def _check_entry(entry: Entry, source: str, root: str) -> None:
    check_entry(entry, source, root)
    check_group(entry, source, root)


def write_events(events: Iterable[AnyEvent], directory: Path) -> None:
    """Write events in place of those that a directory has."""
    lines = (msgspec.json.encode(event) + b"\n" for event in events)
    write_atomically(directory / FILE, b"".join(lines))


def ended(events: Iterable[AnyEvent]) -> set[int]:
    """The shards that came to their end. One that was given up is not among them."""
    return {event.shard for event in events if isinstance(event, Ended) and event.complete}


def given_up(events: Iterable[AnyEvent]) -> set[int]:
    """The shards in which so many workers died that they were not tried again."""
    died = Counter(event.shard for event in events if isinstance(event, Died))
    return {shard for shard, times in died.items() if times >= TRIED}
