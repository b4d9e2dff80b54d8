"""Grid: how two things that are tried together came out, counted for a picture of it.

Two grids are kept of a run: each loss with each kind of target, and the size of the image with how many
of the last modules are cut off. They hold what was run, never what the contract would say.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Annotated, Literal

import msgspec

Result = Literal["fine", "raises", "silent"]

SHOWN = 3
"""How many failures a cell names: those that came up most."""

Count = Annotated[int, msgspec.Meta(ge=0, le=2**53)]
Id = Annotated[str, msgspec.Meta(max_length=200)]


class Cell(msgspec.Struct, frozen=True, array_like=True):
    """How often a ``row`` with a ``column`` was fine, and how often it met each failure, by its id.

    What ``raises`` has the ids of failures in which something is raised, or the process ends;
    ``silent`` those in which nothing is. A sum over some cells names no more than the commonest.
    """

    row: Id
    column: Id
    fine: Count = 0
    raises: dict[Id, Count] = {}
    silent: dict[Id, Count] = {}


Grid = tuple[Cell, ...]


class GridCounter:
    """Counts results, each with the id of its failure ("" where it was fine)."""

    def __init__(self) -> None:
        self._counts: dict[tuple[str, str], dict[Result, Counter[str]]] = {}

    def add(self, row: str, column: str, result: Result, name: str = "", times: int = 1) -> None:
        """Count a result so many times."""
        cell = self._counts.setdefault((row, column), {})
        cell.setdefault(result, Counter())[name] += times

    def add_grid(self, grid: Iterable[Cell]) -> None:
        """Count all that a grid has."""
        for cell in grid:
            self._add_all(cell, "fine", {"": cell.fine} if cell.fine else {})
            self._add_all(cell, "raises", cell.raises)
            self._add_all(cell, "silent", cell.silent)

    def _add_all(self, cell: Cell, result: Result, counts: Mapping[str, int]) -> None:
        for name, times in counts.items():
            self.add(cell.row, cell.column, result, name, times)

    def grid(self) -> Grid:
        """The cells in order. Those failures that a cell does not name are counted under ""."""
        return tuple(
            Cell(
                row,
                column,
                sum(counts.get("fine", {}).values()),
                _commonest(counts.get("raises", Counter())),
                _commonest(counts.get("silent", Counter())),
            )
            for (row, column), counts in sorted(self._counts.items())
        )


def _commonest(counts: Counter[str]) -> dict[str, int]:
    named = sorted(((times, name) for name, times in counts.items() if name), key=_rank)[:SHOWN]
    kept = {name: times for times, name in named}
    rest = sum(counts.values()) - sum(kept.values())
    return {**kept, "": rest} if rest else kept


def _rank(counted: tuple[int, str]) -> tuple[int, str]:
    return -counted[0], counted[1]


def grid_sum(grids: Iterable[Grid]) -> Grid:
    """Several grids as one."""
    counter = GridCounter()
    for grid in grids:
        counter.add_grid(grid)
    return counter.grid()
