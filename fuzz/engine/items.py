"""The pytest plugin inside each worker: every shard of the plan is one test item.

pytest-xdist hands items to workers as they become free, and starts a new worker for one that died.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest

from fuzz.campaign.event import AnyEvent
from fuzz.campaign.shard import Plan, Shard
from fuzz.engine.device import take_device, worker_number
from fuzz.engine.workspace import Workspace

GRACE = 10.0
"""Seconds past the deadline for which a shrink that is under way may go on."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--fuzz-workspace", type=Path, required=True, help="where the plan lies")


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
        deadline = self.plan.deadline or float("inf")
        if self.workspace.stopped() or time.time() >= deadline:
            return
        name = worker_name(self.config)
        device = take_device(self.plan.device, worker_number(name))
        from fuzz.campaign.context import BACKLOG, ShardContext
        from fuzz.campaign.work import work
        from fuzz.execution.threads import one_thread

        one_thread()
        shard, space = self.shard, self.workspace
        space.mark(name, shard.index)
        with _told(space.events_file(name)) as emit:
            context = ShardContext(
                worker=name,
                device=device,
                emit=emit,
                is_claimed=space.is_claimed,
                claim=space.claim,
                stop=space.stop,
                stopped=lambda: space.stopped() or time.time() >= deadline,
                running=lambda case: space.mark(name, shard.index, case),
                backlog=BACKLOG,
                known=frozenset(self.plan.known),
                past_deadline=lambda: space.stopped() or time.time() >= deadline + GRACE,
            )
            work(shard, context)
        space.running_file(name).unlink(missing_ok=True)

    def reportinfo(self) -> tuple[Path, None, str]:
        return self.workspace.plan_file, None, self.name


def worker_name(config: pytest.Config) -> str:
    """The name that pytest-xdist gave this process ("gw0"), or "master" without it."""
    worker_input = getattr(config, "workerinput", {})
    return str(worker_input.get("workerid", "master"))


@contextmanager
def _told(path: Path) -> Iterator[Callable[[AnyEvent], None]]:
    """Append events to a worker's file, each flushed at once."""
    with path.open("ab") as file:

        def emit(event: AnyEvent) -> None:
            file.write(msgspec.json.encode(event) + b"\n")
            file.flush()

        yield emit
