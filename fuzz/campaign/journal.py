"""The journal of a campaign: its events in a file, which can be read again after it was broken off."""

import os
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import msgspec

from fuzz.atomic import write_atomically
from fuzz.campaign.event import AnyEvent, Died, Ended
from fuzz.campaign.shard import TRIED
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
    """The events that a directory has, up to the last whole line. Raises `FuzzError`."""
    path = directory / FILE
    lines = path.read_bytes().splitlines(keepends=True) if path.exists() else []
    try:
        return [msgspec.json.decode(line, type=AnyEvent) for line in lines if line.endswith(b"\n")]
    except msgspec.DecodeError as error:
        raise FuzzError(f"{path}: {error}; delete the directory, or choose another --out") from None


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
