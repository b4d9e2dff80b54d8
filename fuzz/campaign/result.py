"""Result: the directory of a campaign, updated while it runs."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

import msgspec

from fuzz.atomic import settle, tidy, write_atomically
from fuzz.campaign.event import AnyEvent, Catalogued, Died, Differed, Dropped, Met
from fuzz.campaign.journal import FILE, Journal
from fuzz.campaign.summary import Summary
from fuzz.campaign.unproven import Unproven
from fuzz.catalogue.entry import Entry
from fuzz.catalogue.store import write, write_all
from fuzz.error import FuzzError
from fuzz.lock import Lock
from strategies.case import key

LOCK = ".lock"
EARLIER = "earlier"

PARTS = ("catalogue", "unproven", "died", "earlier", "events.jsonl")
"""What a run writes into, in its directory; other files it puts in place whole."""


class Result:
    """``DIR/catalogue``, ``unproven``, ``events.jsonl``, ``summary.json``; ``died`` where a worker did.

    It is locked until `close`, or until this process ends. What was met is in one of the first two
    before anybody is told of it. ``again`` is the command that goes on with the campaign. All methods
    raise `FuzzError` where the directory cannot be written, the constructor also where another process
    is at work there.
    """

    def __init__(self, directory: Path, *, again: str) -> None:
        self.directory, self._again = directory, again
        self.catalogue = directory / "catalogue"
        self._unproven = Unproven(directory / "unproven")
        self._proven: set[str] = set()
        self._under_way = False
        if directory.exists() and not directory.is_dir():
            raise FuzzError(f"--out {directory}: this is a file; name a directory")
        with self.writing():
            directory.mkdir(parents=True, exist_ok=True)
            self._refuse_links()
            self._lock = Lock(directory / LOCK)
            if not self._lock.take():
                raise FuzzError(
                    f"--out {directory}: another run is at work there (process {self._lock.holder()});"
                    " wait for its end, or choose another directory"
                )

    def begin(self) -> None:
        """Make the directory ready; what an earlier campaign left there is moved to ``earlier/N``."""
        with self.writing():
            self._set_aside()
            self.catalogue.mkdir(exist_ok=True)

    def go_on(self, entries: Iterable[Entry]) -> None:
        """Go on where a campaign was broken off that has found these entries."""
        found, self._under_way = list(entries), True
        with self.writing():
            for directory in (self.directory, self.catalogue, self._unproven.directory):
                tidy(directory)
            write_all(found, self.catalogue)
            self._proven.update(entry.id for entry in found)
            self._unproven.go_on(self._proven)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Make what the system refuses one line for people: where, what, and what to do then."""
        try:
            yield
        except OSError as error:
            raise FuzzError(self._told(error)) from None

    def _told(self, error: OSError) -> str:
        wrong = f"{error.strerror}: {error.filename}"
        if not self._under_way:
            return f"--out {self.directory}: {wrong}; choose a directory that can be written"
        return (
            f"{wrong}; what was found until then is in {self.catalogue}; once there is room and"
            f" leave to write, go on with {self._again}"
        )

    def _refuse_links(self) -> None:
        """A directory that somebody else has made may have links in it that lead anywhere, and pipes."""
        for name in PARTS:
            path = self.directory / name
            kept = path.is_file() if path.suffix else path.is_dir()
            if path.is_symlink() or (path.exists() and not kept):
                raise FuzzError(
                    f"--out {self.directory}: {name} is a link, or not what a run writes; remove it, or"
                    " choose another directory"
                )

    def _set_aside(self) -> None:
        """Move all to ``earlier/N``: what tells that a run can go on first, and the catalogue last."""
        if not self.catalogue.exists():
            return
        earlier = self.directory / EARLIER
        earlier.mkdir(exist_ok=True)
        place = earlier / str(len(list(earlier.iterdir())) + 1)
        place.mkdir()
        there = [path for path in self.directory.iterdir() if path.name not in (LOCK, EARLIER)]
        for path in sorted(there, key=lambda path: (path == self.catalogue, path.suffix != ".json")):
            path.rename(place / path.name)

    @cached_property
    def _journal(self) -> Journal:
        return Journal(self.directory / FILE)

    def record(self, event: AnyEvent, entry: Entry | None) -> None:
        """Write the entry that an event brought where that counts, and then the event."""
        self._under_way = True
        with self.writing():
            self._keep(event, entry)
            if isinstance(event, Died) and event.case is not None:
                place = self.directory / "died"
                place.mkdir(exist_ok=True)
                name = f"shard-{event.shard}-{event.worker}.json"
                write_atomically(place / name, key(event.case) + b"\n")
            self._journal.add(event)

    def _keep(self, event: AnyEvent, entry: Entry | None) -> None:
        if isinstance(event, Met) and event.id not in self._proven:
            self._unproven.meet(event)
        elif isinstance(event, Dropped):
            self._unproven.drop(event.id)
        elif entry is not None and self._is_unproven(event, entry):
            self._unproven.put(entry)
        elif entry is not None:
            write(entry, self.catalogue)
            self._proven.add(entry.id)
            self._unproven.drop(entry.id)

    def _is_unproven(self, event: AnyEvent, entry: Entry) -> bool:
        return not event.minimal if isinstance(event, Catalogued) else entry.id in self._unproven

    def keep_difference(self, event: Differed) -> Path:
        """Write a case whose outcome by composition differs from that of a real run."""
        place = self.directory / "difference.json"
        with self.writing():
            write_atomically(place, msgspec.json.format(msgspec.json.encode(event), indent=2) + b"\n")
        return place

    def close(self, summary: Summary | None = None) -> None:
        """At the end, write the summary; without one, the campaign can go on later."""
        with self.writing():
            if summary is not None:
                self._unproven.close(summary.cut_short)
                content = msgspec.json.format(msgspec.json.encode(summary), indent=2)
                write_atomically(self.directory / "summary.json", content + b"\n")
                settle(self.catalogue)
                settle(self.directory)
        self._journal.close()
        self._lock.free()
