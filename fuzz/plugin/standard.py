"""What the failures of a campaign are held against: what is known, and what is accepted."""

import shlex
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from fuzz.campaign.change import change
from fuzz.catalogue.acceptance import Acceptance, acceptance_of, read_accepted
from fuzz.catalogue.cause import Cause, causes_of
from fuzz.catalogue.entry import Entry
from fuzz.catalogue.store import CORPUS, Catalogue
from fuzz.error import FuzzError
from fuzz.plugin.failure import Failure
from fuzz.report.headline import entry_headline
from fuzz.report.script import script
from fuzz.text import printable
from strategies.network.imported import is_own
from strategies.network.models import DEFAULT

ACCEPTED = Path("accepted.json")
"""The list of accepted failures where no other is named, in the root directory of the tests."""

WIDTH = 300
"""The most characters of a message that a report shows."""


@dataclass(frozen=True)
class Standard:
    """The ``known`` failures of a ``corpus``, and the ``accepted`` ones of the list at a ``place``.

    A campaign draws cases of a ``subject``.
    """

    known: Mapping[str, Entry]
    corpus: Path
    accepted: Mapping[str, Acceptance]
    place: Path
    subject: str = DEFAULT
    today: date = field(default_factory=date.today)

    def failures(self, found: Iterable[Entry], place: Path) -> list[Failure]:
        """What to say of failures that are not known, and were written to a place: a cause each."""
        return [self._failure(cause, place) for cause in causes_of(found)]

    def _failure(self, cause: Cause, place: Path) -> Failure:
        """Of a cause of which only some variants are accepted, the others."""
        left = [entry for entry in cause.variants if not self._accepted(entry)] or [*cause.variants]
        entry, before = left[0], [one for one in self.known.values() if one.group == cause.id]
        if before:
            head = f"CHANGED: the corpus holds {cause.id}; it was met {change(left, before)}"
        else:
            head = f"NEW: the corpus does not hold {cause.id}"
        expired = {one for entry in left if (one := self._acceptance(entry)) and one.expired(self.today)}
        past = [f"It was accepted until {one.until}: {printable(one.reason)}" for one in expired]
        return Failure(
            id=cause.id,
            text="\n".join((head, entry_headline(entry, WIDTH), "", script(entry), *past)),
            accepted=self._accepted(entry),
            variants=tuple(entry.id for entry in left),
            places=(str(place),),
            known=bool(before),
        )

    def _acceptance(self, entry: Entry) -> Acceptance | None:
        return acceptance_of(entry.group, entry.id, self.accepted)

    def _accepted(self, entry: Entry) -> str:
        """Why a failure is accepted; "" where it is not, or no longer."""
        acceptance = self._acceptance(entry)
        holds = acceptance is not None and not acceptance.expired(self.today)
        return printable(acceptance.reason) if acceptance is not None and holds else ""

    def commands(self, failure: Failure) -> list[str]:
        """The commands that accept a failure and that put it into the corpus.

        Of a cause that is known, those variants are named that are not.
        """
        if not failure.places:
            return []
        names = failure.variants if failure.known else (failure.id,)
        accept = ["fuzz", "accept", *names, "--reason", "..."]
        accept += [word for place in failure.places for word in ("--catalogue", place)]
        if self.place.resolve() != ACCEPTED.resolve():
            accept += ["--list", str(self.place)]
        lines = [f"To accept it: {shlex.join(accept)}"]
        if self.corpus != CORPUS:
            lines += [f"To add it to the corpus: {shlex.join(one)}" for one in self._promoting(failure)]
        return lines

    def _promoting(self, failure: Failure) -> Iterator[list[str]]:
        own = ["--subject", self.subject] if is_own(self.subject) else []
        for place in failure.places:
            yield ["fuzz", "promote", failure.id, "--from", place, "--into", str(self.corpus), *own]


def read_standard(
    corpus: Path | None, accepted: Path | None, root: Path, subject: str = DEFAULT
) -> Standard:
    """What the options name, or what there is without them. Raises `FuzzError`."""
    path = accepted or root / ACCEPTED
    if accepted is not None and not path.exists():
        raise FuzzError(f"{path}: there is no such file; `fuzz accept` writes one")
    there = read_accepted(path) if path.exists() else {}
    place = corpus or CORPUS
    return Standard(Catalogue(place).entries, place, there, path, subject)
