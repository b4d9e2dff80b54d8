"""The cases of a shard: drawn in rounds, or enumerated."""

import time
from collections.abc import Callable, Iterator

from fuzz.campaign.draw import draw_round
from fuzz.campaign.guide import Guide
from fuzz.campaign.shard import Shard, round_seed
from strategies.case import Case
from strategies.sweep import enumerate_cases

RECENT = 2000
"""Cases that are not drawn again soon: each round begins with the simplest ones."""


def cases_of(shard: Shard, guide: Guide, stopped: Callable[[], bool]) -> Iterator[Case]:
    """The cases of a shard, none twice, until its budget is spent or the campaign ends."""
    end = time.monotonic() + shard.seconds if shard.seconds else float("inf")
    source = _drawn(shard, guide) if shard.sweep is None else enumerate_cases(shard.sweep)
    for index, case in enumerate(source):
        if stopped() or time.monotonic() > end or (shard.cases and index >= shard.cases):
            return
        yield case


def _drawn(shard: Shard, guide: Guide) -> Iterator[Case]:
    """Rounds without end: every other one aims at what has not been tried."""
    number, recent = 0, dict[Case, None]()
    while True:
        seed = round_seed(shard, number)
        number += 1
        aim = guide.aim() if number % 2 == 0 else None
        for case in draw_round(seed, aim, shard.subject):
            if case not in recent:
                recent[case] = None
                yield case
        while len(recent) > RECENT:
            del recent[next(iter(recent))]
