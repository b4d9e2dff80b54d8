"""The list of accepted failures, as options name it."""

from pathlib import Path

import click

from fuzz.catalogue.acceptance import Acceptance, read_accepted
from fuzz.error import FuzzError

DEFAULT = Path("accepted.json")
"""In the current directory, and so in a project's own: who accepts what, and why, is for review."""

accepted = click.option(
    "--accepted",
    type=click.Path(path_type=Path),
    help=f"A list of failures that do not make the run fail, as `fuzz accept` writes it."
    f" [default: {DEFAULT}, where it is there]",
)


def accepted_in(path: Path | None) -> dict[str, Acceptance]:
    """The acceptances in the file that is named, or in the default one where that is there."""
    if path is None:
        return read_accepted(DEFAULT) if DEFAULT.exists() else {}
    if not path.exists():
        raise FuzzError(f"--accepted {path}: there is no such file; `fuzz accept` writes one")
    return read_accepted(path)
