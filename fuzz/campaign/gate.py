"""Gate: which of the causes that a run met make it fail."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import get_args

import msgspec

from fuzz.campaign.standing import Stand, Status
from fuzz.catalogue.acceptance import Acceptance, acceptance_of
from fuzz.catalogue.entry import Entry
from fuzz.verdict import FindingKind

ANY = "any"
CRASHED = "crashed"
"""A worker process that died, which may leave no cause behind."""

KINDS = tuple(kind for kind in get_args(FindingKind) if kind != CRASHED)
WORDS = ("new", "changed", "reworded", ANY, CRASHED, *KINDS)
"""What a run can fail on. A kind stands for the failures of it that were not known."""


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """The ids of causes by how they stand (`fuzz.campaign.standing`), each list in order.

    ``not_met`` are known ones that the run did not meet, which need not be gone. Of the new, changed and
    reworded ones, ``accepted`` are those that somebody lives with, ``expired`` those of which that no
    longer holds, and ``failing`` those that make the run fail. ``changes`` says of each changed one in
    what it is.
    """

    new: tuple[str, ...]
    changed: tuple[str, ...]
    reworded: tuple[str, ...]
    known: tuple[str, ...]
    not_met: tuple[str, ...]
    accepted: tuple[str, ...]
    expired: tuple[str, ...]
    failing: tuple[str, ...]
    changes: dict[str, str] = {}


@dataclass(frozen=True)
class Gate:
    """What a run fails on (`WORDS`), and what is accepted all the same ``today``."""

    fail_on: frozenset[str] = frozenset()
    accepted: Mapping[str, Acceptance] = field(default_factory=dict)
    today: date = field(default_factory=date.today)

    def fails(self, stand: Stand) -> bool:
        """Whether a cause makes the run fail: a variant that it fails on is not accepted."""
        return any(
            words_of(stand, variant) & self.fail_on and not self._holds(stand, variant)
            for variant in stand.variants
        )

    def accepts(self, stand: Stand) -> bool:
        """Whether all that is new, changed or reworded in a cause is accepted."""
        return stand.status != "known" and all(self._holds(stand, one) for one in stand.variants)

    def expired(self, stand: Stand) -> Acceptance | None:
        """An acceptance of what is new, changed or reworded in a cause, which no longer holds."""
        of_each = (acceptance_of(stand.cause, one.id, self.accepted) for one in stand.variants)
        found = (one for one in of_each if one is not None and one.expired(self.today))
        return next(found, None) if stand.status != "known" else None

    def _holds(self, stand: Stand, variant: Entry) -> bool:
        acceptance = acceptance_of(stand.cause, variant.id, self.accepted)
        return acceptance is not None and not acceptance.expired(self.today)


def words_of(stand: Stand, variant: Entry) -> frozenset[str]:
    """The words of `WORDS` that stand for a variant which makes a cause what it is."""
    if stand.status == "known":
        return frozenset()
    kind = () if stand.status == "reworded" else (variant.signature.kind,)
    return frozenset({stand.status, ANY, *kind})


def standing(stands: Iterable[Stand], known: Iterable[Entry], gate: Gate) -> Standing:
    """How the causes of a run stand, those that were ``known`` and were not met among them."""
    there = list(stands)

    def of(status: Status) -> tuple[str, ...]:
        return tuple(stand.cause for stand in there if stand.status == status)

    met = {stand.cause for stand in there}
    return Standing(
        new=of("new"),
        changed=of("changed"),
        reworded=of("reworded"),
        known=of("known"),
        not_met=tuple(sorted({entry.group for entry in known} - met)),
        accepted=tuple(stand.cause for stand in there if gate.accepts(stand)),
        expired=tuple(stand.cause for stand in there if gate.expired(stand)),
        failing=tuple(stand.cause for stand in there if gate.fails(stand)),
        changes={stand.cause: stand.change for stand in there if stand.change},
    )
