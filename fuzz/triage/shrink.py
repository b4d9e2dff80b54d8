"""Shrinking with Hypothesis: the round that drew a case is drawn again, and shrunk from there."""

from collections.abc import Callable
from contextlib import suppress

from hypothesis import Phase
from hypothesis.errors import HypothesisException

from fuzz.triage.draw import replay
from strategies.case import Case, key
from strategies.cost import cost

TRIALS = 20
"""How many cases Hypothesis may have run for one failure: the steps down are better aimed."""

LOOKS = 80
"""How many cases Hypothesis may draw on the way, most of them no plainer than the best so far."""


class _StillFails(Exception):
    """Tells Hypothesis that a case is one of those it should look for."""


class _Enough(BaseException):
    """Ends the search at once: Hypothesis lets through what is not an ``Exception``."""


class _Search:
    """One shrink: silent until the drawn case comes up, then true to what still fails."""

    def __init__(self, case: Case, holds: Callable[[Case], bool]) -> None:
        self.best, self.holds = case, holds
        self.start, self.reached = key(case), False
        self.looks = self.trials = 0

    def look(self, case: Case) -> None:
        if not self.reached:
            self.reached = key(case) == self.start
            if not self.reached:
                return
        else:
            self._spend(case)
            if cost(case) > cost(self.best) or not self.holds(case):
                return
            self.best = case
        raise _StillFails

    def _spend(self, case: Case) -> None:
        self.looks += 1
        self.trials += cost(case) <= cost(self.best)
        if self.trials > TRIALS or self.looks > LOOKS:
            raise _Enough


def shrink(case: Case, seed: int, holds: Callable[[Case], bool]) -> Case:
    """The plainest case that Hypothesis finds from the one that the round of ``seed`` drew."""
    search = _Search(case, holds)
    # The ways in which Hypothesis ends: with its best, in our time, or on its own terms.
    with suppress(_StillFails, _Enough, HypothesisException):
        replay(seed, search.look, Phase.generate, Phase.shrink)
    return search.best
