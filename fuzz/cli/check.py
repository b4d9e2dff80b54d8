"""fuzz check: a network of the user's own."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from fuzz.cli import option
from fuzz.cli.output import print_json, whoever_reads

if TYPE_CHECKING:
    from strategies.value import Shape

FOUND = 1
MINUTE = 60.0


@click.command("check")
@click.argument("network", metavar="MODULE:FACTORY")
@click.option(
    "--input",
    "shapes",
    type=option.Shapes(repeated=True),
    metavar="SHAPES",
    help="An input that works, such as 2x3x224x224; for a network that takes several, several with"
    " commas between them. [default: one that is found]",
)
@click.option(
    "--loss",
    type=option.Words("strategies.loss", "LOSSES"),
    metavar="LOSS",
    help="The class in torch.nn of the loss that it is trained with, such as CrossEntropyLoss.",
)
@click.option(
    "--target",
    type=option.Shapes(),
    metavar="SHAPE",
    help="The shape of the target of the loss, such as 2x1. [default: one that fits the output]",
)
@click.option(
    "--time", type=option.Duration(), default=MINUTE, help="How long to check it. [default: 60s]"
)
@click.option(
    "--fail-on",
    type=option.Words("fuzz.check.finding", "KINDS"),
    default="fails,silent",
    show_default=True,
    help="What to leave with 1 for: fails, silent or remark, or several with commas between them.",
)
@click.option(
    "--without",
    type=option.Words("fuzz.check.checkup", "PARTS"),
    metavar="PARTS",
    help="Parts to leave out, such as torch.compile, with commas between them.",
)
@click.option("--script", is_flag=True, help="Show the program that shows each finding below it.")
@click.option(
    "--edits",
    is_flag=True,
    help="Try surgery as well: each module removed, children cut off, layers replaced by others.",
)
@click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write a report as well: a page (.html), Markdown (.md), JUnit (.xml), .sarif or .jsonl.",
)
@option.as_json
def check(
    network: str,
    shapes: "tuple[Shape, ...] | None",
    loss: tuple[str, ...] | None,
    target: "tuple[Shape, ...] | None",
    time: float,
    fail_on: tuple[str, ...],
    report: Path | None,
    without: tuple[str, ...] | None,
    script: bool,
    edits: bool,
    as_json: bool,
) -> int:
    """Check a network of your own: what it takes, where it fails.

    And how to mend it: each change that is told was made, and run.

    FACTORY is a function in MODULE that returns the network, a class that needs no arguments, or a
    network. MODULE is looked for in the current directory first. It is run in a process of its own.

    \b
    fuzz check myapp.models:build
    fuzz check myapp.models:build --loss CrossEntropyLoss --report report.html
    fuzz check myapp.models:Siamese --input 2x3x224x224,2x3x224x224 --json
    """
    from fuzz.report.render import format_of, write_report

    if report is not None:
        format_of(report)
    from fuzz.execution.named.name import split

    split(network)
    if target is not None and loss is None:
        raise click.UsageError("--target is that of a loss, so --loss is needed as well")
    if loss is not None and len(loss) > 1:
        raise click.UsageError("--loss names one loss")
    from fuzz.check.checkup import EDITS, PARTS, checkup
    from fuzz.check.given import given_probe
    from fuzz.check.plain.seen import Raised
    from fuzz.check.running.child import Child
    from fuzz.check.unbuilt import unbuilt
    from fuzz.report.check_progress import progress
    from fuzz.report.checked import checked_lines

    left_out = (*(without or ()), *(() if edits else (EDITS,)))
    with Child(network) as lab, progress(len(PARTS), quiet=as_json) as listen:
        there = lab.describe()
        if isinstance(there, Raised):
            checked = unbuilt(network, there)
        else:
            probe = given_probe(
                lab, there, shapes or (), loss[0] if loss else "", target[0] if target else None
            )
            checked = checkup(
                lab, there, name=network, probe=probe, seconds=time, without=left_out, listen=listen
            )
    if report is not None:
        from fuzz.report.told.checked import report_of_checked

        write_report(report_of_checked(checked, frozenset(fail_on)), report)
    with whoever_reads():
        print_json(checked) if as_json else click.echo("\n".join(checked_lines(checked, scripts=script)))
    return FOUND if any(one.kind in fail_on for one in checked.findings) else 0
