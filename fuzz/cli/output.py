"""What commands print: JSON for programs, plain lines for people and pipes."""

from textwrap import indent
from typing import Any

import msgspec


def print_json(value: Any) -> None:
    """Print plain data, or anything made of msgspec structs, as indented JSON."""
    print(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())


def indented(text: str) -> str:
    """A text moved two columns to the right."""
    return indent(text.rstrip(), "  ")
