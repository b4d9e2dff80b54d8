"""fuzz sweep: every case within stated bounds."""

from pathlib import Path
from typing import Any

import click

from fuzz.cli import option
from fuzz.cli.output import print_json, whoever_reads

EPILOG = """
Every edit that is asked for, at every site, alone, is tried on every shape in every mode, and each
network is judged against every loss and target. The order is fixed. A sweep that was broken off goes
on where it was when the same command is given again.
"""


@click.command("sweep", epilog=EPILOG)
@click.option(
    "--edits",
    type=option.Words("strategies.sweep", "EDITS"),
    help="Edits to try, separated by commas: none, truncate, extract, remove, assign, relative,"
    " replace, insert. [default: all]",
)
@option.subject
@click.option(
    "--sites",
    type=option.Sites(),
    help="Modules to edit, separated by commas: fc, layer4.0.conv2, ..."
    " [default: all but those of repeated blocks]",
)
@click.option(
    "--layers",
    type=option.Words("strategies.layer", "LAYERS"),
    help="Layers to put in, separated by commas: Conv2d, Softmax, ... [default: all]",
)
@click.option(
    "--shapes",
    type=option.Shapes(),
    help="Input shapes, separated by commas. [default: 2x3x32x32,1x3x64x64]",
)
@click.option(
    "--modes",
    type=option.Words("strategies.sweep", "MODES"),
    help="Modes to run in, separated by commas: eval, train. [default: both]",
)
@click.option("--every-option", is_flag=True, help="Put in each layer with each value of each option.")
@click.option("--backward", is_flag=True, help="Run each case backward as well.")
@click.option(
    "--part",
    type=option.Part(),
    default="1/1",
    show_default=True,
    help="One of several parts, such as 2/8.",
)
@option.workers
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("out-sweep"),
    show_default=True,
    help="The directory for the results.",
)
@option.no_cache
@click.option("--count", is_flag=True, help="Only say how many cases there are.")
@option.as_json
def sweep(
    part: tuple[int, int],
    workers: int | None,
    out: Path,
    no_cache: bool,
    count: bool,
    as_json: bool,
    **chosen: Any,
) -> None:
    """Try every case within bounds.

    Once it is done, there is no other failure within them.

    \b
    fuzz sweep --edits truncate --count
    fuzz sweep --edits insert --sites fc --layers Softmax,Sigmoid
    fuzz sweep --part 2/8 --out part-2
    """
    from fuzz.campaign.sweep import Sweep
    from strategies.sweep import Bounds, shapes_of, sites_of

    chosen["sites"] = chosen["sites"] or sites_of(chosen["subject"])
    chosen["shapes"] = chosen["shapes"] or shapes_of(chosen["subject"])
    bounds = Bounds(**{name: value for name, value in chosen.items() if value})
    asked = Sweep(bounds=bounds, part=part[0], parts=part[1])
    if count:
        click.echo(len(asked.numbers()))
        return
    from fuzz.campaign.campaign import Budget
    from fuzz.campaign.sweep import resume
    from fuzz.campaign.sweep import sweep as carry_out
    from fuzz.cli.seats import seats
    from fuzz.engine.xdist import XdistEngine
    from fuzz.execution.release import warn_where_untried
    from fuzz.report.summary import summary_lines, sweep_line
    from fuzz.report.terminal import Terminal

    warn_where_untried()
    taken = seats("cpu", workers)
    budget = Budget(
        seconds=0.0,
        cases=0,
        workers=len(taken),
        device="cpu",
        seed=0,
        subject=bounds.subject,
    )
    progress, result = resume(asked, out)
    spread = XdistEngine(taken).run
    with Terminal(budget, quiet=as_json) as terminal:
        listen, cache = terminal.on_event, not no_cache
        swept = carry_out(asked, progress, result, budget, spread, listen, cache=cache)
    lines = (*summary_lines(swept.summary, out, subject=bounds.subject), sweep_line(swept))
    content = {"there": swept.there, "left": swept.left, "summary": swept.summary}
    with whoever_reads():
        print_json(content) if as_json else click.echo("\n".join(lines))
