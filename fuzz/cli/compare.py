"""fuzz diff and merge: two catalogues side by side, and several as one."""

from pathlib import Path

import click

from fuzz.catalogue.diff import CatalogueDiff, diff
from fuzz.catalogue.entry import content
from fuzz.catalogue.merge import merge
from fuzz.catalogue.store import Catalogue, write_all
from fuzz.cli import option
from fuzz.cli.output import print_json
from fuzz.error import FuzzError
from fuzz.report.headline import entry_headline

DIRECTORY = click.Path(path_type=Path)


@click.command("diff")
@click.argument("before", metavar="A", type=DIRECTORY)
@click.argument("after", metavar="B", type=DIRECTORY)
@option.as_json
def diff_catalogues(before: Path, after: Path, as_json: bool) -> None:
    """Say which failures are new in B, gone from A, moved elsewhere, or worded in another way."""
    found = diff(Catalogue(before), Catalogue(after))
    if as_json:
        print_json(_content(found))
    else:
        _print(found)


def _content(found: CatalogueDiff) -> dict[str, object]:
    return {
        "new": [content(entry) for entry in found.new],
        "gone": [content(entry) for entry in found.gone],
        "moved": [[content(one), content(other)] for one, other in found.moved],
        "reworded": [[content(one), content(other)] for one, other in found.reworded],
    }


def _print(found: CatalogueDiff) -> None:
    for word, entries in (("NEW", found.new), ("GONE", found.gone)):
        for entry in entries:
            print(f"{word:8} {entry.id}\n         {entry_headline(entry)}")
    for word, pairs in (("MOVED", found.moved), ("REWORDED", found.reworded)):
        for one, other in pairs:
            print(f"{word:8} {one.id}" + (f" -> {other.id}" if other.id != one.id else ""))
            print(f"         was {entry_headline(one)}\n         now {entry_headline(other)}")
    counts = (len(found.new), len(found.gone), len(found.moved), len(found.reworded))
    print("{} new, {} gone, {} moved, {} reworded".format(*counts))


@click.command("merge")
@click.argument("catalogues", metavar="A B...", type=DIRECTORY, nargs=-1, required=True)
@click.option("--out", type=DIRECTORY, required=True, help="The directory to write the union to.")
@option.as_json
def merge_catalogues(catalogues: tuple[Path, ...], out: Path, as_json: bool) -> None:
    """Write the union of catalogues: one entry per failure, with all that was seen of it.

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
        print(f"{len(entries)} entries in {out}")
