"""Plain text for a terminal, in lines of at most 80 columns but for code."""

from collections.abc import Iterator
from textwrap import wrap

from fuzz.report.told.report import Problem, Report
from fuzz.text import counted, first_line, printable, printable_lines

WIDTH = 80


def render(report: Report) -> str:
    """What it is about, then each problem that is not simply known."""
    lines = [f"{printable(report.subject)}: {_outcome(report)}"]
    for problem in report.news:
        lines += ["", *_problem(problem)]
    for what in report.left_out:
        lines += _wrapped("Left out: ", what)
    return "\n".join(lines) + "\n"


def _outcome(report: Report) -> str:
    failing, news = len(report.failing), len(report.news)
    others = f", {news - failing} not known either" if news > failing else ""
    known = len(report.problems) - news
    beside = f", beside {counted(known, 'known one')}" if known else ""
    first = counted(failing, "cause") if failing else "nothing"
    return f"{first} to look at{others}{beside}"


def _problem(problem: Problem) -> Iterator[str]:
    yield printable(
        f"{problem.status.upper()} {problem.id}{problem.mark} [{problem.kind}, {problem.stage}]"
    )
    said = f"{problem.exception}: {first_line(problem.message)}" if problem.exception else ""
    where = f"{problem.path}:{problem.line}" if problem.path else ""
    told = (
        ("", said),
        ("Changed: ", problem.change),
        ("Cause: ", problem.cause),
        ("Where: ", where),
        ("Fix: ", problem.fix),
        ("Proof: ", problem.proof),
        ("Reach: ", problem.region),
    )
    for head, text in told:
        if text:
            yield from _wrapped(f"  {head}", text)
    yield from (f"    {printable_lines(line)}" for line in problem.diff)


def _wrapped(head: str, text: str) -> list[str]:
    indent = " " * len(head)
    return wrap(printable(text), WIDTH, initial_indent=head, subsequent_indent=indent) or [head]
