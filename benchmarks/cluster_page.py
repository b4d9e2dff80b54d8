"""The measured part of docs/cluster.md: Markdown from figures, and what follows from them."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from benchmarks.machine import machine
from benchmarks.page import figure, table
from fuzz.engine.cluster.engine import MEMORY
from fuzz.engine.cluster.port import PAUSE

SIZES = (1, 10, 100, 1000)


class Asked(NamedTuple):
    """What one worker asked of the board in one shard, the start of its process left out."""

    seconds: float
    cases: int
    calls: Counter[str]
    events: list[bytes]

    @property
    def exchanges(self) -> float:
        """Exchanges a second."""
        return self.calls["exchange"] / self.seconds

    @property
    def claims(self) -> float:
        """Claims a second, and what else a worker asks of the board one by one."""
        return (self.calls.total() - self.calls["exchange"]) / self.seconds

    @property
    def batch(self) -> int:
        """Events an exchange."""
        return max(1, round(len(self.events) / self.calls["exchange"]))

    @property
    def event_rate(self) -> float:
        """Events a second."""
        return len(self.events) / self.seconds

    @property
    def event_size(self) -> float:
        """Bytes an event."""
        return sum(map(len, self.events)) / len(self.events)


class Head(NamedTuple):
    """What a board answers in a second where so many senders call it as fast as they can.

    The last two are the seconds of its processor that a call takes.
    """

    senders: int
    exchanges: float
    claims: float
    exchange_work: float
    claim_work: float


def part(one: Asked, heads: Sequence[Head], command: float) -> str:
    """The part of the page. The command adds up so many events a second."""
    load = _load(one, heads)
    most = min(1 / load, command / one.event_rate)
    rows = (_row(size, one, load, command) for size in SIZES)
    paragraphs = (
        f"Written by `python -m benchmarks.cluster` on {machine()}.",
        f"One worker, with the corpus known ({one.cases} cases): {figure(one.cases / one.seconds)} cases"
        f" a second on its core, {figure(one.event_rate)} events a second of {figure(one.event_size)}"
        f" bytes, told in {figure(one.exchanges)} exchanges a second, and {figure(one.claims)} claims.",
        f"The board, called as fast as possible, with {one.batch} events an exchange; µs are those of"
        " its processor, with what Ray does in that process:",
        table(
            ("senders", "exchanges/s", "events/s", "claims/s", "µs an exchange", "µs a claim"),
            [
                (
                    str(head.senders),
                    figure(head.exchanges),
                    figure(head.exchanges * one.batch),
                    figure(head.claims),
                    figure(1e6 * head.exchange_work),
                    figure(1e6 * head.claim_work),
                )
                for head in heads
            ],
        ),
        f"The command decodes, adds up and writes down {figure(command)} events a second on a core;"
        " those of the first shards take longer, since with them it writes the catalogue.",
        "What so many workers ask, computed from that, and how much of the board's core and of the"
        " command's it takes:",
        table(("workers", "cases/s", "exchanges/s", "events/s", "MiB/s", "board", "command"), rows),
        f"So one head does for some {figure(most // 10 * 10)} workers, each of which asks for"
        f" {MEMORY / 2**30:g} GiB and speaks every {PAUSE:g} s. More than four senders were not tried.",
    )
    return "\n\n".join(paragraphs)


def _load(one: Asked, heads: Sequence[Head]) -> float:
    """The share of a core of the head that a worker takes, at the dearest that was seen."""
    exchange = max(head.exchange_work for head in heads)
    return one.exchanges * exchange + one.claims * max(head.claim_work for head in heads)


def _row(size: int, one: Asked, load: float, command: float) -> Sequence[str]:
    events = size * one.event_rate
    return (
        f"{size:,}",
        figure(size * one.cases / one.seconds),
        figure(size * one.exchanges),
        figure(events),
        figure(events * one.event_size / 2**20),
        f"{size * load:.1%}",
        f"{events / command:.1%}",
    )
