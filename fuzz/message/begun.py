"""Begun: a message of which only the beginning was pasted, up to anywhere in a word."""

import re

from fuzz.message.wording import FIELD, Wording, pattern_of

TAIL = 10
"""How many letters and signs at the end of a message have to stand in a wording."""

ENOUGH = 24
"""How many letters and signs of a wording have to be there in all: with fewer it may be any message."""

ENDS = " .…\"'`*)>"
"""What a paste that was cut off may end with beside the message."""

OPENING = (" ", "(", "[", "{", "=", ",")
"""What stands in front of a quotation mark that opens."""


def cut(message: str) -> str:
    """A message without what a paste may end with beside it; with a quotation mark that closes a name,
    which was not cut off then."""
    rest = message.rstrip(ENDS)
    mark = message[len(rest) : len(rest) + 1]
    before = rest[: rest.rfind(mark)] if mark in ("'", '"') and mark in rest else ""
    of_name = before.endswith(OPENING) and " " in before.rstrip()  # else the whole is in quotes
    return rest + mark if of_name else rest


def begun(wording: Wording, message: str) -> dict[str, str] | None:
    """The fields of a message, as `cut` makes it, that ends within this wording, as far as it goes; None
    for any other."""
    tail = message[-TAIL:]
    place = wording.text.find(tail) if len(tail) == TAIL else -1
    while place >= 0:
        beginning = wording.text[: place + TAIL]
        if len(FIELD.sub("", beginning)) >= ENOUGH and _whole_fields(wording.text, place):
            found = re.search(pattern_of(beginning) + r"\Z", message)
            if found:
                return found.groupdict()
        place = wording.text.find(tail, place + 1)
    return None


def _whole_fields(text: str, place: int) -> bool:
    """Whether the tail that begins at this place has no part of a field in it."""
    spans = [found.span() for found in FIELD.finditer(text)]
    return all(end <= place or start >= place + TAIL for start, end in spans)
