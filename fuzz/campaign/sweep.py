"""sweep(): every case within bounds, in parts, and resumed where it was interrupted."""

import time
from dataclasses import dataclass
from pathlib import Path

import msgspec

from fuzz.atomic import write_atomically
from fuzz.campaign.campaign import Budget, Listener, Spread, carry_out
from fuzz.campaign.event import Catalogued, Ended, Met, Surveyed
from fuzz.campaign.journal import read_events
from fuzz.campaign.progress import Progress
from fuzz.campaign.result import Result
from fuzz.campaign.shard import Plan, Shard, stretches
from fuzz.campaign.summary import Summary
from fuzz.catalogue.decode import content, decode
from fuzz.error import FuzzError
from strategies.network.models import granted
from strategies.sweep import Bounds, size

FILE = "sweep.json"


class Sweep(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sweep, or the ``part``-th of ``parts`` of one, as its directory keeps it."""

    bounds: Bounds
    part: int = 1
    parts: int = 1

    def numbers(self) -> range:
        """The numbers of the cases of this part."""
        total = size(self.bounds)
        return range(total * (self.part - 1) // self.parts, total * self.part // self.parts)


@dataclass(frozen=True)
class Swept:
    """How a sweep ended: how many cases there are in its part, and how many of them are yet to do."""

    summary: Summary
    there: int
    left: int


def sweep(
    asked: Sweep,
    progress: Progress,
    result: Result,
    budget: Budget,
    spread: Spread,
    listen: Listener,
    *,
    cache: bool = False,
) -> Swept:
    """Go through all cases of a sweep but those that ``progress`` has the results of (`resume`).

    With a ``cache`` as `fuzz.campaign.shard.Plan` has it.
    """
    shards = stretches(asked.bounds, asked.numbers())
    left = tuple(shard for shard in shards if shard.index not in progress.done)
    work = Plan(
        shards=left,
        known=tuple(progress.entries),
        device=budget.device,
        cache=cache,
        granted=granted(),
    )
    summary = carry_out(work, budget, progress, spread, result, listen)
    missing = sum(_length(shard) for shard in shards if shard.index not in progress.done)
    return Swept(summary, sum(map(_length, shards)), missing)


def _length(shard: Shard) -> int:
    return shard.sweep.stop - shard.sweep.start if shard.sweep is not None else 0


def resume(asked: Sweep, directory: Path) -> tuple[Progress, Result]:
    """Prepare a directory for a sweep, and read the events that it has of the same one.

    Raises `FuzzError` where it holds another sweep, or cannot be written.
    """
    progress = Progress(began=time.time())
    result = Result(directory, again=f"the same `fuzz sweep --out {directory}`")
    if _account(asked, directory, progress):
        result.go_on(progress.entries.values())
    else:
        result.begin()
    with result.writing():
        write_atomically(directory / FILE, msgspec.json.encode(asked))
    return progress, result


def _account(asked: Sweep, directory: Path, progress: Progress) -> bool:
    place = directory / FILE
    if not place.exists():
        return False
    try:
        before = decode(content(place, "a sweep"), Sweep, str(place))
    except FuzzError as error:
        raise FuzzError(f"{error}; to begin anew, choose another --out") from None
    if before != asked:
        raise FuzzError(f"--out {directory} holds a sweep with other bounds; choose another directory")
    events = read_events(directory)
    done = {event.shard for event in events if isinstance(event, Ended) and event.complete}
    for event in events:
        cut_short = isinstance(event, Catalogued) and not event.minimal
        if (event.shard in done or isinstance(event, Met | Catalogued | Surveyed)) and not cut_short:
            progress.add(event)
    return True
