"""Which messages are read: `fuzz explain` has an answer to a sample of theirs."""

from collections.abc import Iterator
from typing import Literal

import msgspec
from msgspec.structs import replace

from benchmarks.inventory.message import Message
from benchmarks.inventory.outside import reason
from benchmarks.inventory.sample import pasted, samples
from fuzz.message import explain
from fuzz.message.table import READINGS
from fuzz.message.wording import one_line

State = Literal["read", "outside", "unread"]


THROWN = ("RuntimeError", "IndexError", "ValueError", "NotImplementedError", "TypeError", "UserWarning")
"""What native code throws: its strings don't tell which it is."""


class Reached(msgspec.Struct, frozen=True):
    """A message, and whether it is read: by the answer ``by``, or ``outside`` for a reason."""

    message: Message
    by: str = ""
    outside: str = ""

    @property
    def state(self) -> State:
        """Whether it is read."""
        return "read" if self.by else "outside" if self.outside else "unread"


BEGINNING = 200
"""How much of a message stands behind the exception's name in a wording that has it."""

LITERALS = {wording.literal for row in READINGS for wording in row.wordings}


def reached(message: Message) -> Reached:
    """Whether a message is read. One that is read counts so even where it is outside."""
    if message.own:
        for text in _telling(message):
            answer = explain(text).answer
            if answer is not None:
                return Reached(message, by=answer.name)
    return Reached(message, outside=reason(message))


def _telling(message: Message) -> Iterator[str]:
    """The samples of a message that any wording may fit: most need not be tried."""
    thrown = (message.exception,) if message.exception else THROWN
    filled = samples(message)
    literals = _looked_for(
        [*filled, *(f"{one}: {text[:BEGINNING]}" for one in thrown for text in filled)]
    )
    for number, exception in enumerate(thrown):
        fitting = literals
        if number:  # the first stands for all in a wording that has none
            fitting = [literal for literal in literals if f"{exception}: " in literal]
        for text in filled:
            line = one_line(f"{exception}: {text}")
            if any(literal in line for literal in fitting):
                yield pasted(replace(message, exception=exception), text)


def _looked_for(texts: list[str]) -> list[str]:
    """The literals of wordings that are somewhere in some texts."""
    whole = "\n".join(one_line(text) for text in texts)
    return [literal for literal in LITERALS if literal in whole]
