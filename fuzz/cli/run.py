"""fuzz run: the campaign."""

import os
from pathlib import Path
from typing import Annotated

import typer

from fuzz.campaign.campaign import Budget
from fuzz.campaign.campaign import run as run_campaign
from fuzz.cli.option import AsJson, Device, device, positive, seconds
from fuzz.cli.output import print_json
from fuzz.engine.xdist import XdistEngine
from fuzz.report.terminal import Terminal

DEFAULT_TIME = "2m"


def run(
    time: Annotated[str, typer.Option(help="How long, such as 90s, 5m or 8h. Default 2m, or none with --cases.")] = "",
    cases: Annotated[int, typer.Option(help="How many cases; 0 for no bound.", min=0)] = 0,
    workers: Annotated[int, typer.Option(help="Worker processes; 0 for one per core.")] = 0,
    wanted: Device = "auto",
    seed: Annotated[int, typer.Option(help="The same seed and --cases give the same catalogue.", min=0)] = 0,
    out: Annotated[Path, typer.Option(help="The directory for the results.")] = Path("out"),
    as_json_: AsJson = False,
) -> None:
    """Fuzz the real ResNet-50: find failures, shrink each one, and catalogue it."""
    budget = Budget(
        seconds=seconds(time or DEFAULT_TIME) if time or not cases else 0.0,
        cases=cases,
        workers=positive("--workers", workers) if workers else len(os.sched_getaffinity(0)),
        device=device(wanted),
        seed=seed,
    )
    with Terminal(budget, quiet=as_json_) as terminal:
        summary = run_campaign(budget, XdistEngine(budget.workers).run, out, terminal.on_event)
    if as_json_:
        print_json(summary)
    else:
        terminal.conclude(summary, out)
