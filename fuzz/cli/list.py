"""fuzz list: a catalogue, one line for each failure. It does not import torch."""

from pathlib import Path
from typing import get_args

import click

from fuzz.catalogue.entry import content
from fuzz.catalogue.store import Catalogue
from fuzz.cli import option
from fuzz.cli.output import print_json
from fuzz.report.headline import entry_headline
from fuzz.verdict import FindingKind
from strategies.stage import Stage


@click.command("list")
@click.option("--stage", type=click.Choice(get_args(Stage)), help="Only failures of this stage.")
@click.option("--kind", type=click.Choice(get_args(FindingKind)), help="Only failures of this kind.")
@option.catalogue
@option.as_json
def list_entries(stage: str | None, kind: str | None, catalogue: Path, as_json: bool) -> None:
    """List the failures of a catalogue, one line each."""
    entries = [
        entry
        for entry in Catalogue(catalogue)
        if stage in (None, entry.signature.stage) and kind in (None, entry.signature.kind)
    ]
    if as_json:
        print_json([content(entry) for entry in entries])
        return
    for entry in entries:
        click.echo(f"{entry.id}  {entry_headline(entry)}")
    click.echo(f"{len(entries)} entries")
