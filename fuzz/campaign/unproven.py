"""Unproven: the failures that were met, and are yet to be shrunk and proven."""

from collections.abc import Container, Iterable
from contextlib import suppress
from pathlib import Path

from fuzz.campaign.event import Met
from fuzz.catalogue.entry import Entry, entry_of
from fuzz.catalogue.store import Catalogue, remove, write_all


class Unproven:
    """``DIR/unproven``: the failures that were met, as they were, until they are in the catalogue.

    So a campaign that is killed has lost none that it told of.
    """

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._groups: dict[str, str] = {}

    def __contains__(self, name: object) -> bool:
        return name in self._groups

    def go_on(self, proven: Iterable[str]) -> None:
        """Keep what a campaign left that was broken off, but for what is ``proven``.

        It is met again, or is still to be shrunk.
        """
        if self.directory.exists():
            self._groups = {entry.id: entry.group for entry in Catalogue(self.directory)}
        for name in proven:
            self.drop(name)

    def meet(self, event: Met) -> None:
        """Keep a failure as it was met, where it is not here yet."""
        if event.id not in self:
            self.put(entry_of(event.case, event.finding, event.found))

    def put(self, entry: Entry) -> None:
        """Keep an entry in place of the one with its id."""
        write_all([entry], self.directory)
        self._groups[entry.id] = entry.group

    def drop(self, name: str) -> None:
        """Keep an entry no longer: it is in the catalogue, or did not show again."""
        group = self._groups.pop(name, None)
        if group is not None:
            remove(name, group, self.directory)

    def close(self, cut_short: Container[str]) -> None:
        """Keep only these."""
        for name in [name for name in self._groups if name not in cut_short]:
            self.drop(name)
        if self.directory.exists() and not self._groups:
            with suppress(OSError):  # where somebody has put a file of their own
                self.directory.rmdir()
