"""JSON lines are read back as what was told."""

import json

import msgspec

from fuzz.report.render.jsonl import render
from fuzz.report.told import Problem
from tests.unit.report.sample import CHECKED, HARMFUL, report


def test_each_line_is_a_problem_but_the_first() -> None:
    told = report(HARMFUL)
    head, line = render(told).splitlines()
    assert json.loads(head)["report"]["runs"][0]["summary"]["seed"] == 3
    assert msgspec.json.decode(line, type=Problem) == HARMFUL


def test_a_checked_network_has_its_contract_in_the_first() -> None:
    head = json.loads(render(CHECKED).splitlines()[0])["report"]
    assert head["contract"]["form"] == "(N, 3, H, W)"
    assert "problems" not in head
