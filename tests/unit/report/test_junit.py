"""JUnit XML holds to what its readers ask for, and fails for what nobody knew."""

from xml.etree import ElementTree

import pytest
from msgspec.structs import replace

from fuzz.report.render.junit import render
from fuzz.report.told import Report
from tests.unit.report.sample import HARMFUL, KNOWN, LOSS, problem, report
from tests.unit.report.test_render import EVERYTHING

CHILDREN = {
    "testsuites": {"testsuite"},
    "testsuite": {"properties", "testcase"},
    "properties": {"property"},
    "testcase": {"skipped", "failure"},
}
"""What may stand in what: a part of junit-10.xsd of Jenkins, which is stricter than others."""

NEEDED = {
    "testsuite": {"name", "tests", "failures", "errors", "skipped", "time"},
    "testcase": {"name", "classname", "time"},
    "property": {"name", "value"},
    "failure": {"type", "message"},
}


def parsed(told: Report) -> ElementTree.Element:
    return ElementTree.fromstring(render(told))


@pytest.mark.parametrize("told", EVERYTHING.values(), ids=EVERYTHING.keys())
def test_it_has_what_its_readers_ask_for(told: Report) -> None:
    root = parsed(told)
    assert root.tag == "testsuites"
    for element in root.iter():
        assert {child.tag for child in element} <= CHILDREN.get(element.tag, set())
        assert element.attrib.keys() >= NEEDED.get(element.tag, set())
    (suite,) = root
    cases = suite.findall("testcase")
    assert int(suite.attrib["tests"]) == len(cases) == len(told.problems)
    assert int(suite.attrib["failures"]) == len(suite.findall("testcase/failure"))
    assert int(suite.attrib["skipped"]) == len(suite.findall("testcase/skipped"))
    assert [child.tag for child in suite][1:].count("properties") == 0


def test_what_nobody_knew_fails_and_what_somebody_lives_with_is_skipped() -> None:
    told = report(problem(), replace(LOSS, accepted=True), KNOWN)
    outcomes = [[child.tag for child in case] for case in parsed(told).iter("testcase")]
    assert outcomes == [["failure"], ["skipped"], []]


def test_a_failure_has_the_message_the_cause_and_the_script() -> None:
    failure = parsed(report(HARMFUL)).find(".//failure")
    assert failure is not None
    assert failure.attrib["type"] == "Error<script>"
    assert "<script>document.title='owned'</script>" in failure.attrib["message"]
    assert "\\x00" in failure.attrib["message"]
    plain = parsed(report(problem())).find(".//failure")
    assert plain is not None
    assert "Fix: pass 3 channels" in (plain.text or "")
    assert "+ x = torch.randn(2, 3)" in (plain.text or "")
    assert "print(1)" in (plain.text or "")
