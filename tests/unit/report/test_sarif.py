"""SARIF is held against its schema, and says how a cause stands."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from fuzz.report.render.sarif import render
from fuzz.report.told import Report
from tests.unit.report.sample import KNOWN, LOSS, problem, report
from tests.unit.report.test_render import EVERYTHING

SCHEMA = Path(__file__).parents[2] / "data" / "sarif-2.1.0.json"
"""As OASIS publishes it: errata01 of version 2.1.0."""


def results(told: Report) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(render(told))["runs"][0]["results"]
    return found


def test_it_keeps_to_the_schema(tmp_path: Path) -> None:
    for number, told in enumerate(EVERYTHING.values()):
        (tmp_path / f"{number}.sarif").write_text(render(told))
    broken = json.loads((tmp_path / "0.sarif").read_text())
    broken["runs"][0]["results"][0]["level"] = "terrible"
    check = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(SCHEMA)]
    files = sorted(map(str, tmp_path.glob("*.sarif")))
    assert len(files) == len(EVERYTHING)
    done = subprocess.run([*check, *files], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    (tmp_path / "broken.json").write_text(json.dumps(broken))
    refused = subprocess.run([*check, str(tmp_path / "broken.json")], capture_output=True, check=False)
    assert refused.returncode == 1


def test_a_result_says_how_its_cause_stands() -> None:
    lives_with = replace(LOSS, id="loud", accepted=True)
    new, changed, accepted, known = results(report(problem(fails=True), LOSS, lives_with, KNOWN))
    assert (new["level"], new["baselineState"]) == ("error", "new")
    assert (changed["level"], changed["baselineState"]) == ("warning", "updated")
    assert (known["level"], known["baselineState"]) == ("note", "unchanged")
    assert accepted["suppressions"] == [{"kind": "external"}]
    assert "suppressions" not in changed


def test_a_result_leads_to_the_line_of_the_user_or_to_the_file_of_the_cause() -> None:
    found = results(report(problem(path="my models/net.py", line=7), LOSS))
    mine, kept = (one["locations"][0] for one in found)
    assert mine["physicalLocation"]["artifactLocation"]["uri"] == "my%20models/net.py"
    assert mine["physicalLocation"]["region"] == {"startLine": 7}
    assert mine["logicalLocations"] == [{"fullyQualifiedName": "conv1", "kind": "module"}]
    assert kept["physicalLocation"] == {"artifactLocation": {"uri": "night/catalogue/logits.json"}}
