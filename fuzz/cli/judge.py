"""fuzz judge: run cases and say what each one is."""

import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fuzz.catalogue.decode import MAX_FILE, bounded
from fuzz.catalogue.entry import group_of, identify
from fuzz.catalogue.read import decode_case, read_case
from fuzz.cli import option
from fuzz.cli.output import print_json
from fuzz.error import FuzzError
from fuzz.execution.extra import require_library
from fuzz.report.cause import cause_lines
from fuzz.report.headline import headline
from fuzz.text import printable
from strategies.case import Case

if TYPE_CHECKING:
    from fuzz.verdict import Finding
    from strategies.violation import Violation

BAD_INPUT = 2

SITES = ("edit.site", "edit.direct_child", "edit.no_effect")
"""The rules of what is at a site, or is not."""

LONGEST = 2**28
"""The bytes of a line that are read to find its end; nothing behind such a line is judged."""


@click.command("judge")
@click.argument("cases", metavar="CASE.json...", nargs=-1, required=True)
@option.case_time
@option.device("cpu")
@option.own_subjects
@option.as_json
def judge_cases(cases: tuple[str, ...], case_time: float, device: str, as_json: bool) -> int:
    """Run cases and say what each one fails with.

    Below that are the id of its cause and, in brackets, that of its variant. Cases are run in a process
    of their own: one that crashes it, takes too long or runs out of memory fails with that.

    CASE.json is a file with one case; - reads one case from each line of standard input. A line that is
    none is told as such, the others are judged all the same, and the exit status is 2.

    \b
    fuzz judge case.json
    echo '{"input": {"shape": [2, 4, 32, 32]}}' | fuzz judge -
    """
    read: list[Iterable[tuple[str, Case | FuzzError]]]
    read = [_lines() if name == "-" else [(name, read_case(Path(name)))] for name in cases]
    from fuzz.cli.seats import take_one
    from fuzz.execution.release import warn_where_untried
    from fuzz.execution.runner.child import Child
    from fuzz.execution.runner.daring import Daring
    from fuzz.verdict.judgement import judge

    warn_where_untried()
    answers: list[dict[str, Any]] = []
    bad = 0
    with Child(take_one(device), seconds=case_time) as child:
        for source, case in chain.from_iterable(read):
            case = runnable(case)
            if isinstance(case, FuzzError):
                bad += 1
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
    if bad > 1:
        click.echo(f"fuzz: {bad} lines of standard input could not be judged", err=True)
    return BAD_INPUT if bad else 0


def runnable(case: Case | FuzzError) -> Case | FuzzError:
    """The case, or what is said where the library of its subject is not installed."""
    try:
        if isinstance(case, Case):
            require_library(case.subject)
    except FuzzError as error:
        return error
    return case


def _print(source: str, finding: "Finding | None") -> None:
    if finding is None:
        click.echo(f"{printable(source)}: fine")
        return
    click.echo(f"{printable(source)}: {headline(finding)}")
    click.echo(f"  {group_of(finding)} ({identify(finding.signature)})")
    for line in (*cause_lines(finding.cause), *_meant(finding.cause)):
        click.echo(f"  {line}")


def _meant(violation: "Violation | None") -> Iterator[str]:
    """What somebody may have meant who has mistyped a site."""
    if violation is None or violation.rule not in SITES:
        return
    from difflib import get_close_matches  # loaded where it is needed

    names = violation.wanted.split(", ")
    parts = (part for part in violation.got.split(".") if part not in names)
    near = next(filter(None, (get_close_matches(part, names) for part in parts)), ())
    if near:
        yield f"Did you mean {' or '.join(near)}?"


def _lines() -> Iterator[tuple[str, Case | FuzzError]]:
    """The case in each line of standard input, as it comes; what is wrong with it where it is none."""
    stream = sys.stdin.buffer
    lines = iter(lambda: stream.readline(MAX_FILE + 1), b"")
    for number, line in enumerate(lines, start=1):
        source = f"standard input, line {number}"
        try:
            if bounded(line, source, "a case").strip():
                yield source, decode_case(line, source)
        except FuzzError as error:
            yield source, error
        for _ in range(LONGEST // MAX_FILE):  # what is left of a line that is too long
            if not line or line.endswith(b"\n"):
                break
            line = stream.readline(MAX_FILE)
        else:
            return
