"""carry_out(): a whole campaign, from its plan to the directory of its results."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from fuzz.campaign.event import AnyEvent
from fuzz.campaign.progress import Progress
from fuzz.campaign.result import Result
from fuzz.campaign.shard import CASE_SECONDS, Plan
from fuzz.campaign.summary import StopReason, Summary, summarize
from fuzz.catalogue.entry import Entry
from fuzz.error import FuzzError

Spread = Callable[[Plan, Path, Callable[[AnyEvent], None]], None]
"""What spreads the work: the ``run`` of an engine (`fuzz.engine.protocol`)."""

Listener = Callable[[AnyEvent, Entry | None, Progress], None]
"""Called with each event, its entry where that is new, and the progress so far."""


class Budget(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a campaign may spend: seconds, or cases (0: unbounded), on how many workers, and how many
    seconds on a case."""

    seconds: float
    cases: int
    workers: int
    device: str
    seed: int
    case_seconds: float = CASE_SECONDS


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
    summary = summarize(
        progress,
        seed=budget.seed,
        workers=budget.workers,
        stop_reason=_stop_reason(budget, work, progress, now),
        now=now,
        drawn=bool(budget.seconds or budget.cases),
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
