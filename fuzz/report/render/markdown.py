"""What runs have come to, in Markdown: for the summary of a job, a comment or a mail."""

import re
from collections.abc import Iterable, Iterator, Sequence

from fuzz.campaign.summary import Summary
from fuzz.report.told.report import Problem, Report, Run
from fuzz.text import counted, printable
from strategies.network.models import DEFAULT, title

MOST = 100
"""How many causes are told of one by one: hosts of CI show no more than some hundred kilobytes."""

HEAD = ("run", "device", "torch", "seed", "cases", "new", "changed", "reworded", "known", "ended by")


def render(report: Report) -> str:
    """A line for each run, then the causes that are news; of a checked network, what it takes.

    Whatever comes from a message, a catalogue or the name of a directory is shown as code, in which
    Markdown knows no links, images, tags or mentions.
    """
    news = sorted(report.news, key=lambda one: one.id) if report.runs else report.news
    failing = [one for one in news if one.fails]
    others = [one for one in news if not one.fails]
    subject = report.subject if report.subject == title(DEFAULT) else code(report.subject)
    lines = [f"## Fuzzing {subject}: {_outcome(report.runs, len(failing))}", ""]
    lines += _table(report.runs) if report.runs else _contract(report)
    for heading, some in (("To look at", failing), ("Not known either", others)):
        lines += _section(heading, some) if some else ()
    lines += ["", *(f"- Left out: {code(what)}" for what in report.left_out)] if report.left_out else []
    return "\n".join(lines) + "\n"


def _outcome(runs: Iterable[Run], failing: int) -> str:
    died = sum(one.summary.died for one in runs if one.summary is not None)
    broken = sum(one.summary is None for one in runs)
    counts = (
        (failing, "cause", " to look at"),
        (died, "worker", " died"),
        (broken, "run", " broken off"),
    )
    said = [counted(number, what) + more for number, what, more in counts if number]
    return ", ".join(said) or "nothing to look at"


def _contract(report: Report) -> Iterator[str]:
    found = report.contract
    if found is None:
        return
    yield f"It takes {code(found.form)} {code(' or '.join(found.dtypes))}"
    yield from (f"- {code(limit.text)}" for limit in found.limits)
    yield from (f"- returns {code(text)}" for text in found.returns)


def _table(runs: Iterable[Run]) -> Iterator[str]:
    yield _row(HEAD)
    yield _row("---" for _ in HEAD)
    for one in runs:
        name = _cell(one.name)
        rest = ("",) * (len(HEAD) - 2)
        yield _row((name, *(_cells(one.summary) if one.summary else (*rest, "not ended"))))


def _cells(summary: Summary) -> tuple[object, ...]:
    there = summary.standing
    statuses = (there.new, there.changed, there.reworded, there.known)
    devices, torch = _cell(", ".join(summary.devices)), _cell(summary.torch)
    return (devices, torch, summary.seed, summary.cases, *map(len, statuses), summary.stop_reason)


def _cell(text: str) -> str:
    """A text as code in a table, where a bar would end the cell, in code as well."""
    return code(text).replace("|", "\\|")


def _row(cells: Iterable[object]) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def _section(title: str, news: Sequence[Problem]) -> Iterator[str]:
    yield from ("", f"### {title}", "")
    for one in news[:MOST]:
        yield from _lines(one)
    if len(news) > MOST:
        yield f"- and {counted(len(news) - MOST, 'other')}"


def _lines(one: Problem) -> Iterator[str]:
    yield f"- **{one.status.upper()}** {code(one.id)}{one.mark}: {code(one.headline)}"
    told = (
        ("Changed", (one.change,)),
        ("Cause", (one.cause,)),
        ("Fix", (one.fix,)),
        ("Met by", one.runs),
    )
    for word, texts in told:
        if any(texts):
            yield f"  - {word}: {', '.join(map(code, texts))}"


def code(text: str) -> str:
    """A text as code, on one line: between more backticks than it has in a row itself."""
    if not text:
        return ""
    shown = printable(text)
    fence = "`" * (1 + max((len(row) for row in re.findall("`+", shown)), default=0))
    pad = " " if shown.startswith("`") or shown.endswith("`") or not shown.strip() else ""
    return f"{fence}{pad}{shown}{pad}{fence}"
