"""JSON lines: what it is about in the first, then one for each cause."""

import json

import msgspec
from msgspec.structs import asdict

from fuzz.report.told.report import Report


def render(report: Report) -> str:
    """A line with ``{"report": ...}``, and below it a line with each problem, in order."""
    head = {name: value for name, value in asdict(report).items() if name != "problems"}
    lines = (msgspec.json.encode({"report": head}), *map(msgspec.json.encode, report.problems))
    return "".join(f"{''.join(map(_shown, line.decode()))}\n" for line in lines)


def _shown(char: str) -> str:
    """What is not printable as JSON writes it: no file speaks to a terminal, nor breaks a line."""
    return char if char.isprintable() else json.dumps(char)[1:-1]
