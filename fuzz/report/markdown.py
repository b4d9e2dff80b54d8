"""What runs have come to, in Markdown: for the summary of a job, a comment or a mail."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from fuzz.campaign.account import Account
from fuzz.campaign.standing import Stand
from fuzz.campaign.summary import Summary
from fuzz.report.headline import entry_headline
from fuzz.text import counted, printable

MOST = 100
"""How many causes are told of one by one: hosts of CI show no more than some hundred kilobytes."""

HEAD = ("run", "device", "torch", "seed", "cases", "new", "changed", "reworded", "known", "ended by")


@dataclass
class _News:
    """A cause that is not simply known, and the runs that met it."""

    stand: Stand
    met_by: list[str] = field(default_factory=list)
    notes: set[str] = field(default_factory=set)

    @property
    def fails(self) -> bool:
        """Whether it makes one of the runs fail."""
        return "fails" in self.notes


def markdown(accounts: Sequence[Account]) -> str:
    """The accounts of some runs as one text: a line for each, then the causes that are news.

    Whatever comes from a message, a catalogue or the name of a directory is shown as code, in which
    Markdown knows no links, images, tags or mentions.
    """
    news = _by_cause(accounts)
    failing = [one for one in news if one.fails]
    others = [one for one in news if not one.fails]
    lines = [f"## Fuzzing ResNet-50: {_outcome(accounts, len(failing))}", "", *_table(accounts)]
    for title, some in (("To look at", failing), ("Not known either", others)):
        lines += _section(title, some) if some else ()
    return "\n".join(lines) + "\n"


def _outcome(accounts: Iterable[Account], failing: int) -> str:
    died = sum(one.summary.died for one in accounts if one.summary is not None)
    broken = sum(one.summary is None for one in accounts)
    counts = (
        (failing, "cause", " to look at"),
        (died, "worker", " died"),
        (broken, "run", " broken off"),
    )
    said = [counted(number, what) + more for number, what, more in counts if number]
    return ", ".join(said) or "nothing to look at"


def _table(accounts: Iterable[Account]) -> Iterator[str]:
    yield _row(HEAD)
    yield _row("---" for _ in HEAD)
    for one in accounts:
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


def _by_cause(accounts: Iterable[Account]) -> list[_News]:
    """Each cause once, as the first run that met it tells of it."""
    found: dict[str, _News] = {}
    for account in accounts:
        for stand in account.news:
            one = found.setdefault(stand.cause, _News(stand))
            one.met_by.append(account.name)
            one.notes.update(_notes(account.summary, stand.cause))
    return sorted(found.values(), key=lambda one: one.stand.cause)


def _notes(summary: Summary | None, cause: str) -> Iterator[str]:
    if summary is not None:
        there = summary.standing
        lists = (("fails", there.failing), ("accepted", there.accepted), ("expired", there.expired))
        yield from (note for note, causes in lists if cause in causes)


def _section(title: str, news: Sequence[_News]) -> Iterator[str]:
    yield from ("", f"### {title}", "")
    for one in news[:MOST]:
        yield from _lines(one)
    if len(news) > MOST:
        yield f"- and {counted(len(news) - MOST, 'other')}"


def _lines(one: _News) -> Iterator[str]:
    entry = one.stand.variants[0]
    notes = (("accepted", "accepted"), ("expired", "accepted once, and no longer"))
    noted = "".join(f" ({words})" for note, words in notes if note in one.notes)
    headline = code(entry_headline(entry))
    yield f"- **{one.stand.status.upper()}** {code(one.stand.cause)}{noted}: {headline}"
    told = (("Cause", (entry.cause,)), ("Fix", (entry.fix,)), ("Met by", one.met_by))
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
