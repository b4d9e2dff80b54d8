"""ShardContext: what carrying out a shard needs of the campaign around it."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from fuzz.campaign.event import AnyEvent
from fuzz.catalogue.entry import Found
from fuzz.verdict import Finding
from strategies.case import Case

Waiting = tuple[Case, Finding, Found]
"""A failure that is confirmed and yet to be shrunk."""


BACKLOG: deque[Waiting] = deque()
"""The failures that are to be shrunk in this process."""


@dataclass(kw_only=True)
class ShardContext:
    """What carrying out a shard needs of the campaign around it; each engine supplies one."""

    worker: str
    """The name of the worker process."""

    device: str
    """The torch device that cases are run on."""

    emit: Callable[[AnyEvent], None]
    """Emit an event."""

    is_claimed: Callable[[str, int], bool]
    """Whether the failure with an id is another shard's to shrink, as seen by a shard of a number."""

    claim: Callable[[str, int], bool]
    """Claim the failure with an id for a shard; whether it is that shard's now."""

    stopped: Callable[[], bool]
    """Whether the campaign is to end."""

    stop: Callable[[], None]
    """End the campaign."""

    running: Callable[[Case], None]
    """Record a case before it is run, so that one that kills the process is known."""

    past_deadline: Callable[[], bool]
    """Whether shrinking has to stop at once."""

    known: frozenset[str] = frozenset()
    """The ids of failures that were known before: they are not shrunk."""

    backlog: deque[Waiting] | None = None
    """What a slice of time leaves unshrunk waits here for the worker's next one. Where there is no
    backlog, nothing is left."""
