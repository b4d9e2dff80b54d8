"""ShardContext: what carrying out a shard needs of the campaign around it."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from fuzz.campaign.event import AnyEvent
from fuzz.campaign.seen import Seen
from fuzz.catalogue.entry import Entry, Found, group_of
from fuzz.execution.outcome import Died
from fuzz.execution.runner.protocol import Disposable
from fuzz.verdict import Finding
from strategies.case import Case
from strategies.coverage import Pair

Waiting = tuple[Case, Finding, Found]
"""A failure that is confirmed and yet to be shrunk."""


@dataclass
class Backlog:
    """The failures that wait to be shrunk, and the causes of which one has been.

    ``unsurveyed`` are entries of which it is not yet known how far they reach: that can wait. All of it
    took ``spent`` seconds so far. Of each rule, ``asked`` counts the cases that another device was asked
    of, which took ``asking`` seconds; what may end a process took ``daring`` seconds. What was ``seen``
    is no news to any of the worker's shards.
    """

    waiting: list[Waiting] = field(default_factory=list)
    unsurveyed: list[tuple[Entry, Finding]] = field(default_factory=list)
    causes: set[str] = field(default_factory=set)
    spent: float = 0.0
    asked: Counter[str] = field(default_factory=Counter)
    asking: float = 0.0
    daring: float = 0.0
    seen: Seen = field(default_factory=Seen)
    began: float = field(default_factory=time.monotonic)

    def __bool__(self) -> bool:
        return bool(self.waiting or self.unsurveyed)

    def age(self) -> float:
        """Seconds since the worker, or else the shard, began."""
        return time.monotonic() - self.began

    def has_new_cause(self) -> bool:
        """Whether a failure waits of whose cause there is no entry yet."""
        return any(True for _ in self._of_new_causes())

    def _of_new_causes(self) -> Iterator[int]:
        for index, (_, finding, _) in enumerate(self.waiting):
            if group_of(finding) not in self.causes:
                yield index

    def take(self) -> Waiting:
        """The failure that is to be shrunk next: the first of a cause that has no entry yet, or else the
        one that has waited the longest."""
        taken = self.waiting.pop(next(self._of_new_causes(), 0))
        self.causes.add(group_of(taken[1]))
        return taken


BACKLOG = Backlog()
"""The failures that are to be shrunk in this process."""


class TimeIsUp(BaseException):
    """Not even the case at hand is looked into any further.

    It is no `Exception`, which would be taken for one of the network that is run.
    """


@dataclass(kw_only=True)
class ShardContext:
    """What carrying out a shard needs of the campaign around it; each engine supplies one."""

    worker: str
    """The name of the worker process."""

    device: str
    """The torch device that cases are run on."""

    emit: Callable[[AnyEvent], None]
    """Emit an event."""

    is_claimed: Callable[[str, int], bool]
    """Whether the failure with an id is another shard's to shrink, as seen by a shard of a number."""

    claim: Callable[[str, int], bool]
    """Claim the failure with an id for a shard; whether it is that shard's now."""

    stopped: Callable[[], bool]
    """Whether the campaign is to end."""

    stop: Callable[[], None]
    """End the campaign."""

    running: Callable[[Case], None]
    """Record a case before it is run, so that one that kills the process is known."""

    past_deadline: Callable[[], bool]
    """Whether shrinking has to stop at once."""

    known: frozenset[str] = frozenset()
    """The ids of failures that were known before: they are not shrunk."""

    settle: Callable[[str, int], None] = lambda _, __: None
    """Tell that a shard is done with a failure that it has claimed: it is not shrunk again, should a
    worker die and the shard be begun anew."""

    tried: frozenset[Pair] = frozenset()
    """The pairs that earlier campaigns have tried: they are aimed at last."""

    fate: Callable[[Case], Died | None] = lambda _: None
    """How a case is known to end the process that runs it; None for any other."""

    condemn: Callable[[Case, Died], None] = lambda _, __: None
    """Tell that a case ends the process that runs it."""

    pairing: Callable[[Case], Died | None] = lambda _: None
    """Record a network with one of its losses and targets before that is run, or tell how it is known to
    end the process. Raises `CaseError` where it is not to be tried."""

    inherited: tuple[tuple[Case, Died], ...] = ()
    """Cases of shards that are over, which have ended a process since: they are met in this one."""

    child: Disposable | None = None
    """Where cases are run that end the process, or may; None where none are."""

    backlog: Backlog | None = None
    """What a slice of time leaves unshrunk waits here for the worker's next one. Where there is no
    backlog, nothing is left."""

    late: Callable[[], bool] = lambda: False
    """Whether the time is over to the last second: who works on is killed soon."""

    def in_time(self) -> "ShardContext":
        """The same, but that what is about to be run raises `TimeIsUp` where it is `late`.

        For the search: of a case on which a processor takes many seconds, only whole steps are done.
        """

        def running(case: Case) -> None:
            self._require_time()
            self.running(case)

        def pairing(case: Case) -> Died | None:
            self._require_time()
            return self.pairing(case)

        return replace(self, running=running, pairing=pairing)

    def _require_time(self) -> None:
        if self.late():
            raise TimeIsUp
