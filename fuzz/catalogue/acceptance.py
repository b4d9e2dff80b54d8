"""Acceptances: failures that somebody has looked at and lives with, why, and until when."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from fuzz.atomic import write_atomically
from fuzz.catalogue.decode import content, decode
from fuzz.error import FuzzError
from fuzz.text import shown

Text = Annotated[str, msgspec.Meta(pattern=r"\S")]
"""A text that says something."""


class Acceptance(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One failure that is accepted: the ``id`` of a cause with all of its variants, or of one variant.

    It holds up to and with the day ``until``, or for ever where there is none.
    """

    id: Text
    reason: Text
    until: date | None = None

    def expired(self, today: date) -> bool:
        """Whether it no longer holds."""
        return self.until is not None and self.until < today


class AcceptedFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of acceptances."""

    format: Literal[1]
    accepted: list[Acceptance]


def read_accepted(path: Path) -> dict[str, Acceptance]:
    """The acceptances in a file, by id. Raises `FuzzError` naming the file and the field."""
    found = decode(content(path, "a list of accepted failures"), AcceptedFile, str(path)).accepted
    accepted = {one.id: one for one in found}
    if len(accepted) < len(found):
        twice = Counter(one.id for one in found).most_common(1)[0][0]
        raise FuzzError(f"{path}: {shown(twice)} is accepted twice - at `$.accepted`")
    return accepted


def write_accepted(accepted: Iterable[Acceptance], path: Path) -> None:
    """Write a file of acceptances in the order of their ids, whole or not at all."""
    file = AcceptedFile(format=1, accepted=sorted(accepted, key=lambda one: one.id))
    write_atomically(path, msgspec.json.format(msgspec.json.encode(file), indent=2) + b"\n")


def acceptance_of(group: str, variant: str, accepted: Mapping[str, Acceptance]) -> Acceptance | None:
    """The acceptance of a variant: its own, or that of its cause."""
    return accepted.get(variant) or accepted.get(group)
