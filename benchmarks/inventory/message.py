"""Message: something that a library can say, with a place for each value in it."""

import re

import msgspec

LETTERS = 8
"""A message with fewer letters of its own only repeats another's."""


class Slot(msgspec.Struct, frozen=True):
    """The place of a value in a message, under the expression that is printed there."""

    expression: str


Piece = str | Slot


class Message(msgspec.Struct, frozen=True):
    """What one place of a library can say: the exception's type, and the message in pieces.

    ``file`` stands below the library's folder, ``function`` is the innermost one.
    """

    source: str
    file: str
    function: str
    exception: str
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The message in one line, with the expressions of its values in braces."""
        shown = (piece if isinstance(piece, str) else f"{{{piece.expression}}}" for piece in self.pieces)
        return " ".join("".join(shown).split())

    @property
    def own(self) -> bool:
        """Whether it has words of its own."""
        words = "".join(piece for piece in self.pieces if isinstance(piece, str))
        return len(re.findall(r"[A-Za-z]", words)) >= LETTERS


def joined(pieces: list[Piece]) -> tuple[Piece, ...]:
    """The pieces with neighbouring texts as one."""
    whole: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str) and whole and isinstance(whole[-1], str):
            whole[-1] += piece
        elif piece != "":
            whole.append(piece)
    return tuple(whole)
