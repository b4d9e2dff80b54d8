"""Running entries again, in this process or in several: torch is imported where they run."""

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing.queues import SimpleQueue

from fuzz.catalogue.entry import Entry
from fuzz.engine.device import Seat
from fuzz.error import FuzzError
from fuzz.execution import garbage
from fuzz.execution.parent import end_with_parent
from fuzz.triage.verified import Verified
from strategies.case import key, without_loss
from strategies.network.imported import Imported
from strategies.network.models import granted

BATCH = 16
"""Entries of one network and input that are given to a process together: few enough to keep all busy."""

WORTH_A_PROCESS = 16
"""Entries for which another process pays: to start one takes as long as to run some of them."""

DIED = "a worker died while replaying; with --workers 1, the last line is the variant before the culprit"

Run = Callable[[Sequence[Entry]], tuple[Verified, ...]]
"""Runs entries of one batch again."""


def verify_all(
    entries: Sequence[Entry], seats: Sequence[Seat], *, as_written: bool = False
) -> Iterator[Verified]:
    """What became of each entry, in their order, on at most a process for each seat.

    ``as_written`` as for `verify`. Raises `FuzzError` where a worker dies.
    """
    run = partial(_each, as_written=as_written)
    workers = min(len(seats), -(-len(entries) // WORTH_A_PROCESS))
    if workers <= 1:
        from fuzz.engine import replayer

        replayer.ready(seats[0], granted())
        for entry in entries:
            yield from run((entry,))
        return
    context = multiprocessing.get_context("spawn")  # CUDA does not survive a fork
    left = context.SimpleQueue()
    for seat in seats[:workers]:
        left.put(seat)
    with ProcessPoolExecutor(workers, context, _take_next, (left, granted())) as pool:
        try:
            yield from _in_order(pool, entries, run, workers)
        except BrokenProcessPool:
            raise FuzzError(DIED) from None


def _in_order(
    pool: ProcessPoolExecutor, entries: Sequence[Entry], run: Run, workers: int
) -> Iterator[Verified]:
    """What became of each entry, in their order, whatever the order in which they are run."""
    told: dict[int, tuple[Future[tuple[Verified, ...]], int]] = {}
    for batch in _batches(entries, workers):
        running = pool.submit(run, tuple(entries[number] for number in batch))
        for index, number in enumerate(batch):
            told[number] = running, index
    for number in range(len(entries)):
        running, index = told[number]
        yield running.result()[index]


def _batches(entries: Sequence[Entry], workers: int) -> Iterator[list[int]]:
    """The numbers of entries that are run in one process, one after the other.

    Those of one network and input need one forward pass for all of them. Those that are run on ``meta``
    as well come first, and in as few processes as half of their work allows: for these, networks are
    built anew in each.
    """
    by_forward = sorted(range(len(entries)), key=lambda n: key(without_loss(entries[n].case)))
    divergent = [n for n in by_forward if entries[n].signature.kind == "divergent"]
    others = [n for n in by_forward if entries[n].signature.kind != "divergent"]
    few = max(BATCH, len(entries) // (2 * workers))
    yield from _in_batches(divergent, few)
    yield from _in_batches(others, BATCH)


def _in_batches(numbers: list[int], size: int) -> Iterator[list[int]]:
    return (numbers[start : start + size] for start in range(0, len(numbers), size))


def _take_next(left: "SimpleQueue[Seat]", granted: tuple[Imported, ...]) -> None:
    from fuzz.engine import replayer

    end_with_parent()
    garbage.tend()
    replayer.ready(left.get(), granted)


def _each(entries: Sequence[Entry], *, as_written: bool) -> tuple[Verified, ...]:
    from fuzz.engine import replayer

    return tuple(replayer.run(entry, as_written=as_written) for entry in entries)
