"""Running entries again, on one process or on several."""

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.queues import SimpleQueue

from fuzz.catalogue.entry import Entry
from fuzz.engine.device import take_device
from fuzz.error import FuzzError
from fuzz.execution.parent import end_with_parent
from fuzz.execution.threads import one_thread
from fuzz.triage.verify import Verified, verify

WORTH_A_PROCESS = 16
"""Entries for which another process pays: to start one takes as long as to run some of them."""

DIED = "a worker died while replaying; with --workers 1, the last line is the variant before the culprit"

_device = "cpu"


def verify_all(entries: Sequence[Entry], *, device: str, workers: int) -> Iterator[Verified]:
    """What became of each entry, in their order, on at most so many processes.

    Raises `FuzzError` where a worker dies, or where a GPU is wanted and there is none.
    """
    workers = min(workers, -(-len(entries) // WORTH_A_PROCESS))
    if workers <= 1:
        _ready(device, 0)
        yield from map(_verify, entries)
        return
    context = multiprocessing.get_context("spawn")  # CUDA does not survive a fork
    numbers = context.SimpleQueue()
    for number in range(workers):
        numbers.put(number)
    with ProcessPoolExecutor(workers, context, _take_number, (device, numbers)) as pool:
        try:
            yield from pool.map(_verify, entries)
        except BrokenProcessPool:
            raise FuzzError(DIED) from None


def _take_number(device: str, numbers: "SimpleQueue[int]") -> None:
    end_with_parent()
    _ready(device, numbers.get())


def _ready(device: str, worker: int) -> None:
    global _device
    one_thread()
    _device = take_device(device, worker)


def _verify(entry: Entry) -> Verified:
    return verify(entry, device=_device)
