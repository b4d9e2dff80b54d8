"""The pytest plugin inside each worker: every shard of the plan is one test item.

pytest-xdist hands items to workers as they become free, and starts a new worker for one that died.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from fuzz.campaign.event import AnyEvent
from fuzz.campaign.journal import Journal
from fuzz.campaign.shard import Plan, Shard
from fuzz.engine import lifeline
from fuzz.engine.seat import take_free
from fuzz.engine.trace import Left, Trace, take_left
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
    for shard in plan.shards:
        name = f"shard-{shard.index}"
        item = ShardItem.from_parent(session, name=name, plan=plan, shard=shard, workspace=workspace)
        items.append(item)


class ShardItem(pytest.Item):
    """One shard as a test item: it fails only where the tool itself does."""

    def __init__(self, *, plan: Plan, shard: Shard, workspace: Workspace, **rest: object) -> None:
        super().__init__(**rest)  # type: ignore[arg-type]
        self.plan, self.shard, self.workspace = plan, shard, workspace

    def runtest(self) -> None:
        name = worker_name(self.config)
        device = take_free(self.workspace.directory, self.workspace.seats())
        from fuzz.engine.worker import Worker

        with _told(self.workspace.events_file(name)) as emit:
            port = FilePort(self.workspace, name, emit)
            Worker(name, device, self.plan, port).carry_out(self.shard)

    def reportinfo(self) -> tuple[Path, None, str]:
        return self.workspace.plan_file, None, self.name


class FilePort:
    """The `fuzz.engine.worker.Port` of workers that share a directory."""

    def __init__(self, space: Workspace, name: str, emit: Callable[[AnyEvent], None]) -> None:
        self.emit, self._space, self._name = emit, space, name
        self.claim, self.is_claimed = space.claim, space.is_claimed
        self.settle, self.forgo = space.settle, space.forgo
        self.stop, self.stopped = space.stop, space.stopped
        self.condemn, self.fates = space.condemn, space.fates

    def trace(self, shard: int) -> Trace:
        """See `fuzz.engine.worker.Port`."""
        return Trace(self._space.directory, self._name, shard)

    def take_left(self) -> Iterator[Left]:
        """See `fuzz.engine.worker.Port`."""
        return take_left(self._space.directory)


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
