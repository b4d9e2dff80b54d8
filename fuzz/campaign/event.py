"""The events of a campaign, one JSON line each."""

from typing import Annotated

import msgspec

from fuzz.campaign.grid import Grid
from fuzz.catalogue.entry import Entry, Found
from fuzz.execution import outcome
from fuzz.verdict import Finding, Wording
from strategies.case import Case
from strategies.coverage import Pair

Seconds = Annotated[float, msgspec.Meta(ge=0, le=1e12)]
Count = Annotated[int, msgspec.Meta(ge=0, le=2**53)]


class Event(msgspec.Struct, frozen=True, kw_only=True, tag_field="event", tag=str.lower):
    """The common form of all events. ``at`` is in seconds since the epoch."""

    at: Seconds
    shard: Count


class Started(Event, frozen=True, kw_only=True):
    """A worker began a shard, with this device, torch and torchvision."""

    worker: str
    device: str
    torch: str
    torchvision: str


class Ran(Event, frozen=True, kw_only=True):
    """Cases were run since the last such event.

    ``cases`` counts networks with their input, ``combinations`` those with each loss and target that
    they were judged against; ``failing`` counts combinations with a finding, by kind. ``pairs`` were
    tried for the first time in the shard. At the end of a shard, ``incidence`` says of the id of each
    signature in how many cases of the shard it came up, ``losses`` how each loss took each kind of
    target, and ``sizes`` on which images the network ran when it was cut off
    (`fuzz.campaign.outcomes`).
    """

    cases: Count
    combinations: Count
    failing: dict[str, Count]
    pairs: tuple[Pair, ...] = ()
    incidence: dict[str, Count] = {}
    losses: Grid = ()
    sizes: Grid = ()


class Met(Event, frozen=True, kw_only=True):
    """A failure that is new to the campaign was confirmed by a real run; it is yet to be shrunk.

    It was met ``behind`` so many faults of the case that was drawn, which had been fixed.
    """

    id: str
    finding: Finding
    case: Case
    found: Found
    behind: Count = 0


class MetAgain(Event, frozen=True, kw_only=True):
    """A failure that was known before the campaign came up in a shard for the first time."""

    id: str


class Catalogued(Event, frozen=True, kw_only=True):
    """A failure that no earlier shard had met was shrunk to an entry.

    It is not ``minimal`` where the campaign ended while it was being shrunk.
    """

    entry: Entry
    minimal: bool = True


class Surveyed(Event, frozen=True, kw_only=True):
    """It became known how far the failure of an entry reaches (`fuzz.triage.region`)."""

    id: str
    found: Found | None
    region: str


class NewMessage(Event, frozen=True, kw_only=True):
    """A shard observed a message of torch for a failure for the first time."""

    id: str
    wordings: tuple[Wording, ...]


class Dropped(Event, frozen=True, kw_only=True):
    """A case failed and has no entry: ``why`` is one of `fuzz.triage.record.Dropped`."""

    id: str
    case: Case
    why: str


class Died(Event, frozen=True, kw_only=True):
    """A worker process died while it ran this case, or between two cases of the shard (null)."""

    worker: str
    case: Case | None


class Condemned(Event, frozen=True, kw_only=True):
    """A case ends the process that runs it, which was confirmed in one of its own."""

    case: Case
    died: outcome.Died


class Differed(Event, frozen=True, kw_only=True):
    """The outcome of a case by composition differs from that of a real run: the campaign stops."""

    case: Case
    composed: str
    whole: str


class Ended(Event, frozen=True, kw_only=True):
    """A worker came to the end of a shard, or had to leave it because the campaign ended."""

    worker: str
    complete: bool


AnyEvent = (
    Started
    | Ran
    | Met
    | MetAgain
    | Catalogued
    | Surveyed
    | NewMessage
    | Dropped
    | Died
    | Condemned
    | Differed
    | Ended
)
