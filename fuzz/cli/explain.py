"""fuzz explain: from an error message to the entries that fit it. It does not import torch."""

import sys
from pathlib import Path

import click

from fuzz.catalogue.entry import content
from fuzz.catalogue.explain import explain
from fuzz.catalogue.store import Catalogue
from fuzz.cli import option
from fuzz.cli.output import indented, print_json
from fuzz.report.cause import cause_fields, cause_lines, cause_of
from fuzz.report.headline import entry_headline
from fuzz.report.script import script

NOTHING_FITS = 1


@click.command("explain")
@click.argument("message")
@option.catalogue
@option.as_json
def explain_message(message: str, catalogue: Path, as_json: bool) -> int:
    """Find the catalogued failures that an error message fits, best first.

    MESSAGE is the error, or the whole traceback, or - to read it from standard input.
    """
    text = sys.stdin.buffer.read().decode(errors="replace") if message == "-" else message
    fitting = explain(text, Catalogue(catalogue))
    if as_json:
        print_json([{**content(e), "cause": cause_fields(cause_of(e.case))} for e in fitting])
    elif fitting:
        best, *others = fitting
        print(f"{entry_headline(best, 200)}\n")
        print("".join(f"{line}\n" for line in (*cause_lines(cause_of(best.case)), "")), end="")
        print(f"The smallest case that shows it ({best.id}):\n")
        print(indented(script(best)))
        for entry in others:
            print(f"\nIt may also be {entry.id}\n  {entry_headline(entry)}")
    else:
        print("No entry of the catalogue fits this message.")
    return 0 if fitting else NOTHING_FITS
