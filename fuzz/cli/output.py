"""What commands print: JSON for programs, plain lines for people and pipes."""

from textwrap import indent
from typing import Any

import click
import msgspec

CHANGED = "What was changed for it to pass, and run:"


def print_json(value: Any) -> None:
    """Print plain data, or anything made of msgspec structs, as indented JSON."""
    click.echo(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())


def print_lines(lines: list[str], title: str) -> None:
    """Print lines below a title; neither where there are none."""
    if lines:
        click.echo(f"\n{title}\n")
        click.echo(indented("\n".join(lines)))


def indented(text: str) -> str:
    """A text moved two columns to the right."""
    return indent(text.rstrip(), "  ")
