"""Paste: the exceptions, frames and other lines in whatever text somebody pasted."""

import re
from collections.abc import Iterator
from itertools import islice

import msgspec
from msgspec.structs import replace

from fuzz.message.clean import clean_lines
from fuzz.message.frame import (
    Frame,
    defined_in,
    frame_of,
    pytest_end_of,
    source_of,
    typed_before,
    warned_in,
)

NAMES = (
    r"[A-Z]\w*(?:Error|Exception|Warning|Interrupt|Exit|Unsupported|Failed)|"
    r"Exception|Unsupported|StopIteration"
)
RAISED = re.compile(
    r"^(?P<markup>[\s>*_#`\"'$-]{0,16})"
    rf"(?P<type>(?:[A-Za-z_][\w.]{{0,200}}\.)?(?:{NAMES})|"
    r"(?:[a-z_]\w*\.)+(?:(?!Size|Tensor)[A-Z]\w+|error)(?=: ))"
    r"(?:\s*:\s*(?P<message>.*)|\s*)$"
)
INNER = re.compile(
    r"(?<![\w.])(?:[a-z_]\w*\.){0,8}(?P<type>[A-Z]\w*(?:Error|Exception|Warning)): (?P<message>\S.*)"
)
"""An exception behind other words of its line: a path, ``Epoch 0:``, ``train.py:3:``."""

REPEATED = re.compile(
    r"(?<!raise )\b(?P<type>[A-Z]\w*(?:Error|Exception))"
    r"\((?P<mark>['\"])(?P<message>.{1,2000}?)(?P=mark),?\)",
    re.DOTALL,
)
"""An exception as `repr` writes it, such as torch.compile says what an operation raised."""

PROSE = re.compile(r"\b[^\W\d]{2,40} [^\W\d]{1,40} [^\W\d]{2}")
"""What somebody wrote in front of an exception, in its line."""

HEADER = re.compile(r"Traceback \(most recent call last\)|^(?:The above exception|During handling of)")
IGNORED = re.compile(r"^Exception ignored (?:in\b|while )")
"""Behind it stands what clearing up raised, mostly because of an exception that is printed above."""

WRAPPED = re.compile(r"^Caught \w+ in (?:DataLoader worker|replica|pin memory)")
USER_CODE = re.compile(r"^\s*from user code:?\s*$")
RULER = re.compile(
    r"^\s*+(?:[-=_~^─━╭╰]{3,}.*|[\^~][\^~\s]*|_ _ [_ ]*|\"\"\"|'''|\+[-+ \d]+|[~^ ]*<--- HERE"
    r"|\(\.\.\.\).*)$"
)


LONGEST = 100_000
"""How much of a message is read, in characters: what `load_state_dict` says of the largest networks."""

FRAMES = 200
"""How many frames of an exception are kept, the innermost: more than a compiled network has."""

EXCEPTIONS = 32
"""How many exceptions are read, the last ones: more than a chain of causes has."""


class Raised(msgspec.Struct, frozen=True):
    """An exception as it was printed: its type, its message, and the frames above it, outermost first.

    ``exception`` is "" where no type was pasted.
    """

    exception: str
    message: str
    frames: tuple[Frame, ...] = ()


class Paste(msgspec.Struct, frozen=True):
    """What was pasted: each exception, the most telling first; and the lines that belong to none.

    ``frames`` are those at the end of a text that was cut off above the exception itself.
    """

    raised: tuple[Raised, ...]
    rest: str
    frames: tuple[Frame, ...] = ()


def parse(text: str) -> Paste:
    """The exceptions in a text: a line, a traceback of Python, IPython or pytest, or a log around one.

    What a worker of a DataLoader or a replica raised comes before what repeats it, the last exception
    of a chain before those that led to it.
    """
    return _Parsing(clean_lines(text)).paste()


