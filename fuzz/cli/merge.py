"""fuzz merge: several catalogues as one."""

from itertools import chain
from pathlib import Path

import click

from fuzz.catalogue.store import Catalogue
from fuzz.catalogue.union import unite
from fuzz.cli import option
from fuzz.cli.output import print_json
from fuzz.text import counted

DIRECTORY = click.Path(path_type=Path)


@click.command("merge")
@click.argument("catalogues", metavar="A B...", type=DIRECTORY, nargs=-1, required=True)
@click.option("--out", type=DIRECTORY, required=True, help="The directory to write the union to.")
@option.own_subjects
@option.as_json
def merge_catalogues(catalogues: tuple[Path, ...], out: Path, as_json: bool) -> None:
    """Write the union of catalogues.

    It has one file per cause, and in it each variant once, with all that was seen of it.

    Causes that are already in the directory of the union are kept and merged as well.

    \b
    fuzz merge monday/catalogue tuesday/catalogue --out known
    """
    read = [Catalogue(directory) for directory in catalogues]
    entries = unite(chain(*read), out, "--out")
    causes = len({entry.group for entry in entries})
    if as_json:
        print_json({"causes": causes, "variants": len(entries), "out": str(out)})
    else:
        click.echo(f"{counted(causes, 'cause')}, {counted(len(entries), 'variant')} in {out}")
