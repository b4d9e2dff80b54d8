"""What every engine does: spread the shards of a plan over workers, and pass on their events."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from fuzz.campaign.event import AnyEvent
from fuzz.campaign.shard import Plan


class Engine(Protocol):
    """One way to spread work. The events of a shard come in order, those of several shards mixed."""

    def run(self, plan: Plan, workspace: Path, on_event: Callable[[AnyEvent], None]) -> None:
        """Carry out a plan in an empty directory, and return when all of it is done or abandoned.

        A first interrupt (Ctrl-C, SIGTERM) asks the workers to stop after the case they are at; a
        second one kills them. Either way ``on_event`` was called with every event so far.
        """
