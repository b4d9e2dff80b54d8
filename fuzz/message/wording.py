"""Wording: how torch says something, with a place for each number, shape and name in it.

A wording reads as its message does: ``mat1 and mat2 shapes cannot be multiplied ({got:shape} and
{weight:shape})``. ``{}`` stands for anything. It is looked for anywhere in a message, whose line breaks
and spaces count as one space.
"""

import re
from functools import cached_property, lru_cache

from strategies.value import Shape

NUMBER = r"\d{1,15}"
DIMENSIONS = rf"{NUMBER}(?:(?:, ?| ?x ?| ){NUMBER}){{0,8}}"
OPENING, CLOSING = r"(?:torch\.Size)?[\[(]*", r",?[\])]*"
PATTERNS = {
    "number": (r"", rf"-?{NUMBER}", r""),
    "shape": (OPENING, DIMENSIONS, CLOSING),
    "sizes": (OPENING, rf"(?:{DIMENSIONS})?", CLOSING),
    "type": (r"'?", r"(?:torch\.)?(?:cuda\.|sparse\.)?[\w:]{1,100}(?: char| int| long)?", r"'?"),
    "device": (r"'?", r"\w{1,100}(?::\d{1,9})?", r"'?"),
    "name": (r"", r"[\w.\[\]*-]{1,300}", r""),
    "word": (r"", r"\S{1,300}?", r""),
    "text": (r"", r".{0,300}?", r""),
}
"""For each sort of field what stands before it, what it is, and what stands behind it.

``sizes`` is a shape that may have no dimensions, ``type`` an element type or a tensor type under any of
their names, ``name`` the dotted name of a module or parameter.
"""

LAST = {
    "word": r"\S{1,300}?(?=[.,;:]?(?:\s|$))",
    "text": r".{0,300}?(?=\.?$|\. )|.{0,300}",
}
"""The same at the end of a wording, where nothing behind them says how far they go: to the end of the
word, and to that of the sentence."""

BEGINS = {
    "type": r"(?<![\w:])",
    "device": r"(?<!\w)",
    "name": r"(?<![\w.\[\]*-])",
    "word": r"(?<!\S)",
}
"""Where a field at the beginning of a wording begins: looked for from each letter of a long word anew,
it would take time by the square of its length."""

DELIMITED = frozenset(("number", "shape", "sizes"))
"""Sorts of fields that end where their digits do."""

TELLING = 14
"""How many letters and signs in a row say what a message is without its spaces."""

PROSE = 20
"""How many of them tell a message, which stands without its type, from anything that people write."""

TYPE = re.compile(r"[A-Z]\w*(?:Error|Exception): ")

FIELD = re.compile(r"\{(\w*)(?::(\w+))?\}")


class Wording:
    """One wording of a message, compiled when it is first needed: a message fits few of them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.literal = max(FIELD.sub("\0", text).split("\0"), key=len)

    def __repr__(self) -> str:
        return f"Wording({self.text!r})"

    @property
    def length(self) -> int:
        """How much of it is the same in every message: the longer, the more it tells."""
        return len(FIELD.sub("", self.text))

    @cached_property
    def type(self) -> str:
        """The type of exception that it begins with, as ``ValueError: ``; "" for most wordings."""
        found = TYPE.match(self.text)
        return found[0] if found and self.length - found.end() >= PROSE else ""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The wording as a regular expression, with a named group for each named field."""
        return re.compile(pattern_of(self.text))

    @cached_property
    def unspaced(self) -> "Wording | None":
        """The wording without its spaces; None where it is too short to tell then, or has fields of
        which only a space says where they end."""
        bare = Wording("".join(self.text.split()))
        sorts = {found[2] for found in FIELD.finditer(self.text)}
        return bare if sorts <= DELIMITED and len(bare.literal) >= TELLING else None

    @cached_property
    def anyhow(self) -> "AnyCase | None":
        """The wording for any case of letters, as people type it; None where it is too short to tell
        then."""
        return AnyCase(self) if len(self.literal) >= TELLING else None

    def fields(self, message: str) -> dict[str, str] | None:
        """The fields of a message that has this wording, as text; None for any other message.

        The message is one line, as `one_line` makes it.
        """
        if self.literal not in message:
            return None
        found = self.pattern.search(message)
        return None if found is None else found.groupdict()


@lru_cache(maxsize=2)
def lowered(message: str) -> str:
    """A message in small letters, once for all wordings that are looked for in it."""
    return message.lower()


class AnyCase:
    """A wording for any case of letters; see `Wording.anyhow`."""

    def __init__(self, wording: Wording) -> None:
        self.literal = wording.literal.lower()
        self.text = wording.text

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """As that of a `Wording`."""
        return re.compile(pattern_of(self.text), re.IGNORECASE)

    def fields(self, message: str) -> dict[str, str] | None:
        """As those of a `Wording`."""
        if self.literal not in lowered(message):
            return None
        found = self.pattern.search(message)
        return None if found is None else found.groupdict()


def pattern_of(text: str) -> str:
    """A wording, or the beginning of one, as a regular expression; see `Wording.pattern`."""
    parts, end = [], 0
    seen: set[str] = set()
    for found in FIELD.finditer(text):
        name, sort = found[1], found[2] or "text"
        before, what, behind = PATTERNS[sort]
        if not found.start():
            before = BEGINS.get(sort, "") + before
        if name and found.end() == len(text):
            what = LAST.get(sort, what)
        again = f"(?P={name})" if name in seen else f"(?P<{name}>{what})"
        parts += [re.escape(text[end : found.start()]), before, again if name else what, behind]
        seen.add(name)
        end = found.end()
    return "".join((*parts, re.escape(text[end:])))


def one_line(message: str) -> str:
    """A message in one line, with single spaces: a terminal may have broken it anywhere."""
    return " ".join(message.split())


def no_spaces(message: str) -> str:
    """A message without its spaces: what was typed, or went through a form, may have them anywhere."""
    return "".join(message.split())


def sizes(text: str) -> Shape:
    """The numbers in a text, as a shape."""
    return tuple(int(number) for number in re.findall(r"-?\d+", text))
