"""fuzz explain: from an error message to the entries that fit it. It does not import torch."""

import sys
from typing import Annotated

import typer

from fuzz.catalogue.explain import explain
from fuzz.catalogue.store import Catalogue
from fuzz.cli.option import DEFAULT_CATALOGUE, AsJson, From
from fuzz.cli.output import as_json, entry_headline, print_json
from fuzz.report.script import script

NOTHING_FITS = 1


def explain_message(
    message: Annotated[str, typer.Argument(metavar="MESSAGE", help="An error message, or - for standard input.")],
    catalogue: From = DEFAULT_CATALOGUE,
    as_json_: AsJson = False,
) -> None:
    """Find the catalogued failures that an error message fits, best first."""
    text = sys.stdin.read() if message == "-" else message
    fitting = explain(text, Catalogue(catalogue))
    if as_json_:
        print_json([as_json(entry) for entry in fitting])
    elif fitting:
        best, *others = fitting
        print(f"{entry_headline(best, 200)}\n\nThe smallest case that shows it ({best.id}):\n")
        print("  " + script(best).rstrip().replace("\n", "\n  "))
        for entry in others:
            print(f"\nIt may also be {entry.id}\n  {entry_headline(entry)}")
    else:
        print("No entry of the catalogue fits this message.")
    if not fitting:
        raise typer.Exit(NOTHING_FITS)
