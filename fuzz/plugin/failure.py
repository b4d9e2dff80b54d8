"""What the items of a session have met, each cause told as an item of its own beside them.

How many there are is known when an item has ended, so they can't be collected. As pytest does with
subtests, each gets a report, and the item that they come from fails as well: so ``-x`` stops, on workers
too. Shards may meet a cause in several variants, so it is told when all have ended. The reports are made
in the process that pytest-xdist's workers report to, where the terminal and JUnit files are: a worker
may only tell of items that it was given.
"""

from collections.abc import Callable, Generator
from textwrap import fill
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from fuzz.text import counted

ATTRIBUTE = "fuzz_failures"
"""The attribute of a shard's report, as plain data: pytest-xdist passes it on."""


WIDTH = 100
"""The width of a line of ids."""


class Failure(msgspec.Struct, frozen=True):
    """A failure for the report: the id of the cause, what to say of it, and why it is ``accepted``, ""
    where it is not.

    Of a cause of a campaign, ``variants`` are the ids of those that were met, the one first that is
    shown, ``places`` the catalogues that they are in; it is ``known`` where the corpus has other ones.
    """

    id: str
    text: str
    accepted: str = ""
    variants: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    known: bool = False

    def joined(self, other: "Failure") -> "Failure":
        """The same cause, with what another item has met of it. What somebody accepts comes last."""
        if self.accepted and not other.accepted:
            return other
        if other.accepted and not self.accepted:
            return self
        variants, places = (
            tuple(dict.fromkeys((*one, *more)))
            for one, more in ((self.variants, other.variants), (self.places, other.places))
        )
        return replace(self, variants=variants, places=places)


Commands = Callable[[Failure], list[str]]
"""The lines that say what to do about a failure."""


class FailureReports:
    """The hooks of pytest that tell of each failure once, with the commands that there are for it."""

    def __init__(self, config: pytest.Config, commands: Commands) -> None:
        self.config, self.commands = config, commands
        self._met: dict[tuple[str, str], Failure] = {}

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
        """Keep each failure in an item's report."""
        if hasattr(self.config, "workerinput"):
            return
        for failure in msgspec.convert(getattr(report, ATTRIBUTE, ()), list[Failure]):
            name = (report.nodeid.partition("::")[0], failure.id)
            there = self._met.get(name)
            self._met[name] = failure if there is None else there.joined(failure)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtestloop(self) -> Generator[None, object, object]:
        """Tell of each failure when the items have ended, however they did."""
        try:
            return (yield)
        finally:
            for (parent, _), failure in self._met.items():
                self._tell(failure, parent)

    def _tell(self, failure: Failure, parent: str) -> None:
        session: Any = self.config.pluginmanager.getplugin("session")
        if session is not None:
            session.testscollected += 1  # else the progress would go beyond 100 %
        report = pytest.TestReport(
            nodeid=f"{parent}::{failure.id}",
            location=(parent, None, f"{parent}: {failure.id}"),
            keywords={},
            outcome="skipped" if failure.accepted else "failed",
            longrepr="\n".join((failure.text, *others(failure), *self.commands(failure))),
            when="call",
        )
        if failure.accepted:
            report.wasxfail = f"accepted: {failure.accepted}"
        self.config.hook.pytest_runtest_logreport(report=report)


def others(failure: Failure) -> list[str]:
    """The variants that are not shown, counted and by their ids."""
    others = failure.variants[1:]
    if not others:
        return []
    head = (
        f"Shown is {failure.variants[0]}. It was met in {counted(len(others), 'other variant')} as well:"
    )
    return [head, fill(", ".join(others), WIDTH, break_on_hyphens=False), ""]
