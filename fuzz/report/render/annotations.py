"""Workflow commands of GitHub, which become annotations of a job.

Source: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from collections.abc import Iterator

from fuzz.report.told.report import Problem, Report
from fuzz.text import printable

MOST = 10
"""How many of each level a host shows of one step: what fails comes first."""


def render(report: Report) -> str:
    """A line for each problem that is not simply known: an error where it makes a run fail."""
    return "".join(f"{_command(problem)}\n" for problem in report.news)


def _command(problem: Problem) -> str:
    level = "error" if problem.fails else "notice" if problem.accepted else "warning"
    properties = ",".join(f"{name}={_property(value)}" for name, value in _properties(problem))
    told = (problem.headline, problem.cause, problem.fix and f"Fix: {problem.fix}")
    message = "\n".join(printable(text) for text in told if text)
    return f"::{level} {properties}::{_data(message)}"


def _properties(problem: Problem) -> Iterator[tuple[str, str]]:
    if problem.path:
        yield from (("file", problem.path), ("line", str(problem.line)))
    yield "title", f"{problem.status.upper()} {problem.id}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(printable(text)).replace(":", "%3A").replace(",", "%2C")
