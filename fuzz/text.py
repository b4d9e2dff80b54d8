"""Text that came from elsewhere, made fit to print."""


def printable(text: str) -> str:
    """The text with what is not printable shown as its code: no file speaks to the terminal."""
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)


def first_line(message: str) -> str:
    """The first line of a message, fit to print."""
    return printable(next(iter(message.strip().splitlines()), ""))


def counted(number: int, one: str, many: str = "") -> str:
    """A number of things: ``1 cause``, ``2 causes``."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"
