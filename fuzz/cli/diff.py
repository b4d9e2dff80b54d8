"""fuzz diff: two catalogues side by side."""

from pathlib import Path

import click
from msgspec.structs import asdict

from fuzz.catalogue.diff import CatalogueDiff, diff
from fuzz.catalogue.entry import content
from fuzz.catalogue.store import Catalogue
from fuzz.cli import option
from fuzz.cli.output import print_json
from fuzz.report.headline import entry_headline

DIFFERS = 1

DIRECTORY = click.Path(path_type=Path)


@click.command("diff")
@click.argument("before", metavar="A", type=DIRECTORY)
@click.argument("after", metavar="B", type=DIRECTORY)
@click.option("--exit-code", is_flag=True, help="Leave with 1 where the two differ.")
@option.shown_subjects
@option.as_json
def diff_catalogues(before: Path, after: Path, exit_code: bool, as_json: bool) -> int:
    """Compare two catalogues.

    Failures are new in B, gone from A, moved elsewhere, or worded in another way.

    \b
    fuzz diff known out/catalogue
    fuzz diff --exit-code torch-2.13 torch-2.14
    """
    found = diff(Catalogue(before), Catalogue(after))
    if as_json:
        print_json(_content(found))
    else:
        _print(found)
    return DIFFERS if exit_code and not found.empty else 0


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
            click.echo(f"{word:8} {entry.id}\n         {entry_headline(entry)}")
    for word, pairs in (("MOVED", found.moved), ("REWORDED", found.reworded)):
        for one, other in pairs:
            click.echo(f"{word:8} {one.id}" + (f" -> {other.id}" if other.id != one.id else ""))
            click.echo(f"         was {entry_headline(one)}\n         now {entry_headline(other)}")
    said = (f"{len(some)} {word}" for word, some in asdict(found).items() if some)
    click.echo(", ".join(said) or "no difference")
