"""Tally: the counts of a worker while it carries out a shard."""

from collections import Counter
from dataclasses import dataclass, field

from fuzz.catalogue.entry import identify
from fuzz.verdict.evaluation import Evaluation
from fuzz.verdict.table import Table
from strategies.coverage import Pair

FOLD = 1000
"""Tables that are held before they are counted out."""


@dataclass
class Tally:
    """Cases and combinations since the last report, findings by kind, and pairs not tried before.

    Of each signature, by its id, in how many cases it came up. That is counted by table, since many
    cases share one.
    """

    cases: int = 0
    combinations: int = 0
    failing: Counter[str] = field(default_factory=Counter)
    pairs: list[Pair] = field(default_factory=list)
    _incidence: Counter[str] = field(default_factory=Counter)
    _tables: dict[int, tuple[Table, int]] = field(default_factory=dict)

    def add(self, evaluation: Evaluation) -> None:
        """Count an evaluation."""
        table = evaluation.table
        self.cases += 1
        self.combinations += table.combinations
        self.failing.update(table.failing)
        self._tables[id(table)] = (table, self._tables.get(id(table), (table, 0))[1] + 1)
        if len(self._tables) > FOLD:
            self._fold()

    def incidence(self) -> dict[str, int]:
        """For the id of each signature, the number of cases in which it came up."""
        self._fold()
        return dict(self._incidence)

    def begin_anew(self, last: bool) -> None:
        """Begin anew after a report; incidences are reported at the end of a shard alone."""
        self.cases = self.combinations = 0
        self.failing.clear()
        self.pairs.clear()
        if last:
            self._incidence.clear()

    def _fold(self) -> None:
        for table, times in self._tables.values():
            for signature in table.first:
                self._incidence[identify(signature)] += times
        self._tables.clear()
