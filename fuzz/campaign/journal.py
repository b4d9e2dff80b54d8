"""The events of a campaign that was broken off, read again."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from fuzz.campaign.event import AnyEvent, Died, Ended
from fuzz.catalogue.store import write_atomically
from fuzz.error import FuzzError

FILE = "events.jsonl"


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
    """The shards that came to their end, or were given up with the worker that died."""
    return {
        event.shard
        for event in events
        if isinstance(event, Died) or (isinstance(event, Ended) and event.complete)
    }
