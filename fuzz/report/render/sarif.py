"""SARIF 2.1.0, which code scanning and editors read.

Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from importlib.metadata import version
from typing import Any
from urllib.parse import quote

import msgspec

from fuzz.report.told.report import Problem, Report, Status
from fuzz.text import printable, printable_lines

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
HOME = "https://docs.pytorch.org/docs/stable/"

QUIET = ("silent", "warned", "nonfinite", "divergent")

BASELINE: dict[Status, str] = {
    "new": "new",
    "changed": "updated",
    "reworded": "updated",
    "known": "unchanged",
}
"""How a cause stands, in SARIF's words; one of which nobody can say it has none."""


def render(report: Report) -> str:
    """One run with a rule and a result for each problem."""
    driver = {
        "name": "resnet-fuzz",
        "version": version("resnet-fuzz"),
        "informationUri": HOME,
        "rules": [_rule(problem) for problem in report.problems],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, number) for number, problem in enumerate(report.problems)],
        "properties": {"subject": printable(report.subject), **report.facts},
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return msgspec.json.format(msgspec.json.encode(log), indent=2).decode() + "\n"


def _rule(problem: Problem) -> dict[str, Any]:
    rule: dict[str, Any] = {
        "id": printable(problem.id),
        "shortDescription": _message(problem.cause or problem.title),
        "properties": {"tags": [problem.stage, problem.kind]},
    }
    if problem.fix:
        rule["help"] = _message(problem.fix)
    if problem.page.startswith("https://"):
        rule["helpUri"] = quote(problem.page, safe=":/?#=&.%-_~")
    return rule


def _result(problem: Problem, number: int) -> dict[str, Any]:
    told = (problem.headline, problem.cause, problem.fix and f"Fix: {problem.fix}")
    result: dict[str, Any] = {
        "ruleId": printable(problem.id),
        "ruleIndex": number,
        "level": _level(problem),
        "message": _message("\n".join(filter(None, told))),
        "locations": [_location(problem)],
        "partialFingerprints": {"resnetFuzzCause/v1": printable(problem.id)},
        "properties": {"status": problem.status, "variants": len(problem.variants)},
    }
    if problem.status in BASELINE:
        result["baselineState"] = BASELINE[problem.status]
    if problem.accepted:
        result["suppressions"] = [{"kind": "external"}]
    return result


def _level(problem: Problem) -> str:
    if problem.status == "known":
        return "note"
    return "error" if problem.fails or problem.kind not in QUIET else "warning"


def _location(problem: Problem) -> dict[str, Any]:
    """The line in the user's code, or the file of the cause; and the modules where it shows."""
    found: dict[str, Any] = {"physicalLocation": {"artifactLocation": {"uri": _file(problem)}}}
    if problem.line:
        found["physicalLocation"]["region"] = {"startLine": problem.line}
    if problem.sites:
        modules = [{"fullyQualifiedName": printable(site), "kind": "module"} for site in problem.sites]
        found["logicalLocations"] = modules
    return found


def _file(problem: Problem) -> str:
    if problem.path:
        return quote(problem.path.encode(errors="backslashreplace"))
    kept = "catalogue" if problem.proven else "unproven"
    run = problem.runs[0] if problem.runs else ""
    path = f"{run}/{kept}/{problem.id}.json" if run else f"{kept}/{problem.id}.json"
    return quote(path.encode(errors="backslashreplace"))


def _message(text: str) -> dict[str, str]:
    return {"text": printable_lines(text)}
