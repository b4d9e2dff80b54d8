"""The figures at the top of the page."""

from typing import NamedTuple

from fuzz.campaign.summary import Summary
from fuzz.report.told.report import Report
from fuzz.text import counted


class Tile(NamedTuple):
    """A figure, what it counts, and more about it."""

    figure: str
    what: str
    more: str = ""


def tiles(report: Report) -> tuple[Tile, ...]:
    """What a report has come to, in a few figures."""
    if not report.runs:
        return _of_checked(report)
    summaries = [run.summary for run in report.runs if run.summary is not None]
    news = report.news
    fails = sum(one.fails for one in report.problems)
    variants = sum(len(one.variants) for one in report.problems)
    found = [_tile(len(report.problems), "cause", more=counted(variants, "variant"))]
    if summaries:
        failing = f"{fails:,} {'makes' if fails == 1 else 'make'} a run fail" if fails else ""
        found += [Tile(f"{len(news):,}", "not known before", failing), *_of_runs(summaries)]
    return tuple(found)


def _of_runs(summaries: list[Summary]) -> list[Tile]:
    cases, seconds = sum(one.cases for one in summaries), sum(one.seconds for one in summaries)
    combinations = sum(one.combinations for one in summaries)
    found = [
        _tile(cases, "case", " run", f"in {duration(seconds)}"),
        _tile(combinations, "combination", " judged", "each with a loss and a target"),
    ]
    estimates = [one.unseen for one in summaries if one.unseen is not None]
    if len(summaries) == 1 and estimates:
        found.append(Tile(f"{estimates[0].failures:,.0f}+", "failures unseen", "Chao's estimate"))
    died = sum(one.died for one in summaries)
    if died:
        found.append(_tile(died, "worker", " died"))
    return found


def _tile(number: int, what: str, rest: str = "", more: str = "") -> Tile:
    """A tile of a number of things."""
    figure, _, words = counted(number, what).partition(" ")
    return Tile(figure, words + rest, more)


def _of_checked(report: Report) -> tuple[Tile, ...]:
    kinds = [one.kind for one in report.problems]
    failures, silent = kinds.count("fails"), kinds.count("silent")
    return (
        _tile(failures, "failure"),
        _tile(silent, "silent fault"),
        *(Tile(value, name) for name, value in report.facts.items()),
    )


def duration(seconds: float) -> str:
    """A time for people."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "h"), (minutes, "min"), (rest, "s"))
    return " ".join(f"{number} {unit}" for number, unit in parts if number) or "0 s"
