"""A grid as a picture: in each cell, how much was fine, raised, or was silent."""

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from markupsafe import Markup

from fuzz.campaign.grid import Cell, Grid
from fuzz.report.html.svg import drawing, labelled, link, rect, tag, text
from fuzz.report.told.report import Report

HIGH, WIDE, GAP = 24.0, 26.0, 2.0
LETTER = 6.6
SLOPE = 0.62

KEY = (("fine", "fine"), ("raises", "raises"), ("silent", "silent: wrong, and no error"))


def grid_drawing(
    report: Report,
    grid: Grid,
    label: str,
    rows: Sequence[str],
    columns: Sequence[str],
    wide: float = WIDE,
) -> Markup:
    """The cells of a grid, its rows and columns in some order."""
    causes = _causes(report)
    cells = {(cell.row, cell.column): cell for cell in grid}
    left = LETTER * max(map(len, rows)) + 14
    top = LETTER * SLOPE * max(map(len, columns)) + 22
    parts = []
    for at, name in enumerate(columns):
        x, y = left + at * wide + wide / 2, top - 8
        turned = f"rotate(-40 {x:g} {y:g})"
        parts.append(tag("text", name, x=x, y=y, transform=turned, class_="small"))
    for number, row in enumerate(rows):
        y = top + number * HIGH
        parts.append(text(left - 8, y + HIGH / 2 + 4, row, "small", "end"))
        for at, column in enumerate(columns):
            cell = cells.get((row, column))
            x = left + at * wide
            parts.append(_cell(x, y, wide, cell, f"{row}, {column}", causes))
    last = max(map(len, columns)) * LETTER * 0.77
    width = left + len(columns) * wide + max(10.0, last - wide / 2)
    return drawing(width, top + len(rows) * HIGH + 4, label, *parts, roving=True)


def _causes(report: Report) -> dict[str, str]:
    """The cause of each variant."""
    return {variant.id: one.id for one in report.problems for variant in one.variants}


def _cell(
    x: float, y: float, wide: float, cell: Cell | None, name: str, causes: Mapping[str, str]
) -> Markup:
    inner, high = wide - GAP, HIGH - GAP
    if cell is None:
        return labelled(f"{name}: not tried", rect(x, y, inner, high, "untried", 3))
    counts = (("fine", cell.fine), ("raises", _sum(cell.raises)), ("silent", _sum(cell.silent)))
    whole, at, parts = sum(number for _, number in counts), x, []
    for class_, number in counts:
        share = inner * number / whole if whole else 0.0
        if share:
            parts.append(rect(at, y, share, high, class_))
        at += share
    said = ", ".join(f"{number:,} {word}" for word, number in counts)
    cause = _leads_to(cell, causes)
    if not cause:
        return labelled(f"{name}: {said}", *parts)
    return link(f"#cause-{quote(cause)}", f"{name}: {said}; leads to {cause}", *parts)


def _leads_to(cell: Cell, causes: Mapping[str, str]) -> str:
    """The cause of the commonest failure of a cell that there is an entry of, errors first."""
    for counts in (cell.raises, cell.silent):
        for variant in sorted(filter(causes.get, counts), key=lambda one: (-counts[one], one)):
            return causes[variant]
    return ""


def _sum(counts: Mapping[str, int]) -> int:
    return sum(counts.values())
