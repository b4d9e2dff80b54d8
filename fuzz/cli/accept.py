"""fuzz accept: a failure that no longer makes a run fail, and why. It does not import torch."""

from datetime import date
from pathlib import Path

import click

from fuzz.catalogue.acceptance import Acceptance, read_accepted, write_accepted
from fuzz.catalogue.entry import Entry
from fuzz.catalogue.lookup import look_up
from fuzz.catalogue.store import Catalogue
from fuzz.cli import complete, option
from fuzz.cli.accepted import DEFAULT
from fuzz.cli.output import print_json
from fuzz.error import FuzzError

PATH = click.Path(path_type=Path)
OF_A_RUN = (Path("out/catalogue"), Path("out/unproven"))
"""Where `fuzz run` leaves what it met, if nothing else is said."""


@click.command("accept")
@click.argument("names", metavar="ID...", nargs=-1, required=True, shell_complete=complete.ids)
@click.option("--reason", required=True, help="Why it is accepted.")
@click.option("--until", type=option.Day(), help="The last day for which it is, such as 2027-01-31.")
@click.option(
    "--list",
    "path",
    type=PATH,
    default=DEFAULT,
    show_default=True,
    metavar="FILE",
    help="The list to add it to.",
)
@click.option(
    "--catalogue",
    "catalogues",
    type=PATH,
    multiple=True,
    metavar="DIR",
    help="Where to look the ID up, once or more. [default: out/catalogue and out/unproven]",
)
@option.shown_subjects
@option.as_json
def accept(
    names: tuple[str, ...],
    reason: str,
    until: date | None,
    path: Path,
    catalogues: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Accept failures, so that they do not make a run fail.

    ID is the id of a cause, with all of its variants, or of one variant, or any part of it that no other
    has. What was accepted before is accepted anew, with the new reason. The list is read by `fuzz run`
    and by the pytest plugin; when the last day has passed, the failure counts again.

    \b
    fuzz accept channels --reason "we only ever pass three" --until 2099-12-31
    """
    if not reason.strip():
        raise click.BadParameter("say why it is accepted", param_hint="'--reason'")
    entries, where = _entries(catalogues)
    found = [look_up(name, entries, where) for name in names]
    accepted = {one.id: Acceptance(one.id, reason.strip(), until) for one in found}
    there = read_accepted(path) if path.exists() else {}
    try:
        write_accepted({**there, **accepted}.values(), path)
    except OSError as error:
        raise FuzzError(f"--list {path}: {error.strerror}") from None
    if as_json:
        print_json({"accepted": list(accepted.values()), "list": str(path)})
        return
    for one in accepted.values():
        click.echo(f"{one.id} is accepted{f' until {until}' if until else ''}, in {path}")


def _entries(catalogues: tuple[Path, ...]) -> tuple[dict[str, Entry], str]:
    """The variants in which ids are looked up, and where that is, for an error."""
    places = catalogues or tuple(place for place in OF_A_RUN if place.is_dir())
    if not places:
        raise FuzzError(
            f"{OF_A_RUN[0]}: there is no such catalogue; name that of the run by --catalogue"
        )
    entries = {entry.id: entry for place in places for entry in Catalogue(place)}
    return entries, " or ".join(map(str, places))
