"""Progress: the running totals of a campaign."""

from collections import Counter
from dataclasses import dataclass, field

import msgspec

from fuzz.campaign.event import (
    AnyEvent,
    Catalogued,
    Condemned,
    Died,
    Differed,
    Dropped,
    Ended,
    Met,
    MetAgain,
    NewMessage,
    Ran,
    Started,
    Surveyed,
)
from fuzz.campaign.gate import Gate
from fuzz.campaign.grid import Grid, grid_sum
from fuzz.campaign.standing import Stand, stands
from fuzz.campaign.totals import Totals
from fuzz.catalogue.entry import Entry, entry_of
from fuzz.verdict import Wording
from strategies.coverage import Pair, every_loss_pair, every_pair


@dataclass
class Progress:
    """The running totals of a campaign; every event is passed to `add`.

    ``entries`` are new to it; ``again`` are those of the ``known`` ones that it has met. ``gate`` says
    which of them make it fail.
    """

    began: float
    gate: Gate = field(default_factory=Gate)
    shards: dict[int, Totals] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    known: dict[str, Entry] = field(default_factory=dict)
    again: dict[str, Entry] = field(default_factory=dict)
    met: dict[str, Met] = field(default_factory=dict)
    wordings: dict[str, set[Wording]] = field(default_factory=dict)
    pairs: set[Pair] = field(default_factory=set)
    differed: Differed | None = None
    unstable: list[str] = field(default_factory=list)
    unproven: list[str] = field(default_factory=list)
    cut_short: set[str] = field(default_factory=set)
    died: list[Died] = field(default_factory=list)
    versions: tuple[str, str] = ("", "")
    devices: dict[str, str] = field(default_factory=dict)
    done: set[int] = field(default_factory=set)

    def add(self, event: AnyEvent) -> Entry | None:
        """Add an event; return its entry where that is new, counts from now on, or has a new message.

        Of two entries of one failure, that of the earlier shard counts, whichever came first.
        """
        match event:
            case Started():
                self.versions = (event.torch, event.torchvision)
                self.devices[event.worker] = event.device
                self.shards[event.shard] = Totals()  # one in which a worker died is begun anew
            case Ran():
                self.shards.setdefault(event.shard, Totals()).add(event)
                self.pairs.update(event.pairs)
            case Met():
                self.met.setdefault(event.id, event)
            case MetAgain():
                return self._met_again(event.id)
            case Differed():
                self.differed = event
            case Catalogued():
                return self._catalogued(event)
            case Surveyed():
                return self._surveyed(event)
            case NewMessage():
                return self._new_message(event)
            case Dropped():
                (self.unstable if event.why == "unstable" else self.unproven).append(event.id)
            case Died() | Condemned():
                self._account_for(event)
            case Ended():
                if event.complete:
                    self.done.add(event.shard)
        return None

    def _account_for(self, event: Died | Condemned) -> None:
        """Count a death nobody could explain; one that a broken-off run left is, as it goes on."""
        if isinstance(event, Died):
            self.died.append(event)
        else:
            self.died = [one for one in self.died if one.case != event.case]

    @property
    def cases(self) -> int:
        """How many cases were run."""
        return sum(one.cases for one in self.shards.values())

    @property
    def combinations(self) -> int:
        """How many of them, with each loss and target, were judged."""
        return sum(one.combinations for one in self.shards.values())

    @property
    def findings(self) -> Counter[str]:
        """How many combinations have a finding, by kind."""
        return sum((one.findings for one in self.shards.values()), Counter[str]())

    @property
    def incidence(self) -> Counter[str]:
        """In how many cases each failure came up."""
        return sum((one.incidence for one in self.shards.values()), Counter[str]())

    @property
    def losses(self) -> Grid:
        """How each loss took each kind of target, in the shards that came to their end."""
        return grid_sum(one.losses for one in self.shards.values())

    @property
    def sizes(self) -> Grid:
        """On which images the network ran when it was cut off, in the shards that came to their end."""
        return grid_sum(one.sizes for one in self.shards.values())

    def _catalogued(self, event: Catalogued) -> Entry | None:
        if not self._is_first(event.entry):
            return None
        entry = self._with_wordings(event.entry)
        self.entries[entry.id] = entry
        (self.cut_short.discard if event.minimal else self.cut_short.add)(entry.id)
        return entry

    def _surveyed(self, event: Surveyed) -> Entry | None:
        known = self.entries.get(event.id)
        if known is None or known.found != event.found:
            return None
        self.entries[event.id] = msgspec.structs.replace(known, region=event.region)
        return self.entries[event.id]

    def _is_first(self, entry: Entry) -> bool:
        """Whether no entry of the same failure was found before it."""
        known = self.entries.get(entry.id)
        return not (known and known.found and entry.found and known.found <= entry.found)

    def _new_message(self, event: NewMessage) -> Entry | None:
        self.wordings.setdefault(event.id, set()).update(event.wordings)
        there = self.entries if event.id in self.entries else self.again
        known = there.get(event.id)
        if known is None or set(event.wordings) <= set(known.wordings):
            return None
        there[event.id] = self._with_wordings(known)
        return there[event.id]

    def _met_again(self, name: str) -> Entry | None:
        """The entry of a known failure, the first time: it is copied into the campaign's catalogue."""
        if name in self.again or name not in self.known:
            return None
        self.again[name] = self._with_wordings(self.known[name])
        return self.again[name]

    def _with_wordings(self, entry: Entry) -> Entry:
        seen = self.wordings.get(entry.id, set())
        return msgspec.structs.replace(entry, wordings=tuple(sorted(seen | set(entry.wordings))))

    def by_kind(self) -> dict[str, int]:
        """The number of entries of each kind."""
        return dict(sorted(Counter(e.signature.kind for e in self.entries.values()).items()))

    def discovery(self) -> tuple[float, ...]:
        """For each failure, the seconds from the start to when it was met."""
        return tuple(sorted(round(event.at - self.began, 1) for event in self.met.values()))

    def unshrunk(self) -> list[Catalogued]:
        """The failures that were met and have no entry yet, as entries that could be smaller."""
        settled = {*self.entries, *self.unstable, *self.unproven}
        left = [event for event in self.met.values() if event.id not in settled]
        return [_unshrunk(event) for event in left]

    def coverage(self) -> dict[str, tuple[int, int]]:
        """For each group of pairs, how many were tried, and of how many."""
        tried = Counter(group for group, _, _ in self.pairs)
        there = Counter(group for group, _, _ in (*every_pair(), *every_loss_pair()))
        return {group: (tried[group], total) for group, total in sorted(there.items())}

    def stands(self) -> list[Stand]:
        """How each cause that was met stands to what was known. What was met and not shrunk counts; what
        did not show again (``unstable``), or has no cause (``unproven``), does not."""
        return stands((*self.entries.values(), *self.again.values()), self.known)


def _unshrunk(event: Met) -> Catalogued:
    entry = entry_of(event.case, event.finding, event.found)
    return Catalogued(at=event.at, shard=event.shard, entry=entry, minimal=False)
