"""The network, drawn from its description: how many causes were seen at each module."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from math import ceil
from urllib.parse import quote

from markupsafe import Markup

from fuzz.report.html.picture.layout import Part, Row, Stage, layout
from fuzz.report.html.picture.picture import Picture
from fuzz.report.html.svg import drawing, labelled, link, rect, tag, text
from fuzz.report.told.report import Report
from fuzz.text import counted
from strategies.network.models import DEFAULT, is_seen, title
from strategies.subject import Subject

WIDTH, LABEL = 760.0, 78.0
BOX, HIGH, GAP = 104.0, 40.0, 9.0
CELL, INSIDE, SPACE = 24.0, 4, 18.0
BESIDE = int((WIDTH - LABEL + GAP) / (BOX + GAP))
"""How many boxes fit beside each other."""

BESIDE_NAMES = 3
"""How many blocks leave room beside them for the names of what is in a block."""

LONGEST, LONGEST_INSIDE = 15, 11
"""The most letters of a name that fit into a box, and into a cell of those names."""

SHADES = 4


def network_picture(report: Report) -> Picture | None:
    """The unedited network with the causes at each module.

    None where none was seen at one, where runs are of several networks, and where nobody has described
    that of a run.
    """
    counts = Counter(site for one in report.problems for site in one.sites)
    if not report.runs or not counts or not is_seen(report.model):
        return None
    return Picture(
        name="network",
        title="Where in the network",
        said="Causes by the module that raises, or that was edited: each leads to its causes.",
        svg=_Drawing(report.model, counts).done(),
        key=tuple(_key(levels_to(max(counts.values())))),
        unknown=_elsewhere(report),
        wide=True,
    )


def levels_to(most: int) -> list[int]:
    """From how many causes on a colour is deeper: each step is as many times more as the one before."""
    levels: list[int] = []
    for shade in range(SHADES):
        levels.append(max(ceil(most ** (shade / SHADES)), levels[-1] + 1 if levels else 1))
    return levels


def _key(levels: list[int]) -> Iterator[tuple[str, str]]:
    yield "heat0", "none"
    for shade, (least, following) in enumerate(pairwise(levels), 1):
        last = following - 1
        yield f"heat{shade}", str(least) if least == last else f"{least} to {last}"
    yield f"heat{SHADES}", f"{levels[-1]} or more"


def _elsewhere(report: Report) -> str:
    nowhere = sum(not one.sites for one in report.problems)
    where = ["in the loss", "its backward pass", "the whole network"]
    where += [] if report.model == DEFAULT else ["another network, of which they are known"]
    what = f"show at none of these modules: {', '.join(where[:-1])}, or {where[-1]}"
    return f"{counted(nowhere, 'cause')} {what}." if nowhere else ""


class _Drawing:
    """Rows of boxes: layers one beside the other, and a row for each stage with its blocks."""

    def __init__(self, model: str, counts: Counter[str]) -> None:
        self.model, self.counts, self.parts = model, counts, list[Markup]()
        self.layout = layout(Subject(model=model))
        rows = (one.sites if isinstance(one, Row) else (one.site,) for one in self.layout)
        self.drawn = [site for sites in rows for site in sites]
        self.levels = levels_to(max(counts.values()))
        self.y, self.explained = 4.0, False

    def done(self) -> Markup:
        for one in self.layout:
            if isinstance(one, Row):
                self._row(one)
            else:
                self._stage(one)
        height = self.y - SPACE + 4
        label = f"{title(self.model)} from the input to the output, with the causes at each module"
        return drawing(WIDTH, height, label, *self.parts, roving=True)

    def _row(self, row: Row) -> None:
        for start in range(0, len(row.sites), BESIDE):
            self._arrow()
            for index, site in enumerate(row.sites[start : start + BESIDE]):
                number = self.counts[site] if self._is_drawn_inside(site) else self._below(site)
                self.parts.append(self._box(site, number, LABEL + index * (BOX + GAP), BOX, HIGH))
            self._next(HIGH)

    def _is_drawn_inside(self, site: str) -> bool:
        """Whether what is in a module has boxes of its own."""
        return any(there.startswith(f"{site}.") for there in self.drawn)

    def _stage(self, stage: Stage) -> None:
        cells = max((len(block.children) for block in stage.blocks), default=0)
        high = max(HIGH, 30 + CELL * ceil(cells / INSIDE))
        lines = ceil(len(stage.blocks) / BESIDE)
        if cells and not self.explained:
            self._explain(max(stage.blocks, key=lambda one: len(one.children)), len(stage.blocks))
        self._arrow()
        number = sum(self.counts[site] for site in (stage.site, *stage.around))
        whole = lines * high + (lines - 1) * GAP
        self.parts.append(self._box(stage.site, number, 0, LABEL - GAP, whole))
        for index, block in enumerate(stage.blocks):
            x = LABEL + index % BESIDE * (BOX + GAP)
            self._block(block, x, self.y + index // BESIDE * (high + GAP), high)
        self._next(whole)

    def _block(self, block: Part, x: float, y: float, high: float) -> None:
        self.parts.append(rect(x, y, BOX, high, "frame", 6))
        name = text(x + BOX / 2, y + 16, _short(block.site, 2), "small", "middle")
        heat = rect(x + 3, y + 3, BOX - 6, 18, self._heat(self.counts[block.site]), 4)
        self.parts.append(self._linked(block.site, self.counts[block.site], heat, name))
        for index, site in enumerate(block.children):
            left = x + 4 + index % INSIDE * CELL
            top = y + 25 + index // INSIDE * CELL
            number = self._below(site)
            cell = rect(left + 1, top + 1, CELL - 2, CELL - 2, self._heat(number), 3)
            shown = text(left + CELL / 2, top + 16, str(number or ""), "small", "middle")
            self.parts.append(self._linked(site, number, cell, shown))

    def _explain(self, block: Part, beside: int) -> None:
        """The names of the modules in a block, once: beside the first stage, or above a wide one."""
        self.explained = True
        left, wide = LABEL + BESIDE_NAMES * (BOX + GAP) + 24, 2.9 * BOX
        parts = [text(left, self.y + 14, "in each block", "small")]
        for index, site in enumerate(block.children):
            x = left + index % INSIDE * wide / INSIDE
            y = self.y + 25 + index // INSIDE * CELL
            parts.append(rect(x, y + 1, wide / INSIDE - 2, CELL - 2, "box key", 3))
            middle = x + wide / INSIDE / 2 - 1
            parts.append(text(middle, y + 16, _short(site, 1, LONGEST_INSIDE), "small", "middle"))
        self.parts.append(tag("g", *parts))
        if beside > BESIDE_NAMES:
            self.y += 30 + CELL * ceil(len(block.children) / INSIDE)

    def _box(self, site: str, number: int, x: float, width: float, height: float) -> Markup:
        middle = self.y + height / 2
        return self._linked(
            site,
            number,
            rect(x, self.y, width, height, self._heat(number), 6),
            text(x + width / 2, middle - 2, _short(site, 1), "name", "middle"),
            text(x + width / 2, middle + 13, str(number or ""), "small", "middle"),
        )

    def _linked(self, site: str, number: int, *children: Markup) -> Markup:
        label = f"{site}: {counted(number, 'cause')}"
        href = f"#sites={quote(site)}"
        return link(href, label, *children) if number else labelled(label, *children)

    def _below(self, site: str) -> int:
        """The causes at a module and inside it."""
        inside = f"{site}."
        return sum(n for there, n in self.counts.items() if there == site or there.startswith(inside))

    def _heat(self, number: int) -> str:
        return f"box heat{sum(number >= least for least in self.levels)}"

    def _next(self, high: float) -> None:
        self.y += high + SPACE

    def _arrow(self) -> None:
        """From the row above to this one."""
        if self.y > SPACE:
            start = f"M{LABEL + BOX / 2:g} {self.y - SPACE:g}"
            self.parts.append(tag("path", d=f"{start}v14m-4 -5l4 5l4 -5", class_="flow"))


def _short(site: str, names: int, most: int = LONGEST) -> str:
    """The last names of a site, cut off where they are too long; an index never stands alone."""
    parts = site.split(".")
    alone = parts[-1].isdecimal() and len(parts) > 1
    text = ".".join(parts[-max(names, 1 + alone) :])
    return text if len(text) <= most else f"{text[: most - 1]}…"
