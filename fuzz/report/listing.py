"""Causes for a terminal: two lines each, no wider than it is."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fuzz.catalogue.cause import Cause
from fuzz.report.headline import what_is_said
from fuzz.text import counted

NARROWEST = 40
"""Columns below which a terminal is written to as if it had so many."""

LOUD = ("rejected", "misplaced", "spurious", "crashed", "timeout", "oom")


class Part(NamedTuple):
    """Some text of a line, and its colour: "" for none, ``bold`` and ``dim`` among them."""

    text: str
    colour: str = ""


def listing(causes: Sequence[Cause], width: int) -> Iterator[list[Part]]:
    """The lines of some causes, each in parts: what it is, and below that what people see."""
    columns = max(NARROWEST, width)
    for cause in causes:
        entry = cause.plainest
        signature = entry.signature
        colour = "red" if signature.kind in LOUD else "yellow"
        number = counted(len(cause.variants), "variant")
        parts = [
            Part(cause.id, "bold"),
            Part("  "),
            Part(signature.kind, colour),
            Part(f" in {signature.stage}, {number}", "dim"),
        ]
        yield list(_within(parts, columns))
        yield list(_within([Part(f"  {what_is_said(entry)}")], columns))


def _within(parts: Sequence[Part], columns: int) -> Iterator[Part]:
    """Parts up to a number of columns; what is cut off is told by dots."""
    whole = sum(len(part.text) for part in parts)
    left = columns if whole <= columns else columns - 3
    for part in parts:
        if left:
            yield part._replace(text=part.text[:left])
        left = max(0, left - len(part.text))
    if whole > columns:
        yield Part("...", "dim")
