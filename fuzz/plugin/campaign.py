"""A campaign as test items: each is some shards, and fails where they find what the corpus doesn't hold.

Shards are carried out in processes of their own, by the engine of `fuzz run`: what ends a process there
ends no test of the user's, and what takes too long is ended in time.
"""

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fuzz.campaign.event import AnyEvent
from fuzz.campaign.progress import Progress
from fuzz.campaign.shard import CASES_PER_SHARD, Plan, Shard, ends, plan
from fuzz.catalogue.entry import Entry
from fuzz.catalogue.store import write_all
from fuzz.engine.device import Seat
from fuzz.engine.xdist import XdistEngine
from fuzz.plugin.failure import Failure
from fuzz.plugin.standard import Standard
from fuzz.text import counted
from strategies.network.models import granted


class NewFailures(Exception):
    """Shards found failures that the corpus does not hold; the message is for the test report."""


class CampaignItem(pytest.Item):
    """Carries out shards on so many ``workers``, and passes where they find nothing new.

    ``seconds`` bound them where they are not 0, from when the item is run.
    """

    def __init__(
        self, *, shards: tuple[Shard, ...], seconds: float, workers: int, standard: Standard, **rest: Any
    ) -> None:
        super().__init__(**rest)
        self.shards, self.seconds, self.workers, self.standard = shards, seconds, workers, standard
        self.failures: list[Failure] = []

    def runtest(self) -> None:
        known = self.standard.known
        progress = Progress(began=time.time(), known=dict(known))
        deadline, finish = ends(self.seconds, progress.began)
        work = Plan(
            shards=self.shards, known=tuple(known), deadline=deadline, finish=finish, granted=granted()
        )
        self._spread(work, progress)
        for event in progress.unshrunk():
            progress.add(event)
        if (differed := progress.differed) is not None:
            from fuzz.verdict.trust import CompositionMismatch  # torch takes seconds to import

            raise CompositionMismatch(differed.case, differed.composed, differed.whole)
        self._tell(list(progress.entries.values()))

    def _spread(self, work: Plan, progress: Progress) -> None:
        """Carry out a plan. Raises `KeyboardInterrupt` where the user has broken it off."""

        def add(event: AnyEvent) -> None:
            progress.add(event)

        with tempfile.TemporaryDirectory(prefix="fuzz-") as workspace:
            XdistEngine((Seat(),) * self.workers).run(work, Path(workspace) / "work", add)
        ended = progress.done | {event.shard for event in progress.died}
        is_over = progress.differed is not None or (work.deadline and time.time() >= work.deadline)
        if not is_over and not ended.issuperset(shard.index for shard in work.shards):
            raise KeyboardInterrupt

    def _tell(self, found: list[Entry]) -> None:
        if not found:
            return
        place = Path(str(self.config.rootpath)) / ".fuzz" / time.strftime("%Y%m%d") / self.name
        write_all(found, place)
        self.failures = self.standard.failures(found, place)
        new = [failure for failure in self.failures if not failure.accepted]
        if new:
            number = counted(len(new), "cause")
            lines = [f"{one.id}  ({counted(len(one.variants), 'variant')})" for one in new]
            raise NewFailures(
                f"{number} of failures that the corpus does not hold, written to {place}:\n"
                + "\n".join(lines)
            )

    def repr_failure(self, excinfo: Any, style: Any = None) -> Any:
        if isinstance(excinfo.value, NewFailures):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, None, str]:
        return self.path, None, self.name


class Campaign(pytest.Collector):
    """A budget as items: an item for each shard, which pytest-xdist spreads.

    Where time bounds it, one item takes all workers: pytest-xdist could give several to one of them.
    """

    def __init__(
        self, *, seconds: float, cases: int, seed: int, standard: Standard, **rest: Any
    ) -> None:
        super().__init__(**rest)
        self.seconds, self.cases, self.seed, self.standard = seconds, cases, seed, standard

    def collect(self) -> Iterator[pytest.Item]:
        if self.seconds:
            workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
            yield self._item("campaign", self._shards(workers), workers)
            return
        for index, start in enumerate(range(0, self.cases, CASES_PER_SHARD)):
            size = min(CASES_PER_SHARD, self.cases - start)
            shard = Shard(seed=self.seed, index=index, cases=size, subject=self.standard.subject)
            yield self._item(f"shard-{index}", (shard,), 1)

    def _shards(self, workers: int) -> tuple[Shard, ...]:
        work = plan(
            seed=self.seed,
            cases=self.cases,
            seconds=self.seconds,
            workers=workers,
            device="cpu",
            now=0.0,
            subject=self.standard.subject,
        )
        return work.shards

    def _item(self, name: str, shards: tuple[Shard, ...], workers: int) -> pytest.Item:
        return CampaignItem.from_parent(
            self,
            name=name,
            shards=shards,
            seconds=self.seconds,
            workers=workers,
            standard=self.standard,
        )
