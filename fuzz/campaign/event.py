"""What a campaign tells while it runs: plain events, one JSON line each."""

import msgspec

from fuzz.catalogue.entry import Entry
from strategies.case import Case


class Event(msgspec.Struct, frozen=True, kw_only=True, tag_field="event", tag=str.lower):
    """The common form of all events. ``at`` is in seconds since the epoch."""

    at: float
    shard: int


class Started(Event, frozen=True, kw_only=True):
    """A worker began a shard, with this device, torch and torchvision."""

    worker: str
    device: str
    torch: str
    torchvision: str


class Ran(Event, frozen=True, kw_only=True):
    """Cases were run since the last such event: how many, and how many findings of each kind.

    ``refused`` were drawn but are too large for any machine; ``failing`` counts findings by kind.
    """

    cases: int
    refused: int
    failing: dict[str, int]


class Catalogued(Event, frozen=True, kw_only=True):
    """A failure that no earlier shard had met was shrunk to an entry.

    It is not ``minimal`` where the campaign ended while it was being shrunk.
    """

    entry: Entry
    minimal: bool = True


class Unstable(Event, frozen=True, kw_only=True):
    """A case failed, and did not fail alike when it was run again: no entry was made of it."""

    id: str
    case: Case


class Died(Event, frozen=True, kw_only=True):
    """A worker process died while it ran this case, or between two cases of the shard (null)."""

    worker: str
    case: Case | None


class Ended(Event, frozen=True, kw_only=True):
    """A worker came to the end of a shard, or had to leave it because the campaign ended."""

    worker: str
    complete: bool


AnyEvent = Started | Ran | Catalogued | Unstable | Died | Ended
