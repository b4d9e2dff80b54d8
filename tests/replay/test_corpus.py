"""The shipped corpus, entry by entry: each case still fails as it did, and so does its script."""

import os
import tempfile
from pathlib import Path

import pytest

from fuzz.catalogue import Catalogue, Entry
from fuzz.execution.threads import one_thread
from fuzz.report.proof import prove
from fuzz.report.script import script
from fuzz.triage.verify import verify

ENTRIES = list(Catalogue())
PROVEN = 6
"""Scripts that are run in a new process here; `python -m benchmarks.scripts` runs them all."""


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_entry_is_the_same(entry: Entry) -> None:
    one_thread()
    result = verify(entry)
    assert result.status == "SAME", f"{result.status}: {result.finding or result.problem}"


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_script_is_short_and_stands_alone(entry: Entry) -> None:
    text = script(entry)
    assert len(text.splitlines()) <= (40 if entry.signature.kind == "divergent" else 26)
    assert "fuzz" not in text
    assert "strategies" not in text
    compile(text, entry.id, "exec")


@pytest.mark.parametrize("entry", ENTRIES[:: max(1, len(ENTRIES) // PROVEN)], ids=lambda entry: entry.id)
def test_script_shows_the_failure_in_a_process_of_its_own(entry: Entry) -> None:
    with tempfile.TemporaryDirectory() as directory:
        shown, raised = prove(entry, Path(directory))
    assert shown, raised


def test_no_two_entries_are_alike() -> None:
    assert len({entry.signature for entry in ENTRIES}) == len(ENTRIES) >= 500


def test_every_file_is_named_after_its_entry() -> None:
    names = {name for name in os.listdir(Catalogue().directory) if name.endswith(".json")}
    assert names == {f"{entry.id}.json" for entry in ENTRIES}
