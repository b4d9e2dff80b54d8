"""fuzz report: what runs have come to, for people elsewhere. It does not import torch."""

from pathlib import Path

import click

from fuzz.campaign.account import read_account
from fuzz.report.markdown import markdown


@click.command("report")
@click.argument(
    "directories", metavar="DIR...", type=click.Path(path_type=Path), nargs=-1, required=True
)
def report(directories: tuple[Path, ...]) -> None:
    """Print what one or several runs have come to, in Markdown.

    DIR is what `fuzz run --out` has written to. Each cause that was new, changed or reworded is told of
    once, those first that made a run fail. A run that did not come to its end is said to be such.
    """
    click.echo(markdown([read_account(directory) for directory in directories]), nl=False)
