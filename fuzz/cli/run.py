"""fuzz run: the campaign."""

from pathlib import Path

import click

from fuzz.catalogue.store import CORPUS, Catalogue
from fuzz.cli import option
from fuzz.cli.output import print_json

DEFAULT_SECONDS = 120.0
NOTHING = "none"
"""The value of --known for no catalogue; a directory of that name is ``./none``."""


@click.command("run")
@click.option(
    "--time",
    type=option.Duration(),
    help="How long, such as 90s, 5m or 8h. [default: 2m, or no bound with --cases]",
)
@click.option("--cases", type=click.IntRange(min=1), help="How many cases to run at the most.")
@option.workers
@click.option(
    "--device",
    type=click.Choice(["auto", "cpu", "cuda"]),
    default="auto",
    show_default=True,
    help="Where to run; auto takes a GPU where there is one.",
)
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="The same seed and --cases give the same catalogue.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("out"),
    show_default=True,
    help="The directory for the results.",
)
@click.option(
    "--known",
    default=str(CORPUS),
    metavar="DIR",
    help="A catalogue of failures that need not be shrunk again; none for none."
    " [default: the corpus that ships with the package]",
)
@option.as_json
def run(
    time: float | None,
    cases: int | None,
    workers: int | None,
    device: str,
    seed: int,
    out: Path,
    known: str,
    as_json: bool,
) -> None:
    """Find failures of a ResNet-50, shrink and catalogue each one.

    Known failures that are met again are counted, and copied into the catalogue as they are.
    """
    from fuzz.campaign.campaign import Budget
    from fuzz.campaign.campaign import run as run_campaign
    from fuzz.campaign.result import Result
    from fuzz.engine.device import require_device
    from fuzz.engine.xdist import XdistEngine
    from fuzz.execution.release import warn_where_untried
    from fuzz.report.terminal import Terminal

    there = {} if known == NOTHING else Catalogue(Path(known)).entries
    warn_where_untried()
    budget = Budget(
        seconds=time or (0.0 if cases else DEFAULT_SECONDS),
        cases=cases or 0,
        workers=option.count(workers),
        device=device,
        seed=seed,
    )
    require_device(device)
    result = Result(out)
    with Terminal(budget, quiet=as_json) as terminal:
        summary = run_campaign(budget, XdistEngine(budget.workers).run, result, terminal.on_event, there)
    if as_json:
        print_json(summary)
    else:
        named = "the corpus" if known == str(CORPUS) else known
        terminal.conclude(summary, out, named if there else "")
