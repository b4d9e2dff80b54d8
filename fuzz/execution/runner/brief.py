"""Brief: runs cases for a part of the time that they may take."""

from fuzz.execution.outcome import Outcome
from fuzz.execution.runner.protocol import Disposable
from strategies.case import Case

SHARE, LEAST = 0.1, 2.0
"""The share of its time that a case gets here, and the fewest seconds: an ordinary one takes half of
one."""


class Brief:
    """A runner that takes a case for one that never ends long before its time is over.

    It may be wrong on a busy machine, so what it says is to be confirmed in the end.
    """

    def __init__(self, child: Disposable) -> None:
        self.child, self.device = child, child.device
        self.seconds = min(child.seconds, max(LEAST, child.seconds * SHARE))

    def run(self, case: Case, seconds: float | None = None) -> Outcome:
        """See `fuzz.execution.runner.protocol.Disposable`."""
        return self.child.run(case, seconds or self.seconds)

    def recycle(self) -> None:
        """See `fuzz.execution.runner.protocol.Disposable`."""
        self.child.recycle()
