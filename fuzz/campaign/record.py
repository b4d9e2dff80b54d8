"""Record: what a run was asked to do, in its directory, so that it can go on after it was broken off."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

import msgspec
from msgspec.structs import replace

from fuzz.atomic import write_atomically
from fuzz.campaign.campaign import Budget
from fuzz.campaign.event import AnyEvent, Seconds
from fuzz.catalogue.decode import content, decode
from fuzz.catalogue.entry import Entry
from fuzz.error import FuzzError
from strategies.coverage import Pair

FILE = "run.json"


class Session(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A stretch of time without a break: when it ``began``, and the seconds ``spent`` before it."""

    began: Seconds
    spent: Seconds


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A run as its directory keeps it.

    ``known`` names the catalogues that it was held against, as `fuzz.cli.known` reads them, and
    ``digest`` tells whether they are still the same. ``tried`` are the pairs of `fuzz.campaign.coverage`
    that it began with.
    """

    format: Literal[1] = 1
    budget: Budget
    known: tuple[str, ...]
    digest: str
    tried: tuple[Pair, ...] = ()
    sessions: tuple[Session, ...]

    def spent(self, events: Iterable[AnyEvent]) -> float:
        """The seconds that the sessions took up to the last event; one that told nothing took none."""
        last = self.sessions[-1]
        end = max((event.at for event in events), default=last.began)
        return last.spent + max(end - last.began, 0.0)

    def gone_on(self, now: float, spent: float) -> "Record":
        """The record with one more session."""
        return replace(self, sessions=(*self.sessions, Session(now, spent)))

    def without_breaks(self, event: AnyEvent, began: float) -> AnyEvent:
        """An event at the time at which it would have been had all sessions followed at once."""
        session = max(
            (one for one in self.sessions if one.began <= event.at),
            key=lambda one: one.began,
            default=self.sessions[0],
        )
        return replace(event, at=began + session.spent + event.at - session.began)


def digest(known: Mapping[str, Entry]) -> str:
    """What tells one set of known failures from another."""
    return hashlib.sha256(msgspec.json.encode(dict(sorted(known.items())))).hexdigest()


def write_record(record: Record, directory: Path) -> None:
    """Write a record into the directory of its run."""
    text = msgspec.json.format(msgspec.json.encode(record), indent=2)
    write_atomically(directory / FILE, text + b"\n")


def read_record(directory: Path) -> Record:
    """The record of the run in a directory. Raises `FuzzError` where there is none."""
    path = directory / FILE
    if (directory / "sweep.json").exists():
        raise FuzzError(f"--resume {directory}: this is a sweep; give the same `fuzz sweep` again")
    if not path.exists():
        raise FuzzError(f"--resume {directory}: no run was begun there ({FILE} is missing)")
    record = decode(content(path, "a run"), Record, str(path))
    if not record.sessions:
        raise FuzzError(f"{path}: expected at least one session - at `$.sessions`")
    return record
