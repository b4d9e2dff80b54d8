"""fuzz explain: from a pasted error to its cause. No torch is imported."""

import os
import re
import sys
from pathlib import Path

import click

from fuzz.catalogue.decode import bounded
from fuzz.catalogue.decode import content as content_of_file
from fuzz.catalogue.entry import content
from fuzz.catalogue.explain import explained
from fuzz.catalogue.store import Catalogue
from fuzz.cli import option
from fuzz.cli.output import print_json
from fuzz.error import FuzzError
from fuzz.message import explain
from fuzz.report.explained import explained_lines

NOTHING_FITS = 1

MAX_MESSAGE = 2**19
"""The longest text, in bytes, that is read from a file or standard input."""

NOTHING_GIVEN = (
    "there is no message to explain, what was given is empty; pass the error in quotes, or the name of a"
    " file with the traceback, or paste it into 'fuzz explain'"
)

PATH = re.compile(r"""[^\s:'"()\[\]{}<>=,]*([/\\]|\.[A-Za-z0-9]{1,5}$)[^\s:'"()\[\]{}<>=,]*""")
"""A word that names a file, there or not, and is no message: what a shell completes, or has a suffix."""

NO_FILE = (
    "{}: this is no file; to have a text explained, pass the line of the error in quotes, such as"
    " fuzz explain \"KeyError: 'layer5'\", or paste it all into 'fuzz explain'"
)


@click.command("explain")
@click.argument("message", default="-")
@option.catalogue
@option.shown_subjects
@option.as_json
def explain_message(message: str, catalogue: Path, as_json: bool) -> int:
    """Find the cause of an error message.

    MESSAGE is the error, the whole traceback, or a log around one; or a single word that names a file,
    which is read. Without it, standard input is read.

    \b
    fuzz explain "ValueError: batchmean is not a valid value for reduction"
    fuzz explain traceback.txt
    fuzz explain < traceback.txt
    """
    text = _text(message)
    if not text.strip():
        raise FuzzError(NOTHING_GIVEN)
    found = explained(explain(text), Catalogue(catalogue))
    if as_json:
        entries = [content(entry) for entry in found.entries]
        print_json({"cause": found.answer, "others": found.others, "entries": entries})
    else:
        click.echo("\n".join(explained_lines(found)))
    return 0 if found.answer else NOTHING_FITS


def _text(message: str) -> str:
    """What is to be explained: the argument, or what is in the file or input that it names."""
    if message == "-":
        return _standard_input()
    if message.split() == [message] and os.path.isfile(message):
        return content_of_file(Path(message), "a message", MAX_MESSAGE).decode(errors="replace")
    if PATH.fullmatch(message) or os.path.isdir(message):
        raise FuzzError(NO_FILE.format(_decoded(message)[:100]))
    return _decoded(message)


def _standard_input() -> str:
    if sys.stdin.isatty():
        click.echo("Paste the error, then press Ctrl-D.", err=True)
    text = bounded(sys.stdin.buffer.read(MAX_MESSAGE + 1), "standard input", "a message", MAX_MESSAGE)
    return text.decode(errors="replace")


def _decoded(argument: str) -> str:
    """An argument without what is no UTF-8 in it."""
    return argument.encode(errors="surrogateescape").decode(errors="replace")
