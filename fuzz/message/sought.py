"""Sought: the wordings of some rows in one way to read, looked for in a message all at once.

Of two thousand wordings few fit a message, and most can't, by what of them is the same in every message.
That is asked by its last letters, of all of them at once: so it takes as long as the message is.
"""

from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from fuzz.message.reading import Reading
from fuzz.message.wording import AnyCase, Wording, no_spaces, one_line

END = 8
"""So many letters and signs at the end of what is the same in every message tell most wordings apart."""


class Way(NamedTuple):
    """A way to read: what is made of a message once, what is looked for in it of each wording, and the
    message as the literals of wordings stand in it."""

    flat: Callable[[str], str]
    form: Callable[[Wording], Wording | AnyCase | None]
    searched: Callable[[str], str] = str


SPACED = Way(one_line, lambda wording: wording)
UNSPACED = Way(no_spaces, lambda wording: wording.unspaced)
ANYHOW = Way(one_line, lambda wording: wording.anyhow, str.lower)


class Fitting(NamedTuple):
    """A row that a message fits, by its first wording that does, and the fields of the message."""

    row: Reading
    wording: Wording
    fields: dict[str, str]


class _Line(NamedTuple):
    literal: str
    form: Wording | AnyCase
    wording: Wording
    row: Reading


class Sought:
    """Rows, in a way to read."""

    def __init__(self, rows: tuple[Reading, ...], way: Way) -> None:
        self.rows, self.way = rows, way

    @cached_property
    def _lines(self) -> list[_Line]:
        return [
            _Line(form.literal, form, wording, row)
            for row in self.rows
            for wording in row.wordings
            if (form := self.way.form(wording)) is not None
        ]

    @cached_property
    def _ends(self) -> dict[str, list[int]]:
        """The numbers of the lines by how their literals end, where they are long enough; else by ""."""
        ends: dict[str, list[int]] = {}
        for number, (literal, *_) in enumerate(self._lines):
            end = literal[-END:] if len(literal) >= END else ""
            ends.setdefault(end, []).append(number)
        return ends

    def fitting(self, message: str, rest: str) -> Iterator[Fitting]:
        """The rows that fit a message, in their order; some may fit what was pasted beside it."""
        said, beside = self.way.flat(message), self.way.flat(rest)
        last: Reading | None = None
        for _, form, wording, row in self._possible(self.way.searched(f"{said}\n{beside}")):
            if row is last:
                continue
            fields = form.fields(said)
            if fields is None and row.anywhere:
                fields = form.fields(beside)
            if fields is not None:
                last = row
                yield Fitting(row, wording, fields)

    def _possible(self, text: str) -> Iterator[_Line]:
        """The lines whose literals are somewhere in a text, in their order."""
        there = {"", *(text[at : at + END] for at in range(len(text)))}
        for number in sorted(chain(*(self._ends[end] for end in self._ends.keys() & there))):
            if self._lines[number].literal in text:
                yield self._lines[number]
