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
from fuzz.catalogue.store import CORPUS, Catalogue, write_all
from fuzz.engine.items import worker_name
from fuzz.report.script import script

SHOWN = 3
"""New failures that are shown whole; the others are named."""


class NewFailures(Exception):
    """A shard found failures that the corpus does not hold; the message is for the test report."""


class CampaignItem(pytest.Item):
    """Carries out a shard, and passes where it finds nothing new."""

    def __init__(self, *, shard: Shard, known: frozenset[str], **rest: Any) -> None:
        super().__init__(**rest)
        self.shard, self.known = shard, known

    def runtest(self) -> None:
        from fuzz.campaign.context import ShardContext
        from fuzz.campaign.work import work
        from fuzz.execution.threads import one_thread
        from fuzz.verdict.trust import CompositionMismatch

        one_thread()
        seen = set(self.known)
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
        )
        work(self.shard, context)
        if found:
            raise NewFailures(self._report(found))

    def _report(self, found: list[Entry]) -> str:
        place = Path(str(self.config.rootpath)) / ".fuzz" / time.strftime("%Y%m%d") / self.name
        write_all(found, place)
        number = "1 failure" if len(found) == 1 else f"{len(found)} failures"
        lines = [f"{number} that the corpus does not hold, written to {place}:"]
        for entry in found[:SHOWN]:
            lines.append(f"\n{entry.id}\n{script(entry)}")
        lines += [f"and {entry.id}" for entry in found[SHOWN:]]
        return "\n".join(lines)

    def repr_failure(self, excinfo: Any, style: Any = None) -> Any:
        if isinstance(excinfo.value, NewFailures):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, None, str]:
        return self.path, None, self.name


class Campaign(pytest.Collector):
    """The shards of a budget: by cases where they are bounded, else one for each worker."""

    def __init__(
        self, *, seconds: float, cases: int, seed: int, corpus: Path | None, **rest: Any
    ) -> None:
        super().__init__(**rest)
        self.seconds, self.cases, self.seed, self.corpus = seconds, cases, seed, corpus

    def collect(self) -> Iterator[pytest.Item]:
        known = frozenset(Catalogue(self.corpus or CORPUS).entries)
        for index, size in enumerate(self._sizes()):
            shard = Shard(seed=self.seed, index=index, cases=size, seconds=self.seconds)
            yield CampaignItem.from_parent(self, name=f"shard-{index}", shard=shard, known=known)

    def _sizes(self) -> list[int]:
        if not self.cases:
            return [0] * int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
        starts = range(0, self.cases, CASES_PER_SHARD)
        return [min(CASES_PER_SHARD, self.cases - start) for start in starts]
