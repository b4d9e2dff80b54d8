"""Which messages are read: `fuzz explain` has an answer to a sample of theirs."""

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


LITERALS = sorted({wording.literal for row in READINGS for wording in row.wordings}, key=len)


def _looked_for(message: str) -> bool:
    """Whether any wording can fit: most messages need not be tried."""
    line = one_line(message)
    return any(literal in line for literal in LITERALS)


def reached(message: Message) -> Reached:
    """Whether a message is read. One that is read counts so even where it is outside."""
    if not message.own:
        return Reached(message, outside=reason(message))
    for exception in THROWN if message.exception == "" else (message.exception,):
        for sample in samples(message):
            if not _looked_for(f"{exception}: {sample}"):
                continue
            answer = explain(pasted(replace(message, exception=exception), sample)).answer
            if answer is not None:
                return Reached(message, by=answer.name)
    return Reached(message, outside=reason(message))
