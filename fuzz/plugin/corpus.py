"""Each variant in a catalogue as a test item."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fuzz.catalogue.entry import Entry
from fuzz.catalogue.store import Catalogue
from fuzz.report.headline import entry_headline, headline
from fuzz.text import printable
from fuzz.verdict import Finding

WIDTH = 300
"""The most characters of a message that a report shows."""


class Changed(Exception):
    """An entry's case no longer fails as it did; the message is for the test report."""


class CorpusItem(pytest.Item):
    """Passes where the case of an entry still fails with the entry's signature."""

    def __init__(self, *, entry: Entry, directory: Path, **rest: Any) -> None:
        super().__init__(**rest)
        self.entry, self.directory = entry, directory

    def runtest(self) -> None:
        from fuzz.execution.threads import one_thread
        from fuzz.triage.verified import UNCHANGED
        from fuzz.triage.verify import verify

        one_thread()
        result = verify(self.entry)
        problem = printable(result.problem)
        if result.status == "SKIPPED":
            pytest.skip(problem)
        if result.status not in UNCHANGED:
            raise Changed(self._report(result.status, problem or _now(result.finding)))

    def _report(self, status: str, now: str) -> str:
        return (
            f"{status}: {self.entry.id}\n"
            f"was: {entry_headline(self.entry, WIDTH)}\n"
            f"now: {now}\n"
            f"see: fuzz show {self.entry.id} --catalogue {self.directory}"
        )

    def repr_failure(self, excinfo: Any, style: Any = None) -> Any:
        if isinstance(excinfo.value, Changed):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, None, str]:
        return self.path, None, f"corpus: {self.entry.id}"


def _now(finding: Finding | None) -> str:
    if finding is None:
        return "the case passes"
    return headline(finding, WIDTH)


class Corpus(pytest.Collector):
    """The variants in a catalogue. Raises `FuzzError` where it cannot be read."""

    def __init__(self, *, directory: Path, **rest: Any) -> None:
        super().__init__(**rest)
        self.directory = directory

    def collect(self) -> Iterator[pytest.Item]:
        for entry in Catalogue(self.directory):
            yield CorpusItem.from_parent(self, name=entry.id, entry=entry, directory=self.directory)
