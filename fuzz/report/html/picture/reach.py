"""How far a failure reaches, drawn from the sentence that `fuzz.triage.region` makes."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from fuzz.report.html.svg import drawing, labelled, rect, tag, text

WIDTH, ROW, LABEL, BAR = 520.0, 24.0, 190.0, 9.0
LARGEST = 2048
"""The right end of a bar; what goes on from there goes on."""

FORMS = (
    ("upto", re.compile(r"(?P<name>.+) up to (?P<number>\d{1,6})")),
    ("from", re.compile(r"(?P<name>.+) from (?P<number>\d{1,6}) on")),
    ("except", re.compile(r"every (?P<name>.+) except (?P<value>[\w.-]+)")),
    ("only", re.compile(r"(?P<name>.+) (?P<value>[\w.-]+) only")),
    (
        "some",
        re.compile(r"(?P<name>.+?) (?P<fails>[\w.-]+(?:(?:, | and )[\w.-]+)*), not (?P<passes>.+)"),
    ),
)
FREE = re.compile(r"(?P<names>.+) (?:does|do) not matter")


class Bound(NamedTuple):
    """A parameter, and for which of its values it fails; ``form`` is one of `FORMS`, or free."""

    form: str
    name: str
    said: str
    number: int = 0


def bounds_in(sentence: str) -> list[Bound]:
    """The bounds that a sentence tells of; none where any part of it is not of a form that is known."""
    body = sentence.removesuffix(".")
    parts = body.removeprefix("Fails for ").split("; ")
    found: list[Bound] = []
    for part in parts:
        if part == "every value tried":
            continue
        some = list(_bounds(part.removeprefix("for ")))
        if not some:
            return []
        found += some
    return found


def _bounds(part: str) -> Iterator[Bound]:
    free = FREE.fullmatch(part)
    if free:
        for name in re.split(r", | and ", free["names"]):
            yield Bound("free", name, "any")
        return
    for form, pattern in FORMS:
        match = pattern.fullmatch(part)
        if match:
            found = match.groupdict()
            yield Bound(form, found["name"], _said(form, found), int(found.get("number") or 0))
            return


def _said(form: str, found: dict[str, str]) -> str:
    match form:
        case "upto":
            return f"up to {found['number']}"
        case "from":
            return f"from {found['number']} on"
        case "except":
            return f"all but {found['value']}"
        case "only":
            return f"{found['value']} only"
    return f"{found['fails']}; not {found['passes']}"


def reach(sentence: str) -> Markup:
    """A bar for each parameter, dark where it fails; nothing where the sentence can't be drawn."""
    bounds = bounds_in(sentence)
    parts = [part for number, bound in enumerate(bounds) for part in _row(bound, number * ROW)]
    return drawing(WIDTH, len(bounds) * ROW, sentence, *parts) if parts else Markup("")


def _row(bound: Bound, top: float) -> Iterator[Markup]:
    middle, span = top + ROW / 2, 150.0
    y = middle - BAR / 2
    yield text(LABEL - 10, middle + 4, bound.name, "small", "end")
    yield rect(LABEL, y, span, BAR, "outside", 4)
    yield labelled(bound.said, *_inside(bound, y, span))
    yield text(LABEL + span + 10, middle + 4, bound.said, "small")


def _inside(bound: Bound, y: float, span: float) -> Iterator[Markup]:
    at = span * min(1.0, bound.number.bit_length() / LARGEST.bit_length())
    match bound.form:
        case "upto":
            yield rect(LABEL, y, max(BAR, at), BAR, "inside", 4)
        case "from":
            yield rect(LABEL + at, y, max(BAR, span - at), BAR, "inside", 4)
        case "only":
            yield tag("circle", cx=LABEL + span / 2, cy=y + BAR / 2, r=BAR / 2, class_="inside")
        case "except":
            yield rect(LABEL, y, span, BAR, "inside", 4)
            yield tag("circle", cx=LABEL + span / 2, cy=y + BAR / 2, r=BAR / 2, class_="hole")
        case "some":
            for number in range(3):
                yield rect(LABEL + number * span / 3, y, span / 6, BAR, "inside", 4)
        case _:
            yield rect(LABEL, y, span, BAR, "inside", 4)
