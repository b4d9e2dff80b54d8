"""Paste: the exceptions, frames and other lines in whatever text somebody pasted."""

import re
from collections.abc import Iterator

import msgspec

from fuzz.message.frame import Frame, frame_of, source_of

CODES = re.compile(r"\x1b\[[\d;]*[A-Za-z]|\x1b\][^\x07]*\x07|[\u200b\ufeff\r]")
QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\xa0": " "})
DECORATION = re.compile(
    r"^\s*(?:\[rank\d+\]:|\(\w+ pid=\d+[^)]*\)|\[?\d{4}-\d\d-\d\d[T ][\d:,.]+\]?|E  |\||>>>|\d+:)\s?"
)
"""What a launcher, a log, pytest or a prompt puts in front of a line."""

RAISED = re.compile(
    r"^\s*(?P<type>(?:[A-Za-z_][\w.]*\.)?(?:[A-Z]\w*(?:Error|Exception|Warning|Interrupt|Exit|Unsupported)|"
    r"Unsupported|StopIteration))(?:\s*:\s*(?P<message>.*)|\s*)$"
)
INNER = re.compile(r"[^.]\b(?P<type>[A-Z]\w*(?:Error|Exception|Warning)): (?P<message>\S.*)")
HEADER = re.compile(r"Traceback \(most recent call last\)|^(?:The above exception|During handling of)")
WRAPPED = re.compile(r"^Caught \w+ in (?:DataLoader worker|replica|pin memory)")
RULER = re.compile(r"^\s*(?:[-=_~^]{3,}|[\^~\s]+|_ _ [_ ]*)$")


class Raised(msgspec.Struct, frozen=True):
    """An exception as it was printed: its type, its message, and the frames above it, outermost first.

    ``exception`` is "" where no type was pasted.
    """

    exception: str
    message: str
    frames: tuple[Frame, ...] = ()


class Paste(msgspec.Struct, frozen=True):
    """What was pasted: each exception, the most telling first; and the lines that belong to none."""

    raised: tuple[Raised, ...]
    rest: str


def parse(text: str) -> Paste:
    """The exceptions in a text: a line, a traceback of Python, IPython or pytest, or a log around one.

    What a worker of a DataLoader or a replica raised comes before what repeats it, the last exception
    of a chain before those that led to it.
    """
    raised: list[Raised] = []
    frames: list[Frame] = []
    rest: list[str] = []
    lines = list(_lines(text))
    number = 0
    while number < len(lines):
        line = lines[number]
        number += 1
        if HEADER.search(line):
            frames = []
        elif (frame := frame_of(line)) is not None:
            frames.append(frame)
        elif (source := source_of(line, bool(frames))) is not None:
            if frames and source:
                frames[-1] = frames[-1].showing(source)
        elif (found := RAISED.match(line)) or (found := _inside(line)):
            message, number = _whole(found["message"] or "", lines, number)
            raised.append(Raised(found["type"].rpartition(".")[2], message, tuple(frames)))
            if not WRAPPED.match(message):
                frames = []
        elif not RULER.match(line):
            rest.append(line)
    return Paste(tuple(_in_order(raised)), "\n".join(rest).strip())


def _lines(text: str) -> Iterator[str]:
    """The lines without colours and decoration; those of a notebook's JSON as they would be printed."""
    for line in CODES.sub("", text).translate(QUOTES).splitlines():
        bare = line
        while (shorter := DECORATION.sub("", bare, count=1)) != bare:
            bare = shorter
        yield bare.rstrip()


def _inside(line: str) -> re.Match[str] | None:
    """An exception behind other words of its line: a path, ``Epoch 0:``, ``train.py:3:``."""
    return INNER.search(f" {line}")


def _whole(first: str, lines: list[str], number: int) -> tuple[str, int]:
    """A message with the lines below it that belong to it, and the number of the line behind it."""
    kept = [first]
    while number < len(lines):
        line = lines[number]
        ends = HEADER.search(line) or RAISED.match(line) or frame_of(line) or RULER.match(line)
        if ends or (not line.strip() and not _goes_on(lines, number)):
            break
        kept.append(line)
        number += 1
    return "\n".join(kept).strip(), number


def _goes_on(lines: list[str], number: int) -> bool:
    """Whether a message goes on behind an empty line: what follows is indented, as in a state dict."""
    return number + 1 < len(lines) and lines[number + 1].startswith(("\t", "        "))


def _in_order(raised: list[Raised]) -> Iterator[Raised]:
    """The exception that ended the program first; before one that only repeats it, the one repeated."""
    told = [one for one in raised if not WRAPPED.match(one.message)]
    yield from reversed(told)
