"""The shipped corpus: each case still fails as it did, and so does its script.

It is running cases that takes time, so each is a test of its own name. Those that share network and
input follow each other, and share the forward pass. What is quick is asked of all entries in one test,
which names those that it isn't so for.
"""

import tempfile
from pathlib import Path

import pytest

from fuzz.catalogue import Catalogue, Entry
from fuzz.catalogue.cause import encode
from fuzz.execution.threads import one_thread
from fuzz.report.proof import prove
from fuzz.report.script import script
from fuzz.triage.verified import UNCHANGED
from fuzz.triage.verify import verify
from strategies.case import key, without_loss

ENTRIES = list(Catalogue())
BY_NETWORK = sorted(ENTRIES, key=lambda entry: (key(without_loss(entry.case)), entry.id))
LINES, DIVERGENT_LINES = 26, 40
"""The most lines that a script has; one that runs its case on two devices has more."""


def sort_of(entry: Entry) -> str:
    """The stage that fails, or that two devices disagree."""
    kind = entry.signature.kind
    return kind if kind == "divergent" else entry.signature.stage


PROVEN = {sort_of(entry): entry for entry in ENTRIES}
"""An entry of each sort, whose script is run in a new process here; `python -m benchmarks.scripts` runs
them all."""


@pytest.mark.parametrize("entry", BY_NETWORK, ids=lambda entry: entry.id)
def test_entry_is_the_same(entry: Entry) -> None:
    one_thread()
    result = verify(entry)
    if result.status == "SKIPPED":
        pytest.skip(result.problem)
    assert result.status in UNCHANGED, f"{result.status}: {result.finding or result.problem}"


def test_scripts_are_short_and_stand_alone() -> None:
    wrong = {entry.id: said for entry in ENTRIES if (said := wrong_with_script(entry))}
    assert wrong == {}


def wrong_with_script(entry: Entry) -> list[str]:
    """What is wrong with the script of an entry."""
    text = script(entry)
    compile(text, entry.id, "exec")
    lines = len(text.splitlines())
    most = DIVERGENT_LINES if entry.signature.kind == "divergent" else LINES
    names = [f"it names {name}" for name in ("fuzz", "strategies") if name in text]
    return [*names, *([f"it has {lines} lines"] if lines > most else [])]


@pytest.mark.parametrize("entry", PROVEN.values(), ids=lambda entry: entry.id)
def test_script_shows_the_failure_in_a_process_of_its_own(entry: Entry) -> None:
    with tempfile.TemporaryDirectory() as directory:
        shown, raised = prove(entry, Path(directory))
    assert shown, raised


def test_no_two_entries_are_alike() -> None:
    assert len({entry.signature for entry in ENTRIES}) == len(ENTRIES) >= 500


def test_every_file_is_that_of_a_cause_and_written_as_it_would_be_now() -> None:
    catalogue = Catalogue()
    files = {path.name: path.read_bytes() for path in catalogue.directory.glob("*.json")}
    assert files == {f"{cause.id}.json": encode(cause) for cause in catalogue.causes}
