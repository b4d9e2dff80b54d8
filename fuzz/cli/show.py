"""fuzz show and script: one entry of a catalogue. Neither imports torch."""

from pathlib import Path

import click
import msgspec

from fuzz.catalogue.entry import content
from fuzz.catalogue.store import find
from fuzz.cli import option
from fuzz.cli.output import CHANGED, indented, print_json, print_lines
from fuzz.report.cause import entry_cause_lines
from fuzz.report.change import change_lines
from fuzz.report.headline import entry_headline, observation_lines
from fuzz.report.script import script
from strategies.case import plain

name = click.argument("name", metavar="ID")


@click.command("show")
@name
@option.catalogue
@option.as_json
def show(name: str, catalogue: Path, as_json: bool) -> None:
    """Show one failure: what happens, and the smallest case.

    Below them are the script, what was changed for it to pass, and where it was seen.

    ID is the id of an entry, or any part of it that no other id has.
    """
    entry = find(catalogue, name)
    if as_json:
        print_json(content(entry))
        return
    click.echo(f"{entry.id}\n\n{entry_headline(entry, 200)}\n")
    click.echo("".join(f"{line}\n" for line in (*entry_cause_lines(entry), "")), nl=False)
    click.echo("Smallest case (what departs from an ordinary run):\n")
    click.echo(indented(msgspec.json.format(msgspec.json.encode(plain(entry.case))).decode()))
    click.echo(f"\nScript:\n\n{indented(script(entry))}")
    print_lines(change_lines(entry), CHANGED)
    click.echo("\nSeen on:")
    for line in observation_lines(entry):
        click.echo(f"  {line}")


@click.command("script")
@name
@option.catalogue
@option.as_json
def print_script(name: str, catalogue: Path, as_json: bool) -> None:
    """Print a standalone PyTorch script that shows one failure.

    ID is the id of an entry, or any part of it that no other id has.
    """
    entry = find(catalogue, name)
    if as_json:
        print_json({"id": entry.id, "script": script(entry)})
    else:
        click.echo(script(entry), nl=False)
