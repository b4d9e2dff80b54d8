"""Outcomes as bytes, to be kept from one process to the next, and which of them may be."""

import msgspec

from fuzz.execution.fate import fate
from fuzz.execution.outcome import Died, Outcome, Raised, Returned


def encode(outcome: Outcome) -> bytes | None:
    """An outcome as bytes; None where a process ended, or ran out of memory."""
    ended = isinstance(outcome, Died) or (
        isinstance(outcome, Raised) and isinstance(fate(outcome), Died)
    )
    return None if ended else msgspec.msgpack.encode(outcome)


def decode(content: bytes) -> Returned | Raised:
    """The outcome that `encode` was given. Raises `ValueError` for anything else."""
    try:
        return msgspec.msgpack.decode(content, type=Returned | Raised)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise ValueError(str(error)) from None
