"""JSON lines: what it is about in the first, then one for each cause."""

import msgspec
from msgspec.structs import asdict

from fuzz.report.told.report import Report


def render(report: Report) -> str:
    """A line with ``{"report": ...}``, and below it a line with each problem, in order."""
    head = {name: value for name, value in asdict(report).items() if name != "problems"}
    lines = (msgspec.json.encode({"report": head}), *map(msgspec.json.encode, report.problems))
    return "".join(f"{line.decode()}\n" for line in lines)