class _Parsing:
    """A text under way: the frames since the last exception, and the source that waits for its frame."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.raised: list[Raised] = []
        self.frames: list[Frame] = []
        self.rest: list[str] = []
        self.shown = self.defined = ""
        self.in_user_code = self.ignored = False

    def paste(self) -> Paste:
        """All of the text."""
        number = 0
        while number < len(self.lines):
            number = self._line(self.lines[number], number + 1)
        self._end_user_code()
        told = tuple(islice(_in_order(self.raised), EXCEPTIONS))
        return Paste(told, "\n".join(self.rest).strip()[-LONGEST:], tuple(self.frames[-FRAMES:]))

    def _line(self, line: str, following: int) -> int:
        """Take a line; the number of the next one."""
        if HEADER.search(line):
            self._end_user_code()
            self.frames = []
        elif IGNORED.match(line):
            self._end_user_code()
            self.frames, self.ignored = [], True
        elif USER_CODE.match(line):
            self.frames, self.in_user_code = [], True
        elif found := RAISED.match(line):
            return self._raise(found, following)
        elif self._frame(line) or RULER.match(line):
            pass
        elif found := INNER.search(line):
            before = line[: found.start()]
            if (warned := warned_in(line) or typed_before(before)) is not None:
                self.frames.append(warned)
            elif PROSE.search(before):
                self.rest.append(before)
            return self._raise(found, following)
        else:
            if line.strip():
                self._end_user_code()
            self.rest.append(line)
        return following

    def _frame(self, line: str) -> bool:
        """Take a line that names a frame or shows its source; whether it does."""
        if (ends := pytest_end_of(line)) is not None:
            frame = replace(ends, function=self.defined).showing(self.shown)
            if self.raised and not self.frames and line.rpartition(": ")[2]:
                self._add_frames(frame)
            else:
                self.frames.append(frame)
            self.shown = self.defined = ""
            return True
        if (named := frame_of(line)) is not None:
            self.frames.append(named)
            return True
        self.defined = defined_in(line) or self.defined
        source = source_of(line, bool(self.frames))
        if source is None:
            return False
        if line.startswith(">"):
            self.shown = source
        elif self.frames and source:
            self.frames[-1] = self.frames[-1].showing(source)
        return True

    def _raise(self, found: re.Match[str], following: int) -> int:
        """Take an exception with its message; the number of the line behind it."""
        self._end_user_code()
        message, following = _whole(found["message"] or "", self.lines, following)
        markup = found.groupdict().get("markup")
        if markup and markup.strip():
            message = message.rstrip(f"{markup},")
        name = found["type"].rpartition(".")[2]
        self.raised.append(Raised(name, _closed(name, message[:LONGEST])))
        self._add_frames(*self.frames)
        if not WRAPPED.match(message):
            self.frames = []
        if self.ignored:
            self.raised.insert(0, self.raised.pop())
            self.ignored = False
        return following

    def _end_user_code(self) -> None:
        """What torch.compile shows of the user's code below a message is what was innermost."""
        if self.in_user_code and self.raised:
            self._add_frames(*self.frames)
            self.frames = []
        self.in_user_code = False

    def _add_frames(self, *frames: Frame) -> None:
        """Put frames below those of the last exception."""
        last = self.raised[-1]
        self.raised[-1] = replace(last, frames=(*last.frames, *frames)[-FRAMES:])


def _whole(first: str, lines: list[str], number: int) -> tuple[str, int]:
    """A message with the lines below it that belong to it, and the number of the line behind it."""
    kept = [first]
    while number < len(lines):
        line = lines[number]
        ends = (
            HEADER.search(line)
            or IGNORED.match(line)
            or RAISED.match(line)
            or USER_CODE.match(line)
            or frame_of(line)
            or RULER.match(line)
        )
        if ends or (not line.strip() and not _goes_on(lines, number)):
            break
        kept.append(line)
        number += 1
    return "\n".join(kept).strip(), number


def _closed(name: str, message: str) -> str:
    """A key with the second of its quotes, which a paste often ends before."""
    quote = message[:1]
    cut = name == "KeyError" and quote in ("'", '"') and message.count(quote) == 1
    return message + quote if cut else message


def _goes_on(lines: list[str], number: int) -> bool:
    """Whether a message goes on behind an empty line: what follows is indented, as in a state dict."""
    return number + 1 < len(lines) and lines[number + 1].startswith(("\t", "        "))


def _in_order(raised: list[Raised]) -> Iterator[Raised]:
    """The exception that ended the program first; before one that only repeats it, the one repeated."""
    alone = all(WRAPPED.match(one.message) for one in raised)
    for one in reversed(raised):
        if WRAPPED.match(one.message) and not alone:
            continue
        for found in REPEATED.finditer(one.message):
            yield Raised(found["type"], found["message"], one.frames)
        yield one
