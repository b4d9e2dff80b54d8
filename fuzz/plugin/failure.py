"""The failures that a shard met, each told as an item of its own beside the shard's.

How many there are is known when a shard has ended, so they can't be collected. As pytest does with
subtests, each gets a report, and the item that they come from fails as well: so ``-x`` stops, on workers
too. The reports are made in the process that pytest-xdist's workers report to, where the terminal and
JUnit files are: a worker may only tell of items that it was given.
"""

from collections.abc import Generator
from typing import Any

import msgspec
import pytest

ATTRIBUTE = "fuzz_failures"
"""The attribute of a shard's report, as plain data: pytest-xdist passes it on."""


class Failure(msgspec.Struct, frozen=True):
    """A failure for the report: its id, what to say of it, and why it is ``accepted``, "" where it is
    not."""

    id: str
    text: str
    accepted: str = ""


class FailureReports:
    """The hooks of pytest that tell of each failure once."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self._told: set[str] = set()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Put the failures of a shard into its report."""
        report = yield
        if call.when == "call":
            setattr(report, ATTRIBUTE, msgspec.to_builtins(getattr(item, "failures", ())))
        return report

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Tell of each failure in a shard's report."""
        if hasattr(self.config, "workerinput"):
            return
        for failure in msgspec.convert(getattr(report, ATTRIBUTE, ()), list[Failure]):
            if failure.id not in self._told:
                self._told.add(failure.id)
                self._tell(failure, report.nodeid.partition("::")[0])

    def _tell(self, failure: Failure, parent: str) -> None:
        session: Any = self.config.pluginmanager.getplugin("session")
        if session is not None:
            session.testscollected += 1  # else the progress would go beyond 100 %
        report = pytest.TestReport(
            nodeid=f"{parent}::{failure.id}",
            location=(parent, None, f"{parent}: {failure.id}"),
            keywords={},
            outcome="skipped" if failure.accepted else "failed",
            longrepr=failure.text,
            when="call",
        )
        if failure.accepted:
            report.wasxfail = f"accepted: {failure.accepted}"
        self.config.hook.pytest_runtest_logreport(report=report)
