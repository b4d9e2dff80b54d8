"""fuzz judge: run cases and say what each one is."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

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

BAD_INPUT = 2


@click.command("judge")
@click.argument("cases", metavar="CASE.json...", nargs=-1, required=True)
@option.device("cpu")
@option.as_json
def judge_cases(cases: tuple[str, ...], device: str, as_json: bool) -> int:
    """Run cases and say what each one fails with.

    Below that are the id of its cause and, in brackets, that of its variant.

    CASE.json is a file with one case; - reads one case from each line of standard input. A line that is
    none is told as such, the others are judged all the same, and the exit status is 2.
    """
    read = [pair for name in cases for pair in _read(name)]
    from fuzz.cli.seats import take_one
    from fuzz.execution.release import warn_where_untried
    from fuzz.execution.runner.child import runner
    from fuzz.verdict.judgement import judge

    warn_where_untried()
    run = runner(take_one(device)).run
    answers: list[dict[str, Any]] = []
    for source, case in read:
        if isinstance(case, FuzzError):
            answers.append({"source": source, "error": str(case)})
            click.echo(f"fuzz: {printable(str(case))}", err=True)
            continue
        finding = judge(case, run(case))
        group = group_of(finding) if finding else None
        variant = identify(finding.signature) if finding else None
        answers.append({"source": source, "id": group, "variant": variant, "finding": finding})
        if not as_json:
            said = headline(finding) if finding else "fine"
            click.echo(f"{source}: {said}" + (f"\n  {group} ({variant})" if finding else ""))
            for line in cause_lines(finding.cause if finding else None):
                click.echo(f"  {line}")
    if as_json:
        print_json(answers)
    return BAD_INPUT if any("error" in answer for answer in answers) else 0


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
