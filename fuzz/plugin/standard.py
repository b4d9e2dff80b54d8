"""What the failures of a campaign are held against: what is known, and what is accepted."""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fuzz.catalogue.acceptance import Acceptance, acceptance_of, read_accepted
from fuzz.catalogue.entry import Entry
from fuzz.catalogue.store import CORPUS, Catalogue
from fuzz.error import FuzzError
from fuzz.plugin.failure import Failure
from fuzz.report.headline import entry_headline
from fuzz.report.script import script
from fuzz.text import printable

ACCEPTED = Path("accepted.json")
"""The list of accepted failures where no other is named, in the root directory of the tests."""

WIDTH = 300
"""The most characters of a message that a report shows."""


@dataclass(frozen=True)
class Standard:
    """The ``known`` failures of a ``corpus``, and the ``accepted`` ones of the list at a ``place``."""

    known: Mapping[str, Entry]
    corpus: Path
    accepted: Mapping[str, Acceptance]
    place: Path

    def failure(self, entry: Entry, place: Path) -> Failure:
        """What to say of a failure that is not known, and was written to a place."""
        acceptance = acceptance_of(entry.group, entry.id, self.accepted)
        expired = acceptance is not None and acceptance.expired(date.today())
        said = printable(acceptance.reason) if acceptance is not None else ""
        lines = [self._headed(entry), entry_headline(entry, WIDTH), "", script(entry)]
        if acceptance is not None and expired:
            lines.append(f"It was accepted until {acceptance.until}: {said}")
        text = "\n".join((*lines, *self._commands(entry, place)))
        return Failure(entry.id, text, "" if expired else said)

    def _headed(self, entry: Entry) -> str:
        if entry.group in {one.group for one in self.known.values()}:
            return f"CHANGED: the corpus holds {entry.group}, but not this variant"
        return f"NEW: the corpus does not hold {entry.group}"

    def _commands(self, entry: Entry, place: Path) -> list[str]:
        """The commands that accept a failure and that put it into the corpus."""
        accept = ["fuzz", "accept", entry.id, "--reason", "...", "--catalogue", str(place)]
        if self.place.resolve() != ACCEPTED.resolve():
            accept += ["--list", str(self.place)]
        promote = ["fuzz", "promote", entry.id, "--from", str(place), "--into", str(self.corpus)]
        lines = [f"To accept it: {shlex.join(accept)}"]
        return (
            lines
            if self.corpus == CORPUS
            else [*lines, f"To add it to the corpus: {shlex.join(promote)}"]
        )


def read_standard(corpus: Path | None, accepted: Path | None, root: Path) -> Standard:
    """What the options name, or what there is without them. Raises `FuzzError`."""
    path = accepted or root / ACCEPTED
    if accepted is not None and not path.exists():
        raise FuzzError(f"{path}: there is no such file; `fuzz accept` writes one")
    there = read_accepted(path) if path.exists() else {}
    place = corpus or CORPUS
    return Standard(Catalogue(place).entries, place, there, path)
