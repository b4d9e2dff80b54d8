"""Renderers by the name of their format: each a pure function from a report to text, loaded when it is
asked for.

A new one is a module here with a function ``render``, and a line in `RENDERERS`.
"""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, cast

from fuzz.atomic import write_atomically
from fuzz.error import FuzzError
from fuzz.report.told.report import Report


class Renderer(NamedTuple):
    """The module that renders a format, the suffix of its files, and what it is for."""

    module: str
    suffix: str
    purpose: str


RENDERERS = {
    "html": Renderer("fuzz.report.html", ".html", "a page to look at, in one file"),
    "markdown": Renderer("fuzz.report.render.markdown", ".md", "the summary of a job, a comment"),
    "junit": Renderer("fuzz.report.render.junit", ".xml", "the tests of a CI job"),
    "sarif": Renderer("fuzz.report.render.sarif", ".sarif", "code scanning, editors"),
    "jsonl": Renderer("fuzz.report.render.jsonl", ".jsonl", "programs: a line for each cause"),
    "annotations": Renderer("fuzz.report.render.annotations", ".annotations", "GitHub's workflows"),
    "text": Renderer("fuzz.report.render.text", ".txt", "a terminal"),
}


def render(report: Report, name: str) -> str:
    """A report in the format of a name of `RENDERERS`."""
    module = import_module(RENDERERS[name].module)
    return cast(Callable[[Report], str], module.render)(report)


def format_of(path: Path) -> str:
    """The format that the suffix of a file says. Raises `FuzzError` where it says none."""
    for name, renderer in RENDERERS.items():
        if path.suffix == renderer.suffix:
            return name
    known = ", ".join(renderer.suffix for renderer in RENDERERS.values())
    raise FuzzError(f"{path}: the suffix of a report says its format; give one of {known}")


def write_report(report: Report, path: Path, name: str = "") -> None:
    """Write a report to a file, whole or not at all; without a ``name``, as its suffix says."""
    text = render(report, name or format_of(path))
    write_atomically(path, text.encode(errors="backslashreplace"))
