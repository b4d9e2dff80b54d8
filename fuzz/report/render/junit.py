"""JUnit XML, as Jenkins, GitLab and others read it: each cause is a test.

Source: https://github.com/jenkinsci/xunit-plugin, junit-10.xsd, which others read a part of.
"""

from xml.etree import ElementTree

from fuzz.report.told.report import NEWS, Problem, Report, Run
from fuzz.text import printable, printable_lines


def render(report: Report) -> str:
    """One suite. What is known passes, what somebody lives with is skipped, what nobody knew fails."""
    problems = report.problems
    failed, skipped = sum(map(_fails, problems)), sum(one.accepted for one in problems)
    seconds = sum(run.summary.seconds for run in report.runs if run.summary is not None)
    counts = {"tests": str(len(problems)), "failures": str(failed), "errors": "0"}
    root = ElementTree.Element("testsuites", {"name": "resnet-fuzz", **counts})
    suite = ElementTree.SubElement(
        root,
        "testsuite",
        {
            "name": printable(report.subject),
            **counts,
            "skipped": str(skipped),
            "time": f"{seconds:.1f}",
        },
    )
    facts = {**_facts(report.runs), **report.facts}
    if facts:
        _add_facts(suite, facts)
    for problem in problems:
        _add(suite, problem)
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'


def _fails(problem: Problem) -> bool:
    return problem.fails or (problem.status in NEWS and not problem.accepted)


def _facts(runs: tuple[Run, ...]) -> dict[str, str]:
    return {
        f"{run.name}.{name}": str(value)
        for run in runs
        if (summary := run.summary) is not None
        for name, value in (
            ("seed", summary.seed),
            ("cases", summary.cases),
            ("torch", summary.torch),
            ("ended by", summary.stop_reason),
        )
    }


def _add_facts(suite: ElementTree.Element, facts: dict[str, str]) -> None:
    properties = ElementTree.SubElement(suite, "properties")
    for name, value in facts.items():
        ElementTree.SubElement(
            properties, "property", {"name": printable(name), "value": printable(value)}
        )


def _add(suite: ElementTree.Element, problem: Problem) -> None:
    test = ElementTree.SubElement(
        suite,
        "testcase",
        {"classname": printable(problem.stage), "name": printable(problem.id), "time": "0"},
    )
    if problem.accepted:
        ElementTree.SubElement(test, "skipped", {"message": "accepted"})
    elif _fails(problem):
        kind = problem.exception or problem.kind
        failure = ElementTree.SubElement(
            test, "failure", {"type": printable(kind), "message": printable(problem.headline)}
        )
        failure.text = printable_lines(_text(problem))


def _text(problem: Problem) -> str:
    told = (
        ("Status", problem.status),
        ("Changed", problem.change),
        ("Where", f"{problem.path}:{problem.line}" if problem.path else ""),
        ("Cause", problem.cause),
        ("Fix", problem.fix),
        ("Proof", problem.proof),
        ("Reach", problem.region),
    )
    lines = [f"{word}: {text}" for word, text in told if text]
    lines += ["", *problem.diff] if problem.diff else []
    lines += ["", problem.script] if problem.script else []
    return "\n".join(lines)
