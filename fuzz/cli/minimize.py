"""fuzz minimize: the smallest case that fails like a given one."""

from pathlib import Path

import click
import msgspec

from fuzz.catalogue.read import read_case
from fuzz.cli import option
from fuzz.cli.output import print_json
from fuzz.error import FuzzError
from fuzz.execution.extra import require_library
from fuzz.report.headline import headline
from fuzz.report.legend import legend
from strategies.case import plain


@click.command("minimize")
@click.argument("path", metavar="CASE.json", type=click.Path(path_type=Path))
@option.device("cpu")
@option.own_subjects
@option.as_json
def minimize_case(path: Path, device: str, as_json: bool) -> None:
    """Print the smallest case that fails like this one.

    It is run in a process of its own, so it may crash that, never end, or run out of memory.

    \b
    fuzz minimize case.json > smallest.json
    """
    case = read_case(path)
    require_library(case.subject)
    from fuzz.cli.seats import take_one
    from fuzz.execution.release import warn_where_untried
    from fuzz.execution.runner.child import Child
    from fuzz.execution.runner.daring import Daring
    from fuzz.triage.apart import minimize_apart
    from fuzz.verdict.judgement import judge

    warn_where_untried()
    place = take_one(device)
    with Child(place) as child:
        finding = judge(case, Daring(child).run(case))
        if finding is None:
            raise FuzzError(f"{path}: this case does not fail, so there is nothing to minimize")
        minimal = minimize_apart(case, finding, child)
    if as_json:
        print_json({"signature": finding.signature, "case": plain(minimal)})
        return
    click.echo(msgspec.json.format(msgspec.json.encode(plain(minimal))).decode())
    for line in filter(None, (headline(finding), legend(minimal))):
        click.echo(line, err=True)
