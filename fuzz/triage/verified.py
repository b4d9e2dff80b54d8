"""What becomes of a catalogued failure that is run again, as plain data."""

from dataclasses import dataclass
from typing import Literal, get_args

from fuzz.catalogue.entry import Observation
from fuzz.verdict.finding import Finding

Status = Literal["SAME", "REWORDED", "CHANGED", "FIXED", "SKIPPED", "ERROR"]

STATUSES: tuple[Status, ...] = get_args(Status)
"""All of them, in the order in which they are counted."""

UNCHANGED: tuple[Status, ...] = ("SAME", "REWORDED", "SKIPPED")
"""The statuses that say nothing against an entry."""


@dataclass(frozen=True)
class Verified:
    """What became of a failure: the same, another one, none; or the case could not be run, or this
    machine can't tell. ``problem`` says why not, ``observed`` what each device that was asked showed of
    the ``finding``."""

    status: Status
    finding: Finding | None = None
    problem: str = ""
    observed: tuple[Observation, ...] = ()
