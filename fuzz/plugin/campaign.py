"""A campaign as test items: each is a shard, and fails where it finds what the corpus does not hold."""

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fuzz.campaign.event import AnyEvent, Catalogued, Differed
from fuzz.campaign.shard import CASES_PER_SHARD, Shard
from fuzz.catalogue.entry import Entry
from fuzz.catalogue.store import write_all
from fuzz.engine.items import worker_name
from fuzz.plugin.failure import Failure
from fuzz.plugin.standard import Standard
from fuzz.text import counted


class NewFailures(Exception):
    """A shard found failures that the corpus does not hold; the message is for the test report."""


class CampaignItem(pytest.Item):
    """Carries out a shard, and passes where it finds nothing new."""

    def __init__(self, *, shard: Shard, standard: Standard, **rest: Any) -> None:
        super().__init__(**rest)
        self.shard, self.standard = shard, standard
        self.failures: list[Failure] = []

    def runtest(self) -> None:
        from fuzz.campaign.context import ShardContext
        from fuzz.campaign.work import work
        from fuzz.execution.runner.child import Child
        from fuzz.execution.threads import one_thread
        from fuzz.verdict.trust import CompositionMismatch

        one_thread()
        seen = set(self.standard.known)
        found: list[Entry] = []

        def claim(name: str, _: int) -> bool:
            new = name not in seen
            seen.add(name)
            return new

        def emit(event: AnyEvent) -> None:
            if isinstance(event, Catalogued):
                found.append(event.entry)
            if isinstance(event, Differed):
                raise CompositionMismatch(event.case, event.composed, event.whole)

        child = Child()
        context = ShardContext(
            worker=worker_name(self.config),
            device="cpu",
            emit=emit,
            is_claimed=lambda name, _: name in seen,
            claim=claim,
            stop=lambda: None,
            stopped=lambda: False,
            running=lambda _: None,
            past_deadline=lambda: False,
            child=child,
        )
        with child:
            work(self.shard, context)
        self._tell(found)

    def _tell(self, found: list[Entry]) -> None:
        if not found:
            return
        place = Path(str(self.config.rootpath)) / ".fuzz" / time.strftime("%Y%m%d") / self.name
        write_all(found, place)
        self.failures = [self.standard.failure(entry, place) for entry in found]
        new = [failure.id for failure in self.failures if not failure.accepted]
        if new:
            number = counted(len(new), "failure")
            raise NewFailures(
                f"{number} that the corpus does not hold, written to {place}:\n" + "\n".join(new)
            )

    def repr_failure(self, excinfo: Any, style: Any = None) -> Any:
        if isinstance(excinfo.value, NewFailures):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, None, str]:
        return self.path, None, self.name


class Campaign(pytest.Collector):
    """The shards of a budget: by cases where they are bounded, else one for each worker."""

    def __init__(
        self, *, seconds: float, cases: int, seed: int, standard: Standard, **rest: Any
    ) -> None:
        super().__init__(**rest)
        self.seconds, self.cases, self.seed, self.standard = seconds, cases, seed, standard

    def collect(self) -> Iterator[pytest.Item]:
        for index, size in enumerate(self._sizes()):
            shard = Shard(seed=self.seed, index=index, cases=size, seconds=self.seconds)
            name = f"shard-{index}"
            yield CampaignItem.from_parent(self, name=name, shard=shard, standard=self.standard)

    def _sizes(self) -> list[int]:
        if not self.cases:
            return [0] * int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
        starts = range(0, self.cases, CASES_PER_SHARD)
        return [min(CASES_PER_SHARD, self.cases - start) for start in starts]
