"""What ships is explained: every failure of the corpus has a rule that its case breaks, and a fix."""

from fuzz import Catalogue
from fuzz.catalogue.store import CORPUS
from fuzz.report.cause import cause_of

THEIRS = {
    "backward-backward-runtimeerror": "AdaptiveMaxPool takes no room on the way there, and none back",
    "backward-crossentropyloss-nonfinite": "float16 has no room for the slopes of so small an image",
}
"""Failures of cases that the documentation allows, by the beginning of their ids, and what they are."""


def test_every_failure_has_a_cause_but_for_those_that_are_not_the_users() -> None:
    alone = [entry.id for entry in Catalogue(CORPUS) if cause_of(entry.case) is None]
    assert [name for name in alone if not name.startswith(tuple(THEIRS))] == []
    assert len(alone) <= len(THEIRS)
