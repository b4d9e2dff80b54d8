"""fuzz explain: from an error message to the variants of failures that fit it. No torch is imported."""

import sys
from pathlib import Path

import click

from fuzz.catalogue.decode import MAX_FILE, bounded
from fuzz.catalogue.entry import Entry, content
from fuzz.catalogue.explain import explain
from fuzz.catalogue.store import Catalogue
from fuzz.cli import option
from fuzz.cli.output import CHANGED, indented, print_json, print_lines
from fuzz.message import read
from fuzz.report.cause import cause_lines, entry_cause_lines
from fuzz.report.change import change_lines
from fuzz.report.headline import entry_headline
from fuzz.report.script import script
from strategies.violation import Violation

NOTHING_FITS = 1
SHOWN = 5
"""How many variants are named beside the best one."""


@click.command("explain")
@click.argument("message")
@option.catalogue
@option.as_json
def explain_message(message: str, catalogue: Path, as_json: bool) -> int:
    """Find the cause of an error message.

    The catalogued failures that it fits are shown as well, best first.

    MESSAGE is the error, or the whole traceback, or - to read it from standard input.
    """
    text = _standard_input() if message == "-" else message
    violation = read(text)
    fitting = explain(text, Catalogue(catalogue), violation)
    if as_json:
        print_json({"cause": violation, "entries": [content(entry) for entry in fitting]})
    elif violation or fitting:
        _print(violation, fitting)
    else:
        click.echo("Nothing in the catalogue fits this message.")
    return 0 if violation or fitting else NOTHING_FITS


def _standard_input() -> str:
    text = bounded(sys.stdin.buffer.read(MAX_FILE + 1), "standard input", "a message")
    return text.decode(errors="replace")


def _print(violation: Violation | None, fitting: list[Entry]) -> None:
    if violation is not None:
        click.echo("\n".join(("What your message says:", "", *cause_lines(violation), "")))
    if not fitting:
        click.echo("Nothing in the catalogue fits this message.")
        return
    best, *others = fitting
    click.echo(f"{entry_headline(best, 200)}\n")
    if violation is None:
        click.echo("".join(f"{line}\n" for line in (*entry_cause_lines(best), "")), nl=False)
    click.echo(f"The smallest case that shows it ({best.id}):\n")
    click.echo(indented(script(best)))
    print_lines(change_lines(best), CHANGED)
    for entry in others[:SHOWN]:
        click.echo(f"\nIt may also be {entry.id}\n  {entry_headline(entry)}")
    if len(others) > SHOWN:
        click.echo(f"\nand {len(others) - SHOWN} more, which --json lists")
