"""fuzz list: a catalogue, one line for each cause. It does not import torch."""

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

import click

from fuzz.catalogue.cause import Cause, causes_of
from fuzz.catalogue.cause import content as content_of_cause
from fuzz.catalogue.entry import Entry, content
from fuzz.catalogue.search import search
from fuzz.catalogue.store import Catalogue
from fuzz.cli import complete, option
from fuzz.cli.output import print_json
from fuzz.report.headline import entry_headline
from fuzz.report.listing import Part, listing
from fuzz.text import counted
from fuzz.verdict import FindingKind
from strategies.cost import cost
from strategies.stage import Stage


@click.command("list")
@click.argument("words", metavar="[WORD]...", nargs=-1, shell_complete=complete.words)
@click.option("--stage", type=click.Choice(get_args(Stage)), help="Only variants of this stage.")
@click.option(
    "--kind",
    type=click.Choice(get_args(FindingKind)),
    metavar="KIND",
    help=f"Only variants of this kind: {', '.join(get_args(FindingKind))}.",
)
@click.option("--all", "every", is_flag=True, help="One line for each variant, in order of their ids.")
@option.catalogue
@option.shown_subjects
@option.as_json
def list_causes(
    words: tuple[str, ...],
    stage: str | None,
    kind: str | None,
    every: bool,
    catalogue: Path,
    as_json: bool,
) -> None:
    """List the causes of failures in a catalogue, one line each.

    What you are most likely to meet comes first: the cause whose plainest case departs the least from an
    ordinary run. With WORDs, only what says each of them: a layer, a site, a word of a message. On a
    terminal, a cause has two lines, as wide as that is, in colour unless NO_COLOR is set.

    \b
    fuzz list
    fuzz list conv2d --stage forward
    fuzz list --kind silent | grep -i loss
    """
    entries = [
        entry
        for entry in search(Catalogue(catalogue), words)
        if stage in (None, entry.signature.stage) and kind in (None, entry.signature.kind)
    ]
    causes = sorted(causes_of(entries), key=_order)
    if as_json:
        print_json(list(map(content, entries) if every else map(content_of_cause, causes)))
        return
    if not every and sys.stdout.isatty():
        _show(causes)
        click.echo(_counted(causes, entries))
        return
    lines = (
        [f"{entry.id}  {entry_headline(entry)}" for entry in entries]
        if every
        else [f"{cause.id}  {entry_headline(cause.plainest)}  ({_variants(cause)})" for cause in causes]
    )
    click.echo("".join(f"{line}\n" for line in lines), nl=False)
    click.echo(_counted(causes, entries))


def _show(causes: Sequence[Cause]) -> None:
    plain = bool(os.environ.get("NO_COLOR"))  # https://no-color.org
    for line in listing(causes, shutil.get_terminal_size().columns):
        click.echo("".join(part.text if plain else _painted(part) for part in line))


def _painted(part: Part) -> str:
    match part.colour:
        case "":
            return part.text
        case "bold":
            return click.style(part.text, bold=True)
        case "dim":
            return click.style(part.text, dim=True)
    return click.style(part.text, fg=part.colour)


def _counted(causes: Sequence[Cause], entries: Sequence[Entry]) -> str:
    return f"{counted(len(causes), 'cause')}, {counted(len(entries), 'variant')}"


def _order(cause: Cause) -> tuple[object, ...]:
    return cost(cause.plainest.case), cause.id


def _variants(cause: Cause) -> str:
    return counted(len(cause.variants), "variant")
