"""The catalogues that a run is held against, as --known names them."""

from pathlib import Path

import click

from fuzz.catalogue.entry import Entry
from fuzz.catalogue.merge import merge
from fuzz.catalogue.store import CORPUS, Catalogue
from fuzz.text import printable

NOTHING = "none"
"""The value of --known for no catalogue; a directory of that name is ``./none``."""

known = click.option(
    "--known",
    "names",
    multiple=True,
    metavar="DIR",
    help="A catalogue of failures that need not be shrunk again; may be given several times. One that is"
    " not there yet is empty; none for none. [default: the corpus that ships with the package]",
)


def checked(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names as a run keeps them: each the whole path of a catalogue, or `NOTHING` alone."""
    if NOTHING in names and len(names) > 1:
        raise click.UsageError("--known none stands alone; without it, name the catalogues")
    return tuple(name if name == NOTHING else str(Path(name).absolute()) for name in names)


def read_known(names: tuple[str, ...]) -> dict[str, Entry]:
    """The variants of all catalogues of these names, by id; without a name, those of the corpus.

    Of one that is not there, it is said in a line that it counts as empty. Raises `FuzzError`.
    """
    if not names:
        return Catalogue(CORPUS).entries
    catalogues = [Catalogue(Path(name)).entries for name in names if name != NOTHING and _is_there(name)]
    if len(catalogues) == 1:
        return catalogues[0]
    return merge(entry for catalogue in catalogues for entry in catalogue.values())


def told(names: tuple[str, ...]) -> str:
    """The catalogues in a few words, "" where there are none."""
    if not names:
        return "the corpus"
    return ", ".join(Path(name).name for name in names if name != NOTHING)


def _is_there(name: str) -> bool:
    if Path(name).exists():
        return True
    click.echo(f"fuzz: --known {printable(name)}: not there yet, so it counts as empty", err=True)
    return False
