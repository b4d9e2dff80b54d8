"""fuzz report: what runs have come to, for people and programs elsewhere. It does not import torch."""

from pathlib import Path

import click

from fuzz.campaign.account import read_account
from fuzz.cli import option
from fuzz.report.render import RENDERERS, format_of, render, write_report
from fuzz.report.told.runs import report_of_runs


@click.command("report")
@click.argument(
    "directories", metavar="DIR...", type=click.Path(path_type=Path), nargs=-1, required=True
)
@click.option(
    "--format",
    "name",
    type=click.Choice(list(RENDERERS)),
    help="What to make of it. [default: what the suffix of --out says, or else markdown]",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="The file to write. [default: print it]",
)
@option.shown_subjects
def report(directories: tuple[Path, ...], name: str | None, out: Path | None) -> None:
    """Summarise runs: a page, Markdown, JUnit, SARIF.

    DIR is what `fuzz run --out` has written to. Each cause is told of once, those first that made a run
    fail. A run that did not come to its end is said to be such.

    \b
    fuzz report out > summary.md
    fuzz report out --out report.html
    fuzz report night-* --format sarif --out fuzz.sarif
    """
    told = name or (format_of(out) if out is not None else "markdown")
    found = report_of_runs([read_account(directory) for directory in directories])
    if out is None:
        click.echo(render(found, told), nl=False)
    else:
        write_report(found, out, told)
