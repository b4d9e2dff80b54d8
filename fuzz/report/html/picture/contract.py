"""The input contract of a checked network: the sizes that were run, and which of them it takes."""

from math import log2

from markupsafe import Markup

from fuzz.report.html.picture.picture import Picture
from fuzz.report.html.svg import drawing, labelled, tag, text
from fuzz.report.told.report import Dots, Report

WIDTH, ROW, LEFT, RIGHT = 760.0, 74.0, 14.0, 24.0
NEAR = 17.0
"""How far two numbers on an axis are apart at the least."""


def contract_picture(report: Report) -> Picture | None:
    """A row for each dimension; None where a report has no contract with sizes."""
    contract = report.contract
    if contract is None or not contract.sizes:
        return None
    parts = [part for number, dots in enumerate(contract.sizes) for part in _row(dots, 8 + number * ROW)]
    return Picture(
        name="contract",
        title="What it takes",
        said="Each size that was run, one dimension at a time: those above pass, those below fail.",
        svg=drawing(WIDTH, 8 + len(contract.sizes) * ROW, "Sizes that pass and that fail", *parts),
        key=(("passes", "passes"), ("refused", "fails")),
        wide=True,
    )


def _row(dots: Dots, top: float) -> list[Markup]:
    tried = sorted({*dots.passed, *dots.failed})
    low, high = log2(tried[0] or 1), log2(max(tried[-1], 2))
    span = max(high - low, 1e-9)

    def x(size: int) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * (log2(size or 1) - low) / span

    parts = [
        text(0, top + 10, dots.name, "name"),
        tag("path", d=f"M{LEFT:g} {top + 52:g}H{WIDTH - RIGHT:g}", class_="rule"),
    ]
    last = -NEAR
    for size in tried:
        passes = size in dots.passed
        said = f"{dots.name} {size} {'passes' if passes else 'fails'}"
        parts.append(labelled(said, _mark(x(size), top + (24 if passes else 39), passes)))
        if x(size) - last >= NEAR:
            last = x(size)
            parts.append(text(last, top + 65, str(size), "small", "middle"))
    return parts


def _mark(x: float, y: float, passes: bool) -> Markup:
    """A disc, or a cross: told apart without colours as well."""
    if passes:
        return tag("circle", cx=x, cy=y, r=4.5, class_="passes")
    return tag("path", d=f"M{x - 4:.1f} {y - 4:.1f}l8 8m0 -8l-8 8", class_="refused")
