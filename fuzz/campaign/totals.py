"""Totals: what the shards of a campaign have counted, each for itself."""

from collections import Counter
from dataclasses import dataclass, field

from fuzz.campaign.event import Ran
from fuzz.campaign.grid import Grid


@dataclass
class Totals:
    """The cases and combinations of a shard, its findings by kind, in how many cases each failure came
    up, and its grids (`fuzz.campaign.outcomes`), which come once, at its end."""

    cases: int = 0
    combinations: int = 0
    findings: Counter[str] = field(default_factory=Counter)
    incidence: Counter[str] = field(default_factory=Counter)
    losses: Grid = ()
    sizes: Grid = ()

    def add(self, event: Ran) -> None:
        """Add what a shard has run since its last event."""
        self.cases += event.cases
        self.combinations += event.combinations
        self.findings.update(event.failing)
        self.incidence.update(event.incidence)
        self.losses, self.sizes = event.losses or self.losses, event.sizes or self.sizes
