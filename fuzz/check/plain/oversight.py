"""Oversight: what shows of a network without a run."""

import msgspec

from fuzz.execution.named.place import Place


class Oversight(msgspec.Struct, frozen=True):
    """What is silently not as its author means: its ``name``, the module, the line, what to do."""

    name: str
    text: str
    fix: str
    site: str
    place: Place | None
    page: str = ""
    minor: bool = False
    """Whether it may well not matter."""
