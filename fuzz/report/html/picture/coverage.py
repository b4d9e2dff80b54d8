"""How many of the pairs of things that can be tried together were tried."""

from collections.abc import Iterator

from fuzz.report.html.picture.picture import Picture
from fuzz.report.html.svg import drawing, rect, text
from fuzz.report.told.report import Report, Run

NAMES = {
    "edit": "edits by part of the network",
    "layer": "layers by part of the network",
    "input": "properties of the input",
    "loss": "losses by options and targets",
}
WIDTH, ROW, BAR = 900.0, 46.0, 14.0

MOST = 300
"""How many untried pairs of a group are listed."""


def coverage_picture(report: Report) -> Picture | None:
    """The shares of the first run that came to its end: runs of other seeds may try other pairs."""
    run = next((one for one in report.runs if one.summary is not None), None)
    if run is None or run.summary is None or not run.summary.coverage:
        return None
    parts = []
    for number, (group, (tried, there)) in enumerate(run.summary.coverage.items()):
        y, share = number * ROW, tried / there if there else 0.0
        parts += [
            text(0, y + 14, NAMES.get(group, group), "name"),
            text(WIDTH, y + 14, f"{tried:,} of {there:,}, {_percent(tried, there)}", "small", "end"),
            rect(0, y + 21, WIDTH, BAR, "untried", 4),
            rect(0, y + 21, WIDTH * share, BAR, "done", 4),
        ]
    where = f" in {run.name}" if len(report.runs) > 1 else ""
    return Picture(
        name="coverage",
        title="What was tried",
        said=f"Pairs of things that can be tried together, and how many of them were{where}.",
        svg=drawing(
            WIDTH, len(run.summary.coverage) * ROW - 8, "Shares of pairs that were tried", *parts
        ),
        key=(("done", "tried"), ("untried", "not tried")),
        lists=tuple(_lists(run)),
        wide=True,
        unknown=""
        if run.untried is not None
        else "Which pairs were not tried is not known of this run.",
    )


def _percent(tried: int, there: int) -> str:
    """Down to a whole number: what is not all is never 100%."""
    return f"{100 * tried // there if there else 0}%"


def _lists(run: Run) -> Iterator[tuple[str, str]]:
    for group, pairs in (run.untried or {}).items():
        shown = ", ".join(pairs[:MOST])
        rest = f", and {len(pairs) - MOST:,} more" if len(pairs) > MOST else ""
        yield f"Not tried: {len(pairs):,} {NAMES.get(group, group)}", f"{shown}{rest}"
