"""fuzz merge: several catalogues as one."""

from itertools import chain
from pathlib import Path

import click

from fuzz.catalogue.merge import merge
from fuzz.catalogue.store import Catalogue, write_union
from fuzz.cli import option
from fuzz.cli.output import print_json
from fuzz.error import FuzzError
from fuzz.text import counted

DIRECTORY = click.Path(path_type=Path)


@click.command("merge")
@click.argument("catalogues", metavar="A B...", type=DIRECTORY, nargs=-1, required=True)
@click.option("--out", type=DIRECTORY, required=True, help="The directory to write the union to.")
@option.as_json
def merge_catalogues(catalogues: tuple[Path, ...], out: Path, as_json: bool) -> None:
    """Write the union of catalogues.

    It has one file per cause, and in it each variant once, with all that was seen of it.

    Causes that are already in the directory of the union are kept and merged as well.
    """
    read = [Catalogue(directory) for directory in catalogues]
    there = list(Catalogue(out)) if out.is_dir() else []
    entries = merge(chain(*read, there)).values()
    try:
        write_union(entries, out, replaced={entry.group for entry in there})
    except OSError as error:
        raise FuzzError(f"--out {out}: {error.strerror}") from None
    causes = len({entry.group for entry in entries})
    if as_json:
        print_json({"causes": causes, "variants": len(entries), "out": str(out)})
    else:
        click.echo(f"{counted(causes, 'cause')}, {counted(len(entries), 'variant')} in {out}")
