"""Daring: runs what may access memory out of bounds often enough to see what comes of it."""

from fuzz.execution.outcome import Died, Outcome
from fuzz.execution.runner.followed import Followed
from fuzz.execution.runner.protocol import Disposable
from strategies.case import Case
from strategies.peril import corrupting, perilous

TRIES = 3
"""How often such a case is run, each time in a new process: what lies out of bounds is not always the
same."""

FOLLOWING = 8
"""How many ordinary cases are run behind one that may write there: enough, where nobody else comes to
harm."""


class Daring:
    """Runs a case that is `perilous` in several new processes, until one of them dies.

    What may write out of bounds has ordinary cases behind it at last. Any other case is run once, in the
    process that is there.
    """

    def __init__(self, child: Disposable, tries: int = TRIES, following: int = FOLLOWING) -> None:
        self.child, self.tries, self.following = child, tries, following
        self.device = child.device

    def run(self, case: Case) -> Outcome:
        """How the case ended a process, if it did so once; else what it returned or raised."""
        if not perilous(case):
            return self.child.run(case)
        for _ in range(self.tries - 1):
            outcome = self._afresh(case)
            if isinstance(outcome, Died):
                return outcome
        if corrupting(case) and self.following:
            return Followed(self.child, self.following).run(case)
        return self._afresh(case)

    def _afresh(self, case: Case) -> Outcome:
        self.child.recycle()
        return self.child.run(case)
