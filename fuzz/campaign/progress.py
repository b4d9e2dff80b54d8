"""Where a campaign stands: what its events add up to."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

import msgspec

from fuzz.campaign.event import AnyEvent, Catalogued, Died, Ended, Ran, Started, Unstable
from fuzz.catalogue.entry import Entry

StopReason = Literal["time", "cases", "interrupted"]


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """What is written to ``summary.json``. Times are in seconds.

    ``combinations`` counts pairs of a network with its input and a loss with its target.
    ``findings`` counts failing cases, ``entries`` distinct failures, both by kind. ``discovery``
    lists, for each entry, the time since the start at which it was there. ``unstable`` failures did
    not show again and have no entry; those that were ``cut_short`` have one that could be smaller.
    """

    seed: int
    workers: int
    stop_reason: StopReason
    seconds: float
    cases: int
    refused: int
    combinations: int
    cases_per_second: float
    findings: dict[str, int]
    entries: dict[str, int]
    discovery: tuple[float, ...]
    unstable: tuple[str, ...]
    cut_short: tuple[str, ...]
    died: int
    torch: str
    torchvision: str
    devices: tuple[str, ...]


@dataclass
class Progress:
    """A running account of a campaign; every event goes through `add`."""

    began: float
    cases: int = 0
    refused: int = 0
    findings: Counter[str] = field(default_factory=Counter)
    entries: dict[str, Entry] = field(default_factory=dict)
    discovery: list[float] = field(default_factory=list)
    unstable: list[str] = field(default_factory=list)
    cut_short: set[str] = field(default_factory=set)
    died: list[Died] = field(default_factory=list)
    versions: tuple[str, str] = ("", "")
    devices: dict[str, str] = field(default_factory=dict)
    completed: int = 0

    def add(self, event: AnyEvent) -> Entry | None:
        """Take an event into account; return its entry where that is new, or counts from now on.

        Of two entries of one failure, that of the earlier shard counts, whichever came first.
        """
        match event:
            case Started():
                self.versions = (event.torch, event.torchvision)
                self.devices[event.worker] = event.device
            case Ran():
                self.cases += event.cases
                self.refused += event.refused
                self.findings.update(event.failing)
            case Catalogued():
                return self._catalogued(event)
            case Unstable():
                self.unstable.append(event.id)
            case Died():
                self.died.append(event)
            case Ended():
                self.completed += event.complete
        return None

    def _catalogued(self, event: Catalogued) -> Entry | None:
        entry = event.entry
        known = self.entries.get(entry.id)
        if known is None:
            self.discovery.append(round(event.at - self.began, 1))
        elif known.found and entry.found and known.found <= entry.found:
            return None
        self.entries[entry.id] = entry
        (self.cut_short.discard if event.minimal else self.cut_short.add)(entry.id)
        return entry

    def by_kind(self) -> dict[str, int]:
        """The number of entries of each kind."""
        return dict(sorted(Counter(e.signature.kind for e in self.entries.values()).items()))

    def summary(self, *, seed: int, workers: int, stop_reason: StopReason, now: float) -> Summary:
        """The account as it stands at a time."""
        seconds = now - self.began
        return Summary(
            seed=seed,
            workers=workers,
            stop_reason=stop_reason,
            seconds=round(seconds, 1),
            cases=self.cases,
            refused=self.refused,
            combinations=self.cases,
            cases_per_second=round(self.cases / seconds, 2) if seconds else 0.0,
            findings=dict(sorted(self.findings.items())),
            entries=self.by_kind(),
            discovery=tuple(self.discovery),
            unstable=tuple(sorted(self.unstable)),
            cut_short=tuple(sorted(self.cut_short)),
            died=len(self.died),
            torch=self.versions[0],
            torchvision=self.versions[1],
            devices=tuple(sorted(set(self.devices.values()))),
        )
