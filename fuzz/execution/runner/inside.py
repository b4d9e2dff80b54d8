"""What runs inside a child: a case, and whether its process is of any use after it."""

import faulthandler
import os
import signal
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import msgspec

from fuzz.execution import pulse, trail
from fuzz.execution.accelerator import is_accelerator
from fuzz.execution.construction import forget_prototypes
from fuzz.execution.fate import died, fate, ran_out_of_memory
from fuzz.execution.idle import Busy, out_of_memory_alone
from fuzz.execution.library import own
from fuzz.execution.limits import limit_memory, no_core_files
from fuzz.execution.observe import observe_here
from fuzz.execution.outcome import Died, Outcome, Raised
from fuzz.execution.parent import end_with_parent
from fuzz.execution.shared_forward import forget
from fuzz.execution.threads import one_thread
from strategies.case import Case
from strategies.network.imported import Imported

BLOCKING = {"CUDA_LAUNCH_BLOCKING": "1", "AMD_SERIALIZE_KERNEL": "3"}
"""What makes CUDA and HIP wait for each kernel, so that the operation that fails is what raises."""


def serve(
    pipe: "Connection[Any, Any]", device: str, memory: int, path: str, granted: tuple[Imported, ...]
) -> None:
    """Do the work that comes through a pipe, one thing after the other, until it is closed.

    Cases may name the networks of the user's own that are ``granted``.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started this process ends it
    _silence()
    own.receive(granted)
    _prepare(device, memory)
    trail.follow(Path(path))
    pipe.send_bytes(b"ready")
    while True:
        try:
            work, given, limit = pipe.recv()
        except EOFError:
            return
        faulthandler.dump_traceback_later(limit, exit=True)
        pipe.send_bytes(work(given, device))
        faulthandler.cancel_dump_traceback_later()


def _prepare(device: str, memory: int) -> None:
    """Make a new process ready: one thread, no core files, and a bound on its memory.

    That is a bound on addresses, of which CUDA reserves more than a machine has memory: on an
    accelerator there is none.
    """
    end_with_parent()
    one_thread()
    if is_accelerator(device):
        os.environ.update(BLOCKING)
        no_core_files()
        pulse.attend(device)
    else:
        limit_memory(memory)


def _silence() -> None:
    """Say nothing: what a process says as it dies is for no terminal."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)


def run(case: bytes, device: str) -> bytes:
    """The outcome of a case as JSON; null where other processes leave it too little memory to tell."""
    one = msgspec.json.decode(case, type=Case)
    try:
        return msgspec.json.encode(_outcome(one, device))
    except Busy:
        return b"null"


def _outcome(case: Case, device: str) -> Outcome:
    if not is_accelerator(device):
        return observe_here(case, device=device)
    outcome = out_of_memory_alone(lambda: _observed(case, device), _forget, device)
    lost = pulse.feel()
    if not lost or isinstance(outcome, Died):
        return outcome
    raised = outcome if isinstance(outcome, Raised) else _at(trail.here(), "", "")
    return died(raised, "crashed", lost)


def _observed(case: Case, device: str) -> Outcome:
    """The outcome of a case, also where the device raises between two stages, or behind the last."""
    try:
        return observe_here(case, device=device)
    except RuntimeError as error:
        raised = _at(trail.here(), type(error).__name__, str(error))
        if not pulse.feel(error) and not ran_out_of_memory(error):
            raise
        return fate(raised)


def _forget() -> None:
    forget()
    forget_prototypes()


def _at(place: trail.Place, exception: str, message: str) -> Raised:
    return Raised(place.stage, exception, message, op=place.op)
