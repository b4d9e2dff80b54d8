"""What commands print: JSON for programs, plain lines for people and pipes."""

import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from textwrap import indent
from typing import Any

import click
import msgspec

UNUSUAL = re.compile(r"[^\n -~]")

CHANGED = "What was changed for it to pass, and run:"


def print_json(value: Any) -> None:
    """Print plain data, or anything made of msgspec structs, as indented JSON."""
    text = msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
    click.echo(UNUSUAL.sub(_escaped, text))


def _escaped(found: re.Match[str]) -> str:
    """A letter as it is, and what is none as JSON writes it: no file speaks to the terminal."""
    return found[0] if found[0].isprintable() else json.dumps(found[0])[1:-1]


@contextmanager
def whoever_reads() -> Iterator[None]:
    """Print something whose reader may have gone: the exit status says what it says all the same.

    Without this, click leaves with 1, which a run does for what it has met.
    """
    try:
        yield
    except BrokenPipeError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def print_lines(lines: list[str], title: str) -> None:
    """Print lines below a title; neither where there are none."""
    if lines:
        click.echo(f"\n{title}\n")
        click.echo(indented("\n".join(lines)))


def indented(text: str) -> str:
    """A text moved two columns to the right."""
    return indent(text.rstrip(), "  ")
