"""The account of a peer's run: what it did in the time, and when it is over."""

import resource
import sys
import time
from collections.abc import Callable

import msgspec

from benchmarks.measured import Measured
from fuzz.verdict import Signature
from strategies.case import Case

Runs = Callable[[Case], Signature | None]
"""Runs one case, and says what its finding is."""


class Over(BaseException):
    """The budget is spent. No exception of a test, so every engine lets it through."""


class Account:
    """Counts what was done within ``seconds`` since ``began``, and up to ``cases`` (0: unbounded)."""

    def __init__(self, peer: str, *, began: float, seconds: float, cases: int) -> None:
        self.peer, self.began, self.limit = peer, began, cases
        self.deadline = began + seconds if seconds else float("inf")
        self.ready = self.ended = began
        self.started: float | None = None
        self.found: float | None = None
        self.cases = self.imagined = 0
        self.firsts: dict[Signature, Case] = {}
        self.peak = 0.0

    def torch_is_there(self) -> None:
        self.ready = time.time()

    def run(self, case: Case, runs: Runs) -> None:
        """Run a case and count it. Raises `Over` once the budget is spent."""
        if self.started is None:
            self.started = time.time()
        signature = runs(case)
        self.ended = min(time.time(), self.deadline)
        if self.ended == self.deadline:
            raise Over
        self.cases += 1
        if signature is not None:
            self.found = self.found or self.ended
            self.firsts.setdefault(signature, case)
        if self.cases == self.limit:
            raise Over

    def close(self) -> None:
        """Take note of what the run took, before anything else is done in this process."""
        self.peak = peak_mib(resource.RUSAGE_SELF)

    def confirm(self, runs: Runs) -> None:
        """Strike off the signatures that their first case does not give when it is run like this."""
        real = {signature for signature, case in self.firsts.items() if runs(case) == signature}
        self.imagined = len(self.firsts) - len(real)
        self.firsts = {signature: self.firsts[signature] for signature in real}

    def print(self) -> None:
        """Print the figures as JSON."""
        measured = Measured(
            peer=self.peer,
            cases=self.cases,
            combinations=self.cases,
            seconds=round(self.ended - self.began, 3),
            signatures=len(self.firsts),
            imagined=self.imagined,
            first_finding_s=_since(self.ready, self.found),
            start_up_s=_since(self.began, self.started),
            peak_mib=self.peak,
        )
        sys.stdout.write(msgspec.json.encode(measured).decode() + "\n")
        sys.stdout.flush()


def peak_mib(who: int) -> float:
    """The most memory that this process, or the largest of its children, has had."""
    return round(resource.getrusage(who).ru_maxrss / 1024, 1)


def _since(start: float, end: float | None) -> float | None:
    return None if end is None else round(end - start, 3)
