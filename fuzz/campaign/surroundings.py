"""What a worker needs of the campaign around it."""

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
"""What waits to be shrunk in this process."""


@dataclass(kw_only=True)
class Surroundings:
    """What a worker needs of the campaign around it.

    ``taken`` says whether the failure with this id is another shard's to shrink, and ``claim`` makes it
    this shard's where it is not. ``stopped`` says
    whether the campaign is to end, ``stop`` ends it. ``running`` is told each case before any of it
    is run, so that a case that kills the process is known. ``hurry`` says whether even a shrink that
    is under way is to be cut short. What a slice of time leaves unshrunk waits in the ``backlog`` for
    the worker's next one; without a backlog, nothing is left.
    """

    worker: str
    device: str
    emit: Callable[[AnyEvent], None]
    taken: Callable[[str, int], bool]
    claim: Callable[[str, int], bool]
    stopped: Callable[[], bool]
    stop: Callable[[], None]
    running: Callable[[Case], None]
    hurry: Callable[[], bool]
    backlog: deque[Waiting] | None = None
