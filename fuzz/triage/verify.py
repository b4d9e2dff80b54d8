"""verify(): run a catalogued case again and hold it against its entry."""

from dataclasses import dataclass
from typing import Literal

from fuzz.catalogue.entry import Entry
from fuzz.execution.observe import observe
from fuzz.verdict import Finding, judge
from fuzz.verdict.divergence import divergence
from strategies.error import CaseError

Status = Literal["SAME", "CHANGED", "FIXED", "ERROR"]


@dataclass(frozen=True)
class Verified:
    """What became of a failure: the same, another one, none; or the case could not be run."""

    status: Status
    finding: Finding | None = None
    problem: str = ""


def verify(entry: Entry, *, device: str = "cpu") -> Verified:
    """Run an entry's case whole; entries that share network and input share the forward pass."""
    missing = _missing(entry, device)
    if missing:
        return Verified("ERROR", problem=f"seen on {missing}: replay it there")
    try:
        finding = _finding(entry, device)
    except CaseError as error:
        return Verified("ERROR", problem=str(error))
    if finding is None:
        return Verified("FIXED")
    return Verified("SAME" if finding.signature == entry.signature else "CHANGED", finding)


def _finding(entry: Entry, device: str) -> Finding | None:
    if entry.signature.kind == "divergent":
        seen = divergence(entry.case, device=device)
        return seen.finding if seen is not None else None
    return judge(entry.case, observe(entry.case, device=device))


def _missing(entry: Entry, device: str) -> str:
    """The GPU that has to be asked where devices were seen to differ, if there is none."""
    if entry.signature.kind != "divergent" or device != "cpu":
        return ""
    gpus = [seen.device for seen in entry.observed if seen.device not in ("cpu", "meta")]
    others = len(entry.observed) - len(gpus)
    return gpus[0] if gpus and others < 2 else ""
