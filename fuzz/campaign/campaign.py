"""carry_out(): a whole campaign, from its plan to the directory of its results."""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import msgspec

from fuzz.campaign.coverage import write_coverage
from fuzz.campaign.event import AnyEvent
from fuzz.campaign.journal import given_up
from fuzz.campaign.progress import Progress
from fuzz.campaign.result import Result
from fuzz.campaign.shard import CASE_SECONDS, Plan
from fuzz.campaign.summary import StopReason, Summary, summarize
from fuzz.catalogue.entry import Entry
from fuzz.error import FuzzError
from strategies.network.models import DEFAULT

Spread = Callable[[Plan, Path, Callable[[AnyEvent], None]], None]
"""What spreads the work: the ``run`` of an engine (`fuzz.engine.protocol`)."""

Listener = Callable[[AnyEvent, Entry | None, Progress], None]
"""Called with each event, its entry where that is new, and the progress so far."""


class Budget(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a campaign may spend, and on what: seconds, or cases (0: unbounded), on how many workers, how
    many seconds on a case, and the model that is its subject."""

    seconds: Annotated[float, msgspec.Meta(ge=0, le=1e9)]
    cases: Annotated[int, msgspec.Meta(ge=0, le=10**9)]
    workers: Annotated[int, msgspec.Meta(ge=1, le=4096)]
    device: str
    seed: int
    case_seconds: float = CASE_SECONDS
    subject: str = DEFAULT


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
        with _workspace() as directory:
            spread(work, directory, on_event)
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
    write_coverage(progress.pairs.union(work.tried), result.directory)
    result.close(summary)
    if progress.differed is not None:
        place = result.keep_difference(progress.differed)
        raise FuzzError(
            "composition gave another answer than a real run, so this campaign cannot be trusted beyond"
            f" what it has confirmed; please report {place}"
        )
    return summary


@contextmanager
def _workspace() -> Iterator[Path]:
    try:
        made = tempfile.TemporaryDirectory(prefix="fuzz-", ignore_cleanup_errors=True)
    except OSError as error:
        raise FuzzError(f"{error.strerror}; have TMPDIR name a directory with room") from None
    with made as directory:
        yield Path(directory)


def _stop_reason(budget: Budget, work: Plan, progress: Progress, now: float) -> StopReason:
    if progress.differed is not None:
        return "difference"
    # Workers end a little before the time is over, and what is left of it is for shrinking alone.
    if budget.seconds and (now >= work.deadline > 0 or now - progress.began >= budget.seconds):
        return "time"
    over = progress.done | given_up(progress.died)
    if not over.issuperset(shard.index for shard in work.shards):
        return "interrupted"
    return "cases" if budget.cases else "swept"
