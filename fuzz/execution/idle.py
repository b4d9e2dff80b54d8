"""Running out of an accelerator's memory: whether the case does so alone, or others took it."""

import time
from collections.abc import Callable

from fuzz.execution.accelerator import let_go, memory
from fuzz.execution.outcome import Died, Outcome

ROOM = 4 * 2**30
"""How many bytes have to be free for a case to be blamed: twice what `strategies.validation.check` lets
it take by estimate. On a small device half of its memory is enough."""

PATIENCE = 10.0
"""How many seconds others are waited for."""

POLL = 0.2


class Busy(Exception):
    """Other processes hold so much of the device's memory that a case can't be told from them."""


def out_of_memory_alone(
    run: Callable[[], Outcome], forget: Callable[[], None], device: str, patience: float = PATIENCE
) -> Outcome:
    """The outcome of a run; where memory runs out, that of another one while there is room.

    ``forget`` is called before that, to clear what there was no memory for.
    Raises `Busy` where there is none for so many seconds, or where there is none left by others when
    memory runs out once more.
    """
    outcome = run()
    if not _ran_out(outcome):
        return outcome
    until = time.monotonic() + patience
    while not has_room(device):
        if time.monotonic() > until:
            raise Busy
        time.sleep(POLL)
    forget()
    outcome = run()
    if _ran_out(outcome) and not has_room(device):
        raise Busy
    return outcome


def has_room(device: str) -> bool:
    """Whether so much of a device's memory is free that nobody else is to blame where it runs out."""
    let_go(device)
    told = memory(device)
    return told is None or told[0] >= min(ROOM, told[1] // 2)


def _ran_out(outcome: Outcome) -> bool:
    return isinstance(outcome, Died) and outcome.fate == "oom"
