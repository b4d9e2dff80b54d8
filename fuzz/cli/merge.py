"""fuzz merge: several catalogues as one."""

from pathlib import Path

import click

from fuzz.catalogue.merge import merge
from fuzz.catalogue.store import Catalogue, write_all
from fuzz.cli import option
from fuzz.cli.output import print_json
from fuzz.error import FuzzError

DIRECTORY = click.Path(path_type=Path)


@click.command("merge")
@click.argument("catalogues", metavar="A B...", type=DIRECTORY, nargs=-1, required=True)
@click.option("--out", type=DIRECTORY, required=True, help="The directory to write the union to.")
@option.as_json
def merge_catalogues(catalogues: tuple[Path, ...], out: Path, as_json: bool) -> None:
    """Write the union of catalogues.

    It has one entry per failure, with all that was seen of it.

    Entries that are already in the directory of the union are kept and merged as well.
    """
    directories = [*catalogues, out] if out.is_dir() else catalogues
    entries = merge(entry for directory in directories for entry in Catalogue(directory))
    try:
        write_all(entries.values(), out)
    except OSError as error:
        raise FuzzError(f"--out {out}: {error.strerror}") from None
    if as_json:
        print_json({"entries": len(entries), "out": str(out)})
    else:
        click.echo(f"{len(entries)} entries in {out}")
