"""Runner: what runs a case and returns its outcome."""

from typing import Protocol

from fuzz.execution.outcome import Outcome
from strategies.case import Case


class Runner(Protocol):
    """Runs cases on a device that it owns."""

    device: str

    def run(self, case: Case) -> Outcome:
        """The outcome of a case, run whole. Raises `CaseError` for a malformed or too large one."""


class Disposable(Runner, Protocol):
    """A runner whose process may be replaced, and where a case may take so many ``seconds``."""

    seconds: float

    def run(self, case: Case, seconds: float | None = None) -> Outcome:
        """See `Runner`. A case may take ``seconds``, where they are given."""

    def recycle(self) -> None:
        """End the process; the next case gets a new one."""
