"""The network, drawn from its description: how many causes were seen at each module."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from math import ceil
from urllib.parse import quote

from markupsafe import Markup

from fuzz.report.html.picture.picture import Picture
from fuzz.report.html.svg import drawing, labelled, link, rect, tag, text
from fuzz.report.told.report import Report
from fuzz.text import counted
from strategies.network.models import network
from strategies.network.node import Block, Node
from strategies.subject import Subject

WIDTH, LABEL = 760.0, 78.0
BOX, HIGH, GAP = 104.0, 40.0, 9.0
CELL, INSIDE, SPACE = 24.0, 4, 18.0
SHADES = 4


def network_picture(report: Report) -> Picture | None:
    """The unedited network with the causes at each module; None where none was seen at one."""
    counts = Counter(site for one in report.problems for site in one.sites)
    if not report.runs or not counts:
        return None
    return Picture(
        name="network",
        title="Where in the network",
        said="Causes by the module that raises, or that was edited: each leads to its causes.",
        svg=_Drawing(counts).done(),
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
    what = "show at none of these modules: in the loss, its backward pass, or the whole network"
    return f"{counted(nowhere, 'cause')} {what}." if nowhere else ""


class _Drawing:
    """Rows of boxes: layers one beside the other, and a row for each stage with its blocks."""

    def __init__(self, counts: Counter[str]) -> None:
        self.counts, self.parts = counts, list[Markup]()
        self.levels = levels_to(max(counts.values()))
        self.y, self.explained = 4.0, False

    def done(self) -> Markup:
        row = list[tuple[str, Node]]()
        for name, node in network(Subject()).children.items():
            if isinstance(node, Block):
                self._row(row)
                if not self.explained:
                    self._explain(next(iter(node.children.values())))
                self._stage(name, node)
                row = []
            else:
                row.append((name, node))
        self._row(row)
        height = self.y - SPACE + 4
        label = "ResNet-50 from the input to the output, with the number of causes at each module"
        return drawing(WIDTH, height, label, *self.parts, roving=True)

    def _row(self, layers: list[tuple[str, Node]]) -> None:
        if not layers:
            return
        self._arrow()
        for index, (name, _) in enumerate(layers):
            x = LABEL + index * (BOX + GAP)
            self.parts.append(self._box(name, name, x, self.y, BOX, HIGH))
        self._next(HIGH)

    def _stage(self, name: str, stage: Block) -> None:
        high = 2 * CELL + 30
        self._arrow()
        self.parts.append(self._box(name, name, 0, self.y, LABEL - GAP, high))
        for index, (number, block) in enumerate(stage.children.items()):
            x = LABEL + index * (BOX + GAP)
            self._block(f"{name}.{number}", block, x, high)
        self._next(high)

    def _block(self, site: str, block: Node, x: float, high: float) -> None:
        self.parts.append(rect(x, self.y, BOX, high, "frame", 6))
        title = text(x + BOX / 2, self.y + 16, site, "small", "middle")
        self.parts.append(
            self._linked(site, rect(x + 3, self.y + 3, BOX - 6, 18, self._heat(site), 4), title)
        )
        names = list(block.children) if isinstance(block, Block) else []
        for index, name in enumerate(names):
            left = x + 4 + index % INSIDE * CELL
            top = self.y + 25 + index // INSIDE * CELL
            there = f"{site}.{name}"
            number = self._below(there)
            shown = str(number) if number else ""
            self.parts.append(
                self._linked(
                    there,
                    rect(left + 1, top + 1, CELL - 2, CELL - 2, self._heat(there, number), 3),
                    text(left + CELL / 2, top + 16, shown, "small", "middle"),
                    number=number,
                )
            )

    def _explain(self, block: Node) -> None:
        """The names of the modules in a block, once, where there is room beside the first stage."""
        self.explained = True
        names = list(block.children) if isinstance(block, Block) else []
        left, wide = LABEL + 3 * (BOX + GAP) + 24, 2.9 * BOX
        parts = [text(left, self.y + 14, "in each block", "small")]
        for index, name in enumerate(names):
            x = left + index % INSIDE * wide / INSIDE
            y = self.y + 25 + index // INSIDE * CELL
            parts.append(rect(x, y + 1, wide / INSIDE - 2, CELL - 2, "box key", 3))
            middle = x + wide / INSIDE / 2 - 1
            parts.append(text(middle, y + 16, name, "small", "middle"))
        self.parts.append(tag("g", *parts))

    def _box(self, site: str, name: str, x: float, y: float, width: float, height: float) -> Markup:
        number = self.counts[site]
        middle = y + height / 2
        return self._linked(
            site,
            rect(x, y, width, height, self._heat(site), 6),
            text(x + width / 2, middle - 2, name, "name", "middle"),
            text(x + width / 2, middle + 13, str(number) if number else "", "small", "middle"),
        )

    def _linked(self, site: str, *children: Markup, number: int | None = None) -> Markup:
        number = self.counts[site] if number is None else number
        label = f"{site}: {counted(number, 'cause')}"
        href = f"#sites={quote(site)}"
        return link(href, label, *children) if number else labelled(label, *children)

    def _below(self, site: str) -> int:
        """The causes at a module and inside it."""
        inside = f"{site}."
        return sum(n for there, n in self.counts.items() if there == site or there.startswith(inside))

    def _heat(self, site: str, number: int | None = None) -> str:
        number = self.counts[site] if number is None else number
        return f"box heat{sum(number >= least for least in self.levels)}"

    def _next(self, high: float) -> None:
        self.y += high + SPACE

    def _arrow(self) -> None:
        """From the row above to this one."""
        if self.y > SPACE:
            start = f"M{LABEL + BOX / 2:g} {self.y - SPACE:g}"
            self.parts.append(tag("path", d=f"{start}v14m-4 -5l4 5l4 -5", class_="flow"))
