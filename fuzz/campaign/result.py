"""Result: the directory of a campaign, updated while it runs."""

from pathlib import Path

import msgspec

from fuzz.campaign.event import AnyEvent, Catalogued, Died, Differed
from fuzz.campaign.summary import Summary
from fuzz.catalogue.entry import Entry
from fuzz.catalogue.store import write, write_all, write_atomically
from fuzz.error import FuzzError
from strategies.case import key

PARTS = ("catalogue", "unproven", "died", "earlier", "events.jsonl")
"""What a run writes into, in its directory; other files it puts in place whole."""


class Result:
    """``DIR/catalogue``, ``events.jsonl``, ``summary.json``, and ``died`` where a worker did.

    What the end of the campaign left unproven is in ``DIR/unproven``, apart from the catalogue.

    What an earlier campaign left in the directory is moved to ``DIR/earlier/N`` first, unless it is
    to be ``resumed``. Raises `FuzzError` where the directory cannot be written.
    """

    def __init__(self, directory: Path, *, resumed: bool = False) -> None:
        self.directory = directory
        self.catalogue = directory / "catalogue"
        self._unproven: set[str] = set()
        self._refuse_links()
        try:
            if not resumed:
                self._set_aside()
            self.catalogue.mkdir(parents=True, exist_ok=True)
            self._events = (directory / "events.jsonl").open("ab")
        except OSError as error:
            raise FuzzError(f"--out {directory}: {error.strerror}: {error.filename}") from None

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
        if not self.catalogue.exists():
            return
        earlier = self.directory / "earlier"
        earlier.mkdir(exist_ok=True)
        place = earlier / str(len(list(earlier.iterdir())) + 1)
        place.mkdir()
        for path in [path for path in self.directory.iterdir() if path != earlier]:
            path.rename(place / path.name)

    def record(self, event: AnyEvent, entry: Entry | None) -> None:
        """Write an event, and the entry that it brought where that counts."""
        self._events.write(msgspec.json.encode(event) + b"\n")
        self._events.flush()
        if isinstance(event, Catalogued):
            (self._unproven.discard if event.minimal else self._unproven.add)(event.entry.id)
        if entry is not None and entry.id not in self._unproven:
            write(entry, self.catalogue)
        elif entry is not None:
            write_all([entry], self.directory / "unproven")
        if isinstance(event, Died) and event.case is not None:
            place = self.directory / "died"
            place.mkdir(exist_ok=True)
            name = f"shard-{event.shard}-{event.worker}.json"
            write_atomically(place / name, key(event.case) + b"\n")

    def keep_difference(self, event: Differed) -> Path:
        """Write a case whose outcome by composition differs from that of a real run."""
        place = self.directory / "difference.json"
        write_atomically(place, msgspec.json.format(msgspec.json.encode(event), indent=2) + b"\n")
        return place

    def close(self, summary: Summary | None = None) -> None:
        """At the end, write the summary; without one, the campaign can go on later."""
        self._events.close()
        if summary is None:
            return
        content = msgspec.json.format(msgspec.json.encode(summary), indent=2)
        write_atomically(self.directory / "summary.json", content + b"\n")
