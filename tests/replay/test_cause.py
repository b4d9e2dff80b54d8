"""What ships is explained: a rule, a cause, a fix, a passing case that was run, and its reach."""

import pytest

from fuzz.catalogue import Catalogue, Entry
from fuzz.report.change import change_lines
from fuzz.verdict.presume import presume
from strategies.contract import predict

ENTRIES = list(Catalogue())
USERS = [entry for entry in ENTRIES if entry.signature.kind in ("rejected", "misplaced", "silent")]

THEIRS = {
    "backward-backward-runtimeerror": "torch goes back where it went there, and stumbles over a layout",
    "forward-lstm-userwarning": "it has no fast way for projections, and says so of what is documented",
    "backward-crossentropyloss-nonfinite": "float16 has no room for the slopes of so small an image",
}
"""Failures of cases that the documentation allows, by the beginning of their ids, and what they are."""


def test_every_failure_is_a_users_or_is_known_to_be_torchs() -> None:
    theirs = [entry.id for entry in ENTRIES if entry not in USERS]
    assert [name for name in theirs if not name.startswith(tuple(THEIRS))] == []
    assert len(USERS) >= 500


def test_each_is_told_with_the_rule_that_its_case_breaks() -> None:
    for entry in USERS:
        expected = predict(entry.case)
        broken = [one for one in (*expected.violations, expected.doubt) if one is not None]
        told = [(one.rule, one.told, one.fix, one.page) for one in broken]
        assert (entry.signature.rule, entry.cause, entry.fix, entry.page) in told, entry.id
        assert entry.region.startswith("Fails "), entry.id


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_its_fix_passes(entry: Entry) -> None:
    """By composition: each was run whole when its entry was made."""
    assert entry.passing is not None
    assert presume(entry.passing) is None
    assert change_lines(entry)
