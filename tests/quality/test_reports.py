"""What was right of a stranger's message stays right."""

import json
from pathlib import Path
from typing import Any

import pytest

from fuzz.catalogue import Catalogue
from fuzz.catalogue.explain import explained
from fuzz.message import explain

REPORTS = [
    pytest.param(report, report[part], id=f"{path.stem}-{report['id']}-{part}")
    for path in sorted((Path(__file__).parents[1] / "reports").glob("*.json"))
    for report in json.loads(path.read_text())
    if report["right"] or not report["in_scope"]
    for part in ("text", "traceback")
    if report.get(part)
]
"""What was pasted, and what its snippet says today, where a report has one."""


@pytest.fixture(scope="module")
def entries() -> list[Any]:
    return list(Catalogue())


@pytest.mark.parametrize(("report", "pasted"), REPORTS)
def test_what_is_known_to_be_right_is_told_first(
    report: dict[str, Any], pasted: str, entries: list[Any]
) -> None:
    answer = explained(explain(pasted), entries).answer
    if answer is None:
        assert not report["in_scope"]
    else:
        assert {answer.name, answer.rule} & set(report["right"])
