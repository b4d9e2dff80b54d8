"""The page as a whole: its parts, and the policy that lets nothing else run in it."""

import base64
import hashlib
from collections import Counter
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from fuzz.report.html.picture import pictures
from fuzz.report.html.picture.reach import reach
from fuzz.report.html.tile import tiles
from fuzz.report.told.report import STATUSES, Problem, Report
from fuzz.text import counted, first_line, printable, printable_lines

HERE = Path(__file__).parent

OF_RUNS = ("new", "pictures", "causes", "runs")
OF_CHECKED = ("causes", "contract", "pictures")
"""The parts of a page, in order; each is a template in ``part/``."""

NEWEST = 8
"""How many causes are named at the top."""


class Facet(NamedTuple):
    """A filter: the field of a problem, its label, and the values that there are with their numbers."""

    name: str
    label: str
    values: tuple[tuple[str, int], ...]


FACETS = (
    ("status", "Status"),
    ("kind", "Kind"),
    ("stage", "Stage"),
    ("exception", "Exception"),
    ("layers", "Layer"),
    ("losses", "Loss"),
    ("sites", "Site"),
    ("releases", "torch"),
    ("runs", "Run"),
)


class Group(NamedTuple):
    """The problems of one status, with a heading."""

    status: str
    heading: str
    problems: tuple[Problem, ...]


HEADINGS = {
    "new": "New",
    "changed": "Known, in a variant that is new",
    "reworded": "Known, in other words",
    "found": "Found",
    "known": "Known",
}


def render(report: Report) -> str:
    """The page of a report. All that comes from a message, a file or a name is escaped, and shown with
    what is not printable as its code."""
    style, script = _text("style.css"), _text("page.js")
    return (
        _environment()
        .get_template("page.html.jinja")
        .render(
            report=report,
            version=version("resnet-fuzz"),
            policy=_policy(style, script),
            style=Markup(style),
            script=Markup(script),
            parts=OF_RUNS if report.runs else OF_CHECKED,
            tiles=tiles(report),
            newest=report.news[:NEWEST],
            ended=any(run.summary is not None for run in report.runs),
            pictures=tuple(pictures(report)),
            groups=_groups(report),
            facets=_facets(report),
        )
    )


def _policy(style: str, script: str) -> str:
    """The content security policy: this very style and this very script, and nothing from anywhere."""
    parts = ("default-src 'none'", f"style-src {_digest(style)}", f"script-src {_digest(script)}")
    return "; ".join((*parts, "base-uri 'none'", "form-action 'none'"))


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _text(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        said=printable,
        lines=printable_lines,
        first_line=first_line,
        values=values_of,
        reach=reach,
        among=_among,
    )
    environment.globals.update(counted=counted)
    return environment


def values_of(problem: Problem, name: str) -> tuple[str, ...]:
    """The values of a problem for a filter."""
    value = getattr(problem, name)
    texts = value if isinstance(value, tuple) else (value,) if value else ()
    return tuple(map(printable, texts))


def _among(values: tuple[str, ...]) -> str:
    """Values as an attribute in which one is found whole."""
    return f"|{'|'.join(values)}|" if values else ""


def _groups(report: Report) -> tuple[Group, ...]:
    found = []
    for status in STATUSES:
        problems = tuple(one for one in report.problems if one.status == status)
        if problems:
            found.append(Group(status, HEADINGS[status], problems))
    return tuple(found)


def _facets(report: Report) -> tuple[Facet, ...]:
    """The filters that tell anything apart."""
    found = []
    for name, label in FACETS:
        counts = Counter(value for one in report.problems for value in values_of(one, name))
        if len(counts) > 1 or (counts and max(counts.values()) < len(report.problems)):
            found.append(Facet(name, label, tuple(sorted(counts.items()))))
    return tuple(found)
