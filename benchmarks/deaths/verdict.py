"""What a campaign found of what was planted."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.deaths.plant import Plant

HOW = {"SIGABRT": "abort", "SIGSEGV": "segfault", "SIGFPE": "divide"}
KINDS = {"timeout": "hang", "oom": "bomb"}
DEADLY = ("crashed", "timeout", "oom")

Deed = tuple[str, str]
"""The kind of a layer, and what it does."""


class Told(NamedTuple):
    """An entry of a death: its id, its case, and what it says is to blame."""

    id: str
    case: dict[str, Any]
    blames: Deed
    later: bool


class Verdict(NamedTuple):
    """The plants that went off, as text: those that were caught, each by itself, and the others."""

    planted: int
    fired: list[str]
    caught: list[str]
    lost: list[str]
    blamed: list[str]
    unplanted: list[str]
    corrupting: list[str]
    cases: int
    asked: int
    died: int

    @property
    def right(self) -> bool:
        """Whether each plant that went off was caught, nothing else was told, and no case was lost."""
        wrong = (self.lost, self.blamed, self.unplanted)
        return bool(self.fired) and not any(wrong) and not self.died and self.cases == self.asked


def told(catalogue: Path) -> list[Told]:
    """The deaths in a catalogue, from its files alone."""
    return [
        _told(one)
        for path in sorted(catalogue.glob("*.json"))
        for entry in [json.loads(path.read_text())]
        for one in (entry, *entry.get("variants", ()))
        if one["signature"]["kind"] in DEADLY
    ]


def _told(entry: dict[str, Any]) -> Told:
    signature, seen = entry["signature"], entry["observed"][0]
    later = "template" in signature
    how = HOW.get(seen["exception"], "") if signature["kind"] == "crashed" else KINDS[signature["kind"]]
    kind = signature.get("op") or signature.get("rule", "").partition(".")[0]
    return Told(entry["id"], entry["case"], (kind, "corrupt" if later else how), later)


def verdict(
    planted: Sequence[Plant],
    fired: set[Deed],
    entries: Sequence[tuple[Told, set[Deed]]],
    summary: dict[str, Any],
    asked: int,
) -> Verdict:
    """Hold what was told against what went off; each entry comes with what its case sets off alone."""
    caught: set[Deed] = set()
    blamed, unplanted = [], []
    for entry, sets_off in entries:
        if len(sets_off) != 1:
            unplanted.append(entry.id)
        elif not _is_told(entry, *sets_off):
            blamed.append(entry.id)
        else:
            caught |= sets_off
    return Verdict(
        planted=len(planted),
        fired=sorted(map(" ".join, fired)),
        caught=sorted(map(" ".join, caught & fired)),
        lost=sorted(map(" ".join, fired - caught)),
        blamed=blamed,
        unplanted=unplanted,
        corrupting=sorted(" ".join(one) for one in caught if one[1] == "corrupt"),
        cases=summary["cases"],
        asked=asked,
        died=summary["died"],
    )


def _is_told(entry: Told, deed: Deed) -> bool:
    """Whether an entry blames what its case sets off. One that dies later can't tell which operation."""
    if entry.later or deed[1] == "corrupt":
        return entry.later and deed[1] == "corrupt"
    return (entry.blames[0].lower(), entry.blames[1]) == (deed[0].lower(), deed[1])
