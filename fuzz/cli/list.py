"""fuzz list: a catalogue, one line for each cause. It does not import torch."""

from pathlib import Path
from typing import get_args

import click

from fuzz.catalogue.cause import Cause, causes_of
from fuzz.catalogue.cause import content as content_of_cause
from fuzz.catalogue.entry import content
from fuzz.catalogue.store import Catalogue
from fuzz.cli import option
from fuzz.cli.output import print_json
from fuzz.report.headline import entry_headline
from fuzz.text import counted
from fuzz.verdict import FindingKind
from strategies.cost import cost
from strategies.stage import Stage


@click.command("list")
@click.option("--stage", type=click.Choice(get_args(Stage)), help="Only variants of this stage.")
@click.option("--kind", type=click.Choice(get_args(FindingKind)), help="Only variants of this kind.")
@click.option("--all", "every", is_flag=True, help="One line for each variant, in order of their ids.")
@option.catalogue
@option.as_json
def list_causes(
    stage: str | None, kind: str | None, every: bool, catalogue: Path, as_json: bool
) -> None:
    """List the causes of failures in a catalogue, one line each.

    What you are most likely to meet comes first: the cause whose plainest case departs the least from an
    ordinary run.
    """
    entries = [
        entry
        for entry in Catalogue(catalogue)
        if stage in (None, entry.signature.stage) and kind in (None, entry.signature.kind)
    ]
    causes = sorted(causes_of(entries), key=_order)
    if as_json:
        print_json(list(map(content, entries) if every else map(content_of_cause, causes)))
        return
    lines = (
        [f"{entry.id}  {entry_headline(entry)}" for entry in entries]
        if every
        else [f"{cause.id}  {entry_headline(cause.plainest)}  ({_variants(cause)})" for cause in causes]
    )
    click.echo("".join(f"{line}\n" for line in lines), nl=False)
    click.echo(f"{counted(len(causes), 'cause')}, {counted(len(entries), 'variant')}")


def _order(cause: Cause) -> tuple[object, ...]:
    return cost(cause.plainest.case), cause.id


def _variants(cause: Cause) -> str:
    return counted(len(cause.variants), "variant")
