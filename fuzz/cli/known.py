"""The catalogues that a run is held against, as --known names them."""

from pathlib import Path

import click

from fuzz.catalogue.entry import Entry
from fuzz.catalogue.merge import merge
from fuzz.catalogue.store import CORPUS, Catalogue
from fuzz.text import printable

NOTHING = "none"
"""The value of --known for no catalogue; a directory of that name is ``./none``."""

SHIPPED = "shipped"
"""The value of --known for the corpus, beside other catalogues; a directory of that name is
``./shipped``."""

known = click.option(
    "--known",
    "names",
    multiple=True,
    metavar="DIR",
    help="A catalogue of failures that need not be shrunk again; may be given several times. One that is"
    " not there yet is empty; shipped for the corpus that ships with the package, none for none."
    " [default: shipped]",
)


def checked(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names as a run keeps them: whole paths of catalogues and `SHIPPED`, or `NOTHING` alone."""
    if NOTHING in names and len(names) > 1:
        raise click.UsageError("--known none stands alone; without it, name the catalogues")
    words = (NOTHING, SHIPPED)
    return tuple(name if name in words else str(Path(name).absolute()) for name in names)


def read_known(names: tuple[str, ...]) -> dict[str, Entry]:
    """The variants of all catalogues of these names, by id; without a name, those of the corpus.

    Of one that is not there, it is said in a line that it counts as empty. Raises `FuzzError`.
    """
    places = [_place(name) for name in names or (SHIPPED,) if name != NOTHING]
    catalogues = [Catalogue(place).entries for place in places if is_there("--known", place)]
    if len(catalogues) == 1:
        return catalogues[0]
    return merge(entry for catalogue in catalogues for entry in catalogue.values())


def told(names: tuple[str, ...]) -> str:
    """The catalogues in a few words, "" where there are none."""
    named = [name for name in names or (SHIPPED,) if name != NOTHING]
    return ", ".join("the corpus" if name == SHIPPED else Path(name).name for name in named)


def _place(name: str) -> Path:
    return CORPUS if name == SHIPPED else Path(name)


def is_there(option: str, path: Path) -> bool:
    """Whether there is what an option names; where it isn't, it is said in a line."""
    if path.exists():
        return True
    click.echo(f"fuzz: {option} {printable(str(path))}: not there yet, so it counts as empty", err=True)
    return False
