"""The cases of a shard: drawn in rounds, or enumerated."""

import time
from collections.abc import Callable, Iterator
from itertools import count

from fuzz.campaign.draw import ABREAST, draw_round
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
    """Rounds without end: every other case aims at what has not been tried."""
    recent = dict[Case, None]()
    for number in count():
        aims = tuple(guide.aim() if index % 2 else None for index in range(ABREAST))
        for case in draw_round(round_seed(shard, number), aims, shard.subject):
            if case not in recent:
                recent[case] = None
                yield case
        while len(recent) > RECENT:
            del recent[next(iter(recent))]
