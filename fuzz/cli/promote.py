"""fuzz promote: causes of one catalogue into another. It does not import torch."""

from pathlib import Path

import click

from fuzz.catalogue.cause import Cause
from fuzz.catalogue.entry import Entry
from fuzz.catalogue.store import Catalogue
from fuzz.catalogue.union import unite
from fuzz.cli import complete, option
from fuzz.cli.output import print_json
from fuzz.error import FuzzError
from fuzz.text import counted

PATH = click.Path(path_type=Path)


@click.command("promote")
@click.argument("names", metavar="ID...", nargs=-1, required=True, shell_complete=complete.ids)
@click.option(
    "--from",
    "source",
    type=PATH,
    default=Path("out/catalogue"),
    show_default=True,
    metavar="DIR",
    help="The catalogue that they are in.",
)
@click.option("--into", type=PATH, required=True, metavar="DIR", help="The directory to put them into.")
@option.own_subjects
@option.as_json
def promote(names: tuple[str, ...], source: Path, into: Path, as_json: bool) -> None:
    """Put causes of one catalogue into another.

    ID is the id of a cause, which goes with all of its variants, or of one variant, or any part of it
    that no other has. What the other catalogue has already is kept, and merged as `fuzz merge` does.

    \b
    fuzz promote channels load.size --into known
    """
    if not source.exists():
        raise FuzzError(f"{source}: there is no such catalogue; name that of the run by --from")
    catalogue = Catalogue(source)
    entries = [entry for name in names for entry in _variants(catalogue.look_up(name))]
    union = unite(entries, into, "--into")
    put = {entry.id: entry for entry in entries}
    causes = sorted({entry.group for entry in entries})
    if as_json:
        print_json({"causes": causes, "variants": sorted(put), "into": str(into)})
        return
    there = counted(len({entry.group for entry in union}), "cause")
    number = f"{counted(len(causes), 'cause')}, {counted(len(put), 'variant')}"
    click.echo(f"{number} put into {into}, which has {there} and {counted(len(union), 'variant')} now")


def _variants(found: Cause | Entry) -> tuple[Entry, ...]:
    return found.variants if isinstance(found, Cause) else (found,)
