"""Running entries again, on one process or on several."""

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing.queues import SimpleQueue

from fuzz.catalogue.entry import Entry
from fuzz.engine.device import Seat
from fuzz.engine.seat import take
from fuzz.error import FuzzError
from fuzz.execution import pulse
from fuzz.execution.accelerator import is_accelerator
from fuzz.execution.library import own
from fuzz.execution.parent import end_with_parent
from fuzz.execution.shared_forward import without_loss
from fuzz.execution.threads import one_thread
from fuzz.triage.verify import Verified, verify
from strategies.case import key
from strategies.network.imported import Imported
from strategies.network.models import granted

BATCH = 16
"""Entries of one network and input that are given to a process together: few enough to keep all busy."""

WORTH_A_PROCESS = 16
"""Entries for which another process pays: to start one takes as long as to run some of them."""

DIED = "a worker died while replaying; with --workers 1, the last line is the variant before the culprit"

Run = Callable[[Entry], Verified]

_device = "cpu"

_successor: ProcessPoolExecutor | None = None
"""What runs entries in place of this process, where an entry has left its accelerator unusable."""


def verify_all(
    entries: Sequence[Entry], seats: Sequence[Seat], *, as_written: bool = False
) -> Iterator[Verified]:
    """What became of each entry, in their order, on at most a process for each seat.

    ``as_written`` as for `verify`. Raises `FuzzError` where a worker dies.
    """
    run = partial(_verify, as_written=as_written)
    workers = min(len(seats), -(-len(entries) // WORTH_A_PROCESS))
    if workers <= 1:
        _ready(seats[0], granted())
        yield from map(run, entries)
        return
    context = multiprocessing.get_context("spawn")  # CUDA does not survive a fork
    left = context.SimpleQueue()
    for seat in seats[:workers]:
        left.put(seat)
    with ProcessPoolExecutor(workers, context, _take_next, (left, granted())) as pool:
        try:
            yield from _in_order(pool, entries, run)
        except BrokenProcessPool:
            raise FuzzError(DIED) from None


def _in_order(pool: ProcessPoolExecutor, entries: Sequence[Entry], run: Run) -> Iterator[Verified]:
    """What became of each entry, as they come: those of one network and input run in one process, which
    needs one forward pass for them."""
    by_forward = sorted(range(len(entries)), key=lambda n: key(without_loss(entries[n].case)))
    told: dict[int, tuple[Future[tuple[Verified, ...]], int]] = {}
    for start in range(0, len(entries), BATCH):
        batch = by_forward[start : start + BATCH]
        running = pool.submit(_each, run, tuple(entries[number] for number in batch))
        for index, number in enumerate(batch):
            told[number] = running, index
    for number in range(len(entries)):
        running, index = told[number]
        yield running.result()[index]


def _take_next(left: "SimpleQueue[Seat]", granted: tuple[Imported, ...]) -> None:
    end_with_parent()
    _ready(left.get(), granted)


def _ready(seat: Seat, granted: tuple[Imported, ...]) -> None:
    global _device
    one_thread()
    own.receive(granted)
    _device = take(seat)
    if is_accelerator(_device):
        pulse.attend(_device, lambda: _leave_to_another(seat))


def _leave_to_another(seat: Seat) -> None:
    """From now on, run nothing here: a process with the same seat, and a device that computes, does."""
    global _successor
    _successor = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), _ready, (seat, granted()))


def _verify(entry: Entry, *, as_written: bool) -> Verified:
    if _successor is not None:
        return _successor.submit(_verify, entry, as_written=as_written).result()
    return verify(entry, device=_device, as_written=as_written)


def _each(run: Run, entries: tuple[Entry, ...]) -> tuple[Verified, ...]:
    return tuple(map(run, entries))
