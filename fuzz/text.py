"""Text that came from elsewhere, made fit to print."""

import reprlib


def printable(text: str) -> str:
    """The text with what is not printable shown as its code: no file speaks to the terminal."""
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)


def printable_lines(text: str) -> str:
    """The text with its lines and tabs as they are, and all else that is not printable as its code."""
    return "\n".join(printable(line.expandtabs(4)) for line in text.splitlines())


def clipped(text: str, most: int = 400) -> str:
    """The text without its middle, where it is longer than a line of an error may be."""
    return text if len(text) <= most else f"{text[: most * 3 // 5]}...{text[-most // 5 :]}"


def shown(value: object) -> str:
    """A value from a file in a few words, however large it is and however deep."""
    return reprlib.repr(value)


def first_line(message: str) -> str:
    """The first line of a message, fit to print."""
    return printable(next(iter(message.strip().splitlines()), ""))


def counted(number: int, one: str, many: str = "") -> str:
    """A number of things: ``1 cause``, ``2 causes``, ``1,000 causes``."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
