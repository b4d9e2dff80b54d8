"""Followed: runs a case with ordinary ones behind it, for what kills a process later."""

from collections.abc import Sequence

from msgspec.structs import replace

from fuzz.execution.outcome import Died, Outcome
from fuzz.execution.runner.protocol import Disposable
from strategies.case import ORDINARY, Case

FOLLOWING = 120
"""How many ordinary cases are run behind one: memory that it corrupts may kill any of them."""

SHAPE = (2, 3, 33, 33)
"""The input of the first of them; each other has another width, so that none is as the one before."""


class Followed:
    """Runs each case in a new process, with ordinary ones behind it."""

    def __init__(self, child: Disposable, following: int = FOLLOWING) -> None:
        self.child, self.following = child, following
        self.device = child.device

    def run(self, case: Case) -> Outcome:
        """The outcome of the case, or how one behind it dies (``later``)."""
        self.child.recycle()
        outcome = self.child.run(case)
        if isinstance(outcome, Died):
            return outcome
        died = first_death(ordinary(self.following), self.child)
        return outcome if died is None else replace(died, op="", stage="forward", later=True)


def first_death(cases: Sequence[Case], child: Disposable) -> Died | None:
    """How the first of several cases dies that does; they are run one after the other."""
    return next((seen for case in cases if isinstance(seen := child.run(case), Died)), None)


def ordinary(count: int = FOLLOWING) -> list[Case]:
    """So many ordinary cases, each of another size."""
    batch, channels, height, width = SHAPE
    shapes = [(batch, channels, height, width + number) for number in range(count)]
    return [replace(ORDINARY, input=replace(ORDINARY.input, shape=shape)) for shape in shapes]
