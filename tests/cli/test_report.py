"""fuzz report: a run in every format, printed or written; and a file of a format that there is not."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.cli.conftest import Run, refused
from tests.cli.sample import CHANNELS, HEAD
from tests.unit.fuzz.test_markdown import STARTED, account, catalogued

BEGINNINGS = {
    "html": "<!doctype html>\n",
    "markdown": "## Fuzzing ResNet-50: ",
    "junit": '<?xml version="1.0" encoding="utf-8"?>\n<testsuites ',
    "sarif": '{\n  "$schema": "https://docs.oasis-open.org/sarif/',
    "jsonl": '{"report":{',
    "annotations": "::warning title=NEW ",
    "text": "ResNet-50: nothing to look at, 2 not known either\n",
}


@pytest.fixture
def run(tmp_path: Path) -> Path:
    account(tmp_path / "night", STARTED, catalogued(HEAD), catalogued(CHANNELS))
    return tmp_path / "night"


@pytest.mark.parametrize("name", BEGINNINGS)
def test_a_run_is_printed_in_a_format(fuzz: Run, run: Path, name: str) -> None:
    result = fuzz("report", run.name, "--format", name)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith(BEGINNINGS[name])
    assert HEAD.group in result.stdout
    assert CHANNELS.cause in result.stdout.replace("\n         ", " ")


def test_the_suffix_of_a_file_says_the_format(fuzz: Run, run: Path, tmp_path: Path) -> None:
    for name in ("night.html", "night.xml", "night.sarif"):
        result = fuzz("report", run.name, "--out", name)
        assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert (tmp_path / "night.html").read_text().startswith(BEGINNINGS["html"])
    assert ElementTree.parse(tmp_path / "night.xml").getroot().attrib["failures"] == "2"
    assert len(json.loads((tmp_path / "night.sarif").read_text())["runs"][0]["results"]) == 2
    refused(fuzz("report", run.name, "--out", "night.pdf"), "night.pdf", ".html", ".sarif")
    refused(fuzz("report", run.name, "--out", "gone/night.html"), "gone/night.html", "No such file")


def test_the_report_of_a_check_is_refused_before_the_check(here: Run) -> None:
    refused(here("check", "nobody:knows", "--report", "page.pdf"), "page.pdf", ".html")
