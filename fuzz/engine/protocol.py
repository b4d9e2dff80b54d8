"""What every engine does: spread the shards of a plan over workers, and pass on their events."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from fuzz.campaign.event import AnyEvent
from fuzz.campaign.shard import Plan

LATE = 2.0
"""Seconds past the end of the time after which workers are killed: something takes too long."""


class Engine(Protocol):
    """One way to spread work. The events of a shard come in order, those of several shards mixed."""

    @property
    def workers(self) -> int:
        """How many shards it carries out at once."""

    def run(self, plan: Plan, workspace: Path, on_event: Callable[[AnyEvent], None]) -> None:
        """Carry out a plan in an empty directory, and return when all of it is done or abandoned.

        A first interrupt (Ctrl-C, SIGTERM) asks the workers to stop after the case they are at; a
        second one kills them. Either way ``on_event`` was called with every event so far.
        """


class Site(Protocol):
    """Where shards can be carried out, before it is said on what and how many at once."""

    def engine(self, device: str, workers: int | None) -> Engine:
        """What carries out so many shards at once on a device, or as many as there is room for.

        Raises `FuzzError` where it cannot be reached, or the device is not there.
        """
