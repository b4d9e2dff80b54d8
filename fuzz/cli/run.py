"""fuzz run: the campaign."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec.structs import replace

from fuzz.cli import option
from fuzz.cli.accepted import accepted, accepted_in
from fuzz.cli.known import known, told
from fuzz.cli.output import print_json, whoever_reads
from fuzz.error import FuzzError

if TYPE_CHECKING:
    from fuzz.campaign.progress import Progress
    from fuzz.campaign.standing import Stand

FAILED = 1


@click.command("run")
@click.option(
    "--time",
    type=option.Duration(),
    help="How long, such as 90s, 5m or 8h. [default: 2m, or no bound with --cases]",
)
@click.option("--cases", type=click.IntRange(min=1), help="How many cases to run at the most.")
@option.case_time
@option.workers
@option.device("auto")
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="The same seed, --cases and --coverage give the same catalogue.",
)
@option.subject
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("out"),
    show_default=True,
    help="The directory for the results.",
)
@known
@click.option(
    "--coverage",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="FILE",
    help="The coverage.jsonl that an earlier run left: what it tried comes last. May be given several"
    " times; one that is not there yet is empty.",
)
@click.option(
    "--fail-on",
    type=option.Words("fuzz.campaign.gate", "WORDS"),
    help="What to leave with 1 for, separated by commas: new, changed, reworded; a kind such as silent,"
    " where that is not known; any of these; crashed. [default: none]",
)
@accepted
@click.option(
    "--resume",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Go on with the run in DIR, which was broken off.",
)
@click.option(
    "--engine",
    type=click.Choice(["xdist", "ray"]),
    default="xdist",
    show_default=True,
    help="What spreads the work: xdist over the cores of this machine, ray over a cluster.",
)
@click.option(
    "--address",
    metavar="HOST:PORT",
    help="The head of a cluster of Ray; auto for the one that this machine is part of."
    " [default: RAY_ADDRESS, or else this machine alone]",
)
@option.no_cache
@option.as_json
def run(
    fail_on: tuple[str, ...] | None,
    accepted: Path | None,
    resume: Path | None,
    engine: str,
    address: str | None,
    no_cache: bool,
    as_json: bool,
    **asked: Any,
) -> int:
    """Find failures of a ResNet, shrink and catalogue each one.

    Known failures that are met again are counted, and copied into the catalogue as they are. Each cause
    that was met is NEW, CHANGED (a known one, in a variant that is not), REWORDED (a known one, in other
    words) or KNOWN. A page to look at is written beside the catalogue: report.html.

    \b
    fuzz run --time 10m
    fuzz run --time 8h --known known --fail-on new --out tonight
    fuzz run --resume tonight
    """
    from fuzz.campaign.campaign import carry_out
    from fuzz.campaign.gate import CRASHED, Gate
    from fuzz.cli.begin import begun, refuse_with_resume, resumed
    from fuzz.cli.site import site_of
    from fuzz.execution.release import warn_where_untried
    from fuzz.report.summary import standing_lines, summary_lines
    from fuzz.report.terminal import Terminal

    gate = Gate(frozenset(fail_on or ()), accepted_in(accepted))
    site, out = site_of(engine, address), resume or asked["out"]
    if resume is not None:
        refuse_with_resume(click.get_current_context())
        campaign, names, carrier = resumed(resume, site, asked["workers"], gate, asked["subject"])
    else:
        campaign, names, carrier = begun(gate, site, **asked)
    warn_where_untried()
    budget, progress = campaign.budget, campaign.progress
    spread = carrier.run
    with Terminal(budget, quiet=as_json) as terminal:
        plan = replace(campaign.plan, cache=not no_cache)
        summary = carry_out(plan, budget, progress, spread, campaign.result, terminal.on_event)
    there = told(names) if progress.known else ""
    lines = summary_lines(summary, out, there, budget.subject)
    if there or gate.fail_on:
        lines += standing_lines(summary.standing, _shown(progress), gate)
    lines.append(_page(out))
    with whoever_reads():
        print_json(summary) if as_json else click.echo("\n".join(lines))
    crashed = CRASHED in gate.fail_on and summary.died > 0
    return FAILED if summary.standing.failing or crashed else 0


def _page(out: Path) -> str:
    """Write the page, and say where it is; or why there is none: a run does not fail for that."""
    from fuzz.campaign.account import read_account
    from fuzz.report.render import write_report
    from fuzz.report.told.runs import report_of_runs

    place = out / "report.html"
    try:
        write_report(report_of_runs([read_account(out)]), place)
    except (FuzzError, OSError) as error:
        return f"no page was written: {error}"
    return f"the page to look at is {place}"


def _shown(progress: "Progress") -> "list[Stand]":
    """The causes that are named at the end. Where nothing was known, all are new, and have been told of
    as they came: then those alone that make the run fail."""
    words = ("new", "changed") if progress.known else ()
    return [one for one in progress.stands() if one.status in words or progress.gate.fails(one)]
