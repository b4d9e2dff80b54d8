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
    """A runner whose process may be replaced."""

    def recycle(self) -> None:
        """End the process; the next case gets a new one."""
