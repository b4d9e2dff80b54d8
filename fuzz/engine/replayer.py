"""A process that runs entries again: this one, or one of a pool."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor

from fuzz.catalogue.entry import Entry
from fuzz.engine.device import Seat
from fuzz.engine.seat import take
from fuzz.execution import garbage, pulse
from fuzz.execution.accelerator import is_accelerator
from fuzz.execution.library import own
from fuzz.execution.threads import one_thread
from fuzz.triage.verified import Verified
from fuzz.triage.verify import verify
from strategies.network.imported import Imported
from strategies.network.models import granted

_device = "cpu"

_successor: ProcessPoolExecutor | None = None
"""What runs entries in place of this process, where an entry has left its accelerator unusable."""


def ready(seat: Seat, granted: tuple[Imported, ...]) -> None:
    """Take a seat; entries may name the networks of the user's own that are ``granted``."""
    global _device
    one_thread()
    own.receive(granted)
    _device = take(seat)
    if is_accelerator(_device):
        pulse.attend(_device, lambda: _leave_to_another(seat))


def run(entry: Entry, *, as_written: bool) -> Verified:
    """What became of an entry; ``as_written`` as for `verify`."""
    if _successor is not None:
        return _successor.submit(run, entry, as_written=as_written).result()
    garbage.tidy()
    return verify(entry, device=_device, as_written=as_written)


def _leave_to_another(seat: Seat) -> None:
    """From now on, run nothing here: a process with the same seat, and a device that computes, does."""
    global _successor
    _successor = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), ready, (seat, granted()))
