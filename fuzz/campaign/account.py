"""Account: what a run left in its directory, read again to be told."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from fuzz.campaign.event import Catalogued
from fuzz.campaign.gate import Standing
from fuzz.campaign.journal import read_events
from fuzz.campaign.standing import Stand
from fuzz.campaign.summary import Summary
from fuzz.catalogue.cause import causes_of
from fuzz.catalogue.decode import MAX_CAUSE, content, decode
from fuzz.catalogue.entry import Entry
from fuzz.catalogue.store import Catalogue
from fuzz.error import FuzzError


class Account(NamedTuple):
    """A run by the name of its directory. It has no summary where it did not come to its end.

    ``news`` are the causes that are not simply known, with the variants that make them so.
    """

    name: str
    summary: Summary | None
    news: tuple[Stand, ...]


def read_account(directory: Path) -> Account:
    """The account of the run in a directory. Raises `FuzzError`, also where there is no run."""
    name, path = directory.resolve().name, directory / "summary.json"
    if not (directory / "events.jsonl").exists():
        raise FuzzError(f"{directory}: there is no run in it")
    if not path.exists():
        return Account(name, None, ())
    summary = decode(content(path, "a summary", MAX_CAUSE), Summary, str(path))
    return Account(name, summary, tuple(_news(directory, summary.standing)))


def _news(directory: Path, standing: Standing) -> Iterator[Stand]:
    found = {event.entry.id for event in read_events(directory) if isinstance(event, Catalogued)}
    for cause in causes_of(_entries(directory)):
        if cause.id in standing.new:
            yield Stand(cause.id, "new", cause.variants)
        elif cause.id in standing.changed:
            changed = tuple(entry for entry in cause.variants if entry.id in found)
            yield Stand(cause.id, "changed", changed or cause.variants)
        elif cause.id in standing.reworded:
            yield Stand(cause.id, "reworded", cause.variants)


def _entries(directory: Path) -> Iterator[Entry]:
    for name in ("catalogue", "unproven"):
        if (directory / name).is_dir():
            yield from Catalogue(directory / name)
