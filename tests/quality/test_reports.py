"""What was right of a stranger's message stays right."""

import json
from pathlib import Path
from typing import Any

import pytest

from fuzz.catalogue import Catalogue
from fuzz.catalogue.explain import explained
from fuzz.message import explain

REPORTS = [
    pytest.param(report, id=f"{path.stem}-{report['id']}")
    for path in sorted((Path(__file__).parents[1] / "reports").glob("*.json"))
    for report in json.loads(path.read_text())
    if report["right"] or not report["in_scope"]
]


@pytest.fixture(scope="module")
def entries() -> list[Any]:
    return list(Catalogue())


@pytest.mark.parametrize("report", REPORTS)
def test_what_is_known_to_be_right_is_told_first(report: dict[str, Any], entries: list[Any]) -> None:
    answer = explained(explain(report["text"]), entries).answer
    if answer is None:
        assert not report["in_scope"]
    else:
        assert {answer.name, answer.rule} & set(report["right"])
