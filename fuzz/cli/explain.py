"""fuzz explain: from a pasted error to its cause. No torch is imported."""

import sys
from pathlib import Path

import click

from fuzz.catalogue.decode import bounded
from fuzz.catalogue.entry import content
from fuzz.catalogue.explain import explained
from fuzz.catalogue.store import Catalogue
from fuzz.cli import option
from fuzz.cli.output import print_json
from fuzz.message import explain
from fuzz.report.explained import explained_lines

NOTHING_FITS = 1

MAX_MESSAGE = 2**19
"""The longest text, in bytes, that is read from standard input."""


@click.command("explain")
@click.argument("message", default="-")
@option.catalogue
@option.own_subjects
@option.as_json
def explain_message(message: str, catalogue: Path, as_json: bool) -> int:
    """Find the cause of an error message.

    MESSAGE is the error, the whole traceback, or a log around one; without it, standard input is read.

    \b
    fuzz explain "ValueError: batchmean is not a valid value for reduction"
    fuzz explain < traceback.txt
    """
    text = _standard_input() if message == "-" else _decoded(message)
    found = explained(explain(text), Catalogue(catalogue))
    if as_json:
        entries = [content(entry) for entry in found.entries]
        print_json({"cause": found.answer, "others": found.others, "entries": entries})
    else:
        click.echo("\n".join(explained_lines(found)))
    return 0 if found.answer else NOTHING_FITS


def _standard_input() -> str:
    if sys.stdin.isatty():
        click.echo("Paste the error, then press Ctrl-D.", err=True)
    text = bounded(sys.stdin.buffer.read(MAX_MESSAGE + 1), "standard input", "a message", MAX_MESSAGE)
    return text.decode(errors="replace")


def _decoded(argument: str) -> str:
    """An argument without what is no UTF-8 in it."""
    return argument.encode(errors="surrogateescape").decode(errors="replace")
