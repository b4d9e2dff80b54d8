"""run(): a whole campaign, from its budget to the directory of its results."""

import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from fuzz.campaign.event import AnyEvent
from fuzz.campaign.progress import Progress, StopReason, Summary
from fuzz.campaign.result import Result
from fuzz.campaign.shard import Plan, plan
from fuzz.catalogue.entry import Entry
from fuzz.error import FuzzError

Spread = Callable[[Plan, Path, Callable[[AnyEvent], None]], None]
"""What spreads the work: the ``run`` of an engine (`fuzz.engine.protocol`)."""

Listener = Callable[[AnyEvent, Entry | None, Progress], None]
"""Called with each event, its entry where that is new, and the progress so far."""


@dataclass(frozen=True, kw_only=True)
class Budget:
    """What a campaign may spend: seconds, or cases (0: unbounded), and on how many workers."""

    seconds: float
    cases: int
    workers: int
    device: str
    seed: int


def run(
    budget: Budget,
    spread: Spread,
    result: Result,
    listen: Listener,
    known: Mapping[str, Entry] = MappingProxyType({}),
) -> Summary:
    """Carry out a campaign and leave its catalogue, events and summary in the result's directory.

    Failures that are ``known``, by their ids, are not shrunk; those that are met again are copied into
    the catalogue.

    Raises `FuzzError` where no worker can start, or where composition was found to be wrong.
    """
    began = time.time()
    work = plan(
        seed=budget.seed,
        cases=budget.cases,
        seconds=budget.seconds,
        workers=budget.workers,
        device=budget.device,
        now=began,
        known=tuple(known),
    )
    progress = Progress(began=began, known=dict(known))
    return carry_out(work, budget, progress, spread, result, listen)


def carry_out(
    work: Plan,
    budget: Budget,
    progress: Progress,
    spread: Spread,
    result: Result,
    listen: Listener,
) -> Summary:
    """Carry out a plan, and add its events to ``progress``.

    Raises `FuzzError` where no worker can start, or where composition was found to be wrong.
    """

    def on_event(event: AnyEvent) -> None:
        entry = progress.add(event)
        result.record(event, entry)
        listen(event, entry, progress)

    if work.shards:
        with tempfile.TemporaryDirectory(prefix="fuzz-") as workspace:
            spread(work, Path(workspace) / "work", on_event)
    for left in progress.unshrunk():
        on_event(left)
    now = time.time()
    summary = progress.summary(
        seed=budget.seed,
        workers=budget.workers,
        stop_reason=_stop_reason(budget, work, progress, now),
        now=now,
    )
    result.close(summary)
    if progress.differed is not None:
        place = result.keep_difference(progress.differed)
        raise FuzzError(
            "composition gave another answer than a real run, so this campaign cannot be trusted beyond"
            f" what it has confirmed; please report {place}"
        )
    return summary


def _stop_reason(budget: Budget, work: Plan, progress: Progress, now: float) -> StopReason:
    if progress.differed is not None:
        return "difference"
    if budget.seconds and now - progress.began >= budget.seconds:
        return "time"
    ended = progress.done | {event.shard for event in progress.died}
    if not ended.issuperset(shard.index for shard in work.shards):
        return "interrupted"
    return "cases" if budget.cases else "swept"
