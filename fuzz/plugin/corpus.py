"""Each entry of a catalogue as a test item."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fuzz.catalogue.entry import Entry
from fuzz.catalogue.store import Catalogue


class Changed(Exception):
    """An entry's case no longer fails as it did; the message is for the test report."""


class CorpusItem(pytest.Item):
    """Passes where the case of an entry still fails with the entry's signature."""

    def __init__(self, *, entry: Entry, **rest: Any) -> None:
        super().__init__(**rest)
        self.entry = entry

    def runtest(self) -> None:
        from fuzz.execution.threads import one_thread
        from fuzz.triage.verify import verify

        one_thread()
        result = verify(self.entry)
        if result.status != "SAME":
            raise Changed(self._report(result.status, result.problem or _now(result.finding)))

    def _report(self, status: str, now: str) -> str:
        was = self.entry.observed[0].message if self.entry.observed else ""
        signature = self.entry.signature
        return (
            f"{status}: {self.entry.id}\n"
            f"was: {signature.exception or signature.kind}: {was} [{signature.stage}]\n"
            f"now: {now}\n"
            f"see: fuzz show {self.entry.id}"
        )

    def repr_failure(self, excinfo: Any, style: Any = None) -> Any:
        if isinstance(excinfo.value, Changed):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, None, str]:
        return self.path, None, f"corpus: {self.entry.id}"


def _now(finding: Any) -> str:
    if finding is None:
        return "the case passes"
    return f"{finding.signature.exception}: {finding.message} [{finding.signature.stage}]"


def corpus_items(session: pytest.Session, directory: Path) -> Iterator[pytest.Item]:
    """An item for each entry. Raises `FuzzError` where the directory cannot be read."""
    for entry in Catalogue(directory):
        yield CorpusItem.from_parent(session, name=f"corpus::{entry.id}", entry=entry)
