"""fuzz judge: run cases and say what each one is."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fuzz.catalogue.decode import MAX_FILE, bounded
from fuzz.catalogue.entry import group_of, identify
from fuzz.catalogue.read import decode_case, read_case
from fuzz.cli import option
from fuzz.cli.output import print_json
from fuzz.error import FuzzError
from fuzz.report.cause import cause_lines
from fuzz.report.headline import headline
from fuzz.text import printable
from strategies.case import Case

if TYPE_CHECKING:
    from fuzz.verdict import Finding

BAD_INPUT = 2


@click.command("judge")
@click.argument("cases", metavar="CASE.json...", nargs=-1, required=True)
@option.device
@option.as_json
def judge_cases(cases: tuple[str, ...], device: str, as_json: bool) -> int:
    """Run cases and say what each one fails with.

    Below that are the id of its cause and, in brackets, that of its variant. Cases are run in a process
    of their own: one that crashes it, takes longer than a minute or runs out of memory fails with that.

    CASE.json is a file with one case; - reads one case from each line of standard input. A line that is
    none is told as such, the others are judged all the same, and the exit status is 2.
    """
    read = [pair for name in cases for pair in _read(name)]
    from fuzz.engine.device import take_device
    from fuzz.execution.release import warn_where_untried
    from fuzz.execution.runner.child import Child
    from fuzz.execution.runner.daring import Daring
    from fuzz.verdict.judgement import judge

    warn_where_untried()
    place = take_device(device, 0)
    answers: list[dict[str, Any]] = []
    with Child(place) as child:
        for source, case in read:
            if isinstance(case, FuzzError):
                answers.append({"source": source, "error": str(case)})
                click.echo(f"fuzz: {printable(str(case))}", err=True)
                continue
            finding = judge(case, Daring(child).run(case))
            group = group_of(finding) if finding else None
            variant = identify(finding.signature) if finding else None
            answers.append({"source": source, "id": group, "variant": variant, "finding": finding})
            if not as_json:
                _print(source, finding)
    if as_json:
        print_json(answers)
    return BAD_INPUT if any("error" in answer for answer in answers) else 0


def _print(source: str, finding: "Finding | None") -> None:
    if finding is None:
        click.echo(f"{source}: fine")
        return
    click.echo(f"{source}: {headline(finding)}\n  {group_of(finding)} ({identify(finding.signature)})")
    for line in cause_lines(finding.cause):
        click.echo(f"  {line}")


def _read(name: str) -> Iterator[tuple[str, Case | FuzzError]]:
    """The cases of a file, or of each line of standard input, all read before one is run; in place of a
    line that is no case, what is wrong with it. Raises `FuzzError` for a file."""
    if name != "-":
        yield name, read_case(Path(name))
        return
    lines = iter(lambda: sys.stdin.buffer.readline(MAX_FILE + 1), b"")
    for number, line in enumerate(lines, start=1):
        source = f"standard input, line {number}"
        if not bounded(line, source, "a case").strip():
            continue
        try:
            yield source, decode_case(line, source)
        except FuzzError as error:
            yield source, error
