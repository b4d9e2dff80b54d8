"""Causes over time, and what is expected to be unseen."""

from collections.abc import Sequence

from markupsafe import Markup

from fuzz.campaign.summary import Summary
from fuzz.campaign.unseen import ENOUGH
from fuzz.report.html.picture.picture import Picture
from fuzz.report.html.svg import drawing, tag, text
from fuzz.report.html.tile import duration
from fuzz.report.told.report import Report
from fuzz.text import counted

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 620.0, 250.0, 44.0, 14.0, 14.0, 30.0
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
MINUTES = (5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21600, 86400)


def discovery_picture(report: Report) -> Picture | None:
    """The curves of the first run that met anything new; None where none did."""
    for run in report.runs:
        if run.summary is not None and run.summary.discovery and run.discovery:
            causes = tuple(seconds for seconds, _ in run.discovery)
            return _picture(run.name if len(report.runs) > 1 else "", run.summary, causes)
    return None


def _picture(name: str, summary: Summary, causes: Sequence[float]) -> Picture:
    unseen = summary.unseen
    found = len(summary.discovery)
    said = "Distinct failures, and the causes that they come of, as they were met for the first time"
    key = [("curve one", counted(found, "failure")), ("curve two", counted(len(causes), "cause"))]
    if unseen is not None:
        more = counted(round(unseen.failures), "more failure")
        key.append(("curve three", f"unseen: at the least {more}"))
    why = f"that takes {ENOUGH:,} cases, and there were {summary.cases:,}"
    if summary.cases >= ENOUGH:
        why = "cases that are enumerated don't tell"
    return Picture(
        name="time",
        title="New over time",
        said=f"{said}{f' in {name}' if name else ''}.",
        svg=_draw(summary, causes),
        key=tuple(key),
        unknown="" if unseen is not None else f"How much is unseen is not known: {why}.",
    )


def _draw(summary: Summary, causes: Sequence[float]) -> Markup:
    found = len(summary.discovery)
    more = summary.unseen.failures if summary.unseen is not None else 0.0
    span, most = max(summary.seconds, 1.0), max(found + more, 1.0)

    def x(seconds: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * min(1.0, max(0.0, seconds / span))

    def y(number: float) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * number / most

    parts = []
    step = next((one for one in STEPS if most / one <= 6), STEPS[-1])
    for line in range(0, int(most) + 1, step):
        parts.append(tag("path", d=f"M{LEFT:g} {y(line):.1f}H{WIDTH - RIGHT:g}", class_="rule"))
        parts.append(text(LEFT - 7, y(line) + 4, str(line), "small", "end"))
    tick = next((one for one in MINUTES if span / one <= 6), MINUTES[-1])
    for moment in range(0, int(span) + 1, tick):
        parts.append(text(x(moment), HEIGHT - 9, duration(moment), "small", "middle"))
    if more:
        parts.append(
            tag("path", d=f"M{LEFT:g} {y(found + more):.1f}H{WIDTH - RIGHT:g}", class_="curve three")
        )
    for times, class_ in ((summary.discovery, "curve one"), (causes, "curve two")):
        path = f"M{x(0):.1f} {y(0):.1f}"
        for number, seconds in _steps(times):
            path += f"H{x(seconds):.1f}V{y(number):.1f}"
        parts.append(tag("path", d=f"{path}H{x(span):.1f}", class_=class_))
    label = f"{counted(found, 'failure')} of {counted(len(causes), 'cause')} in {duration(span)}"
    return drawing(WIDTH, HEIGHT, label, *parts)


def _steps(times: Sequence[float]) -> list[tuple[int, float]]:
    """How many there were after each moment at which there was one more."""
    last: dict[float, int] = {}
    for number, seconds in enumerate(sorted(times), 1):
        last[seconds] = number
    return [(number, seconds) for seconds, number in last.items()]
