"""The pytest plugin inside each worker: a test item is a turn, in which it carries out a shard.

pytest-xdist hands items to workers as they become free, and starts a new worker for one that died. Which
shard that is, is settled when its turn comes: see `fuzz.engine.handout`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from fuzz.campaign.event import AnyEvent, Died
from fuzz.campaign.journal import Journal
from fuzz.campaign.shard import Plan
from fuzz.engine import lifeline
from fuzz.engine.handout import Handout, turns
from fuzz.engine.seat import take_free
from fuzz.engine.trace import RECENT, Left, Trace, take_left
from fuzz.engine.workspace import Workspace


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--fuzz-workspace", type=Path, required=True, help="where the plan lies")


def pytest_configure(config: pytest.Config) -> None:
    directory = config.getoption("--fuzz-workspace")
    works = hasattr(config, "workerinput")
    lifeline.follow(directory, lifeline.end if works else partial(lifeline.end_all, directory))


def pytest_collection_modifyitems(session: pytest.Session, items: list[pytest.Item]) -> None:
    workspace = Workspace(session.config.getoption("--fuzz-workspace"))
    plan = workspace.plan()
    for number in range(turns(len(plan.shards), len(workspace.seats()))):
        name = f"turn-{number}"
        items.append(TurnItem.from_parent(session, name=name, plan=plan, workspace=workspace))


class TurnItem(pytest.Item):
    """A turn of a worker, in which it takes a shard: it fails only where the tool itself does."""

    def __init__(self, *, plan: Plan, workspace: Workspace, **rest: object) -> None:
        super().__init__(**rest)  # type: ignore[arg-type]
        self.plan, self.workspace = plan, workspace

    def runtest(self) -> None:
        name = worker_name(self.config)
        device = take_free(self.workspace.directory, self.workspace.seats())
        from fuzz.engine.worker import Worker

        handout = self.workspace.handout(self.plan)
        with _told(self.workspace.events_file(name)) as emit:
            worker = Worker(name, device, self.plan, FilePort(self.workspace, handout, name, emit))
            with handout.take(worker.is_over) as shard:
                if shard is not None:
                    worker.carry_out(shard)

    def reportinfo(self) -> tuple[Path, None, str]:
        return self.workspace.plan_file, None, self.name


class FilePort:
    """The `fuzz.engine.worker.Port` of workers that share a directory."""

    def __init__(
        self, space: Workspace, handout: Handout, name: str, emit: Callable[[AnyEvent], None]
    ) -> None:
        self._space, self._handout, self._name, self._emit = space, handout, name, emit
        self.claim, self.is_claimed = space.claim, space.is_claimed
        self.settle, self.forgo = space.settle, space.forgo
        self.stop, self.stopped = space.stop, space.stopped
        self.condemn, self.fates = space.condemn, space.fates

    def emit(self, event: AnyEvent) -> None:
        """See `fuzz.engine.worker.Port`."""
        self._emit(event)
        if isinstance(event, Died):
            self._handout.died(event.shard)

    def trace(self, shard: int) -> Trace:
        """See `fuzz.engine.worker.Port`."""
        return Trace(self._space.directory, self._name, shard, RECENT)

    def take_left(self, shard: int) -> Iterator[Left]:
        """See `fuzz.engine.worker.Port`."""
        return take_left(self._space.directory, shard)


def worker_name(config: pytest.Config) -> str:
    """The name that pytest-xdist gave this process ("gw0"), or "master" without it."""
    worker_input = getattr(config, "workerinput", {})
    return str(worker_input.get("workerid", "master"))


@contextmanager
def _told(path: Path) -> Iterator[Callable[[AnyEvent], None]]:
    """Add events to a worker's file."""
    journal = Journal(path)
    try:
        yield journal.add
    finally:
        journal.close()
