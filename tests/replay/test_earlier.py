"""What earlier releases of torch raised for the corpus is explained by the cause of the entry."""

import json
from pathlib import Path
from typing import Any

import pytest

from fuzz.catalogue import CORPUS, Catalogue
from fuzz.message import explain

WORDINGS = sorted(Path(__file__).parent.glob("wordings-*.json"))
SAID = [one for path in WORDINGS for one in json.loads(path.read_text())["said"]]
ENTRIES = {entry.id: entry for entry in Catalogue(CORPUS)}

EXCEPTIONS: dict[str, str] = {}
"""Entries whose cause the message of an earlier release does not tell, and why."""


def _name(one: dict[str, Any]) -> str:
    return str(one["id"])


@pytest.mark.parametrize("one", SAID, ids=_name)
def test_the_cause_is_told_from_an_earlier_wording(one: dict[str, Any]) -> None:
    if one["id"] in EXCEPTIONS:
        pytest.skip(EXCEPTIONS[one["id"]])
    entry = ENTRIES[one["id"]]
    answer = explain(f"{one['exception']}: {one['message']}").answer
    assert answer is not None
    assert entry.signature.rule in (answer.rule, "") or answer.name == entry.group
