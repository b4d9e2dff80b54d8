"""Tally: the counts of a worker while it carries out a shard."""

from collections import Counter
from dataclasses import dataclass, field

from fuzz.campaign.grid import Grid
from fuzz.campaign.outcomes import Outcomes, output_of
from fuzz.catalogue.entry import identify
from fuzz.verdict.evaluation import Evaluation
from fuzz.verdict.table import Table
from strategies.coverage import Pair
from strategies.value import Shape

FOLD = 1000
"""Tables that are held before they are counted out."""


@dataclass
class Tally:
    """Cases and combinations since the last report, findings by kind, and pairs not tried before.

    Of each signature, by its id, in how many cases it came up, and how losses took targets. That is
    counted by table, since many cases share one.
    """

    cases: int = 0
    combinations: int = 0
    failing: Counter[str] = field(default_factory=Counter)
    pairs: list[Pair] = field(default_factory=list)
    _incidence: Counter[str] = field(default_factory=Counter)
    _outcomes: Outcomes = field(default_factory=Outcomes)
    _tables: dict[int, tuple[Table, Shape | None, int]] = field(default_factory=dict)

    def add(self, evaluation: Evaluation) -> None:
        """Count an evaluation."""
        table = evaluation.table
        self.cases += 1
        self.combinations += table.combinations
        self.failing.update(table.failing)
        self._outcomes.add_network(evaluation.case, table)
        _, output, times = self._tables.get(id(table)) or (table, output_of(evaluation), 0)
        self._tables[id(table)] = (table, output, times + 1)
        if len(self._tables) > FOLD:
            self._fold()

    def incidence(self) -> dict[str, int]:
        """For the id of each signature, the number of cases in which it came up."""
        self._fold()
        return dict(self._incidence)

    def grids(self) -> tuple[Grid, Grid]:
        """The grids of `fuzz.campaign.outcomes`: losses with targets, and images with truncations."""
        self._fold()
        return self._outcomes.losses(), self._outcomes.sizes()

    def begin_anew(self, last: bool) -> None:
        """Begin anew after a report; incidences and grids are told at the end of a shard alone."""
        self.cases = self.combinations = 0
        self.failing.clear()
        self.pairs.clear()
        if last:
            self._incidence.clear()
            self._outcomes = Outcomes()

    def _fold(self) -> None:
        for table, output, times in self._tables.values():
            for signature in table.first:
                self._incidence[identify(signature)] += times
            if output is not None:
                self._outcomes.add_losses(table, output, times)
        self._tables.clear()
