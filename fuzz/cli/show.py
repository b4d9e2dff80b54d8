"""fuzz show and script: one cause of a catalogue, or one variant. Neither imports torch."""

from pathlib import Path
from textwrap import fill

import click
import msgspec

from fuzz.catalogue.cause import Cause
from fuzz.catalogue.cause import content as content_of_cause
from fuzz.catalogue.entry import Entry, content
from fuzz.catalogue.store import find
from fuzz.cli import complete, option
from fuzz.cli.output import CHANGED, indented, print_json, print_lines
from fuzz.error import FuzzError
from fuzz.report.cause import entry_cause_lines
from fuzz.report.change import change_lines
from fuzz.report.headline import entry_headline, observation_lines
from fuzz.report.legend import legend
from fuzz.report.script import script, what_is_withheld
from strategies.case import plain

name = click.argument("name", metavar="ID", shell_complete=complete.ids)

WIDTH = 100
"""The width of a line of names."""


@click.command("show")
@name
@option.catalogue
@option.shown_subjects
@option.as_json
def show(name: str, catalogue: Path, as_json: bool) -> None:
    """Show one failure: what happens, and the smallest case.

    Below them are the script, what was changed for it to pass, and where it was seen.

    ID is the id of a cause or of a variant, or any part of it that no other has. Of a cause, its
    plainest variant is shown, and the others are named.

    \b
    fuzz show batchnorm2d.one_value
    fuzz show load.size --catalogue out/catalogue
    """
    found = find(catalogue, name)
    if as_json:
        print_json(content_of_cause(found) if isinstance(found, Cause) else content(found))
        return
    if isinstance(found, Cause):
        click.echo(f"{found.id}\n")
        _show(found.plainest)
        print_lines([entry.id for entry in found.variants[1:]], "Also seen as:")
        print_lines(
            [_names(found.layers)] if len(found.layers) > 1 else [], "With these layers and losses:"
        )
    else:
        click.echo(f"{found.id}, a variant of {found.group}\n")
        _show(found)


def _show(entry: Entry) -> None:
    click.echo(f"{entry_headline(entry, 200)}\n")
    click.echo("".join(f"{line}\n" for line in (*entry_cause_lines(entry), "")), nl=False)
    noted = "; ".join(filter(None, ("what departs from an ordinary run", legend(entry.case))))
    click.echo(f"Smallest case ({noted}):\n")
    click.echo(indented(msgspec.json.format(msgspec.json.encode(plain(entry.case))).decode()))
    click.echo(f"\nScript:\n\n{indented(script(entry))}")
    print_lines(change_lines(entry), CHANGED)
    click.echo("\nSeen on:")
    for line in observation_lines(entry):
        click.echo(f"  {line}")


def _names(names: tuple[str, ...]) -> str:
    return fill(", ".join(names), WIDTH)


@click.command("script")
@name
@option.catalogue
@option.shown_subjects
@option.as_json
def print_script(name: str, catalogue: Path, as_json: bool) -> None:
    """Print a standalone PyTorch script that shows one failure.

    ID is the id of a cause or of a variant, or any part of it that no other has. Of a cause, the script
    is that of its plainest variant.

    \b
    fuzz script batchnorm2d.one_value > shows_it.py
    """
    found = find(catalogue, name)
    entry = found.plainest if isinstance(found, Cause) else found
    if withheld := what_is_withheld(entry.case):
        raise FuzzError(f"{found.id}: {withheld}")
    text = script(entry)
    if as_json:
        print_json({"id": found.id, "script": text})
    else:
        click.echo(text, nl=False)
