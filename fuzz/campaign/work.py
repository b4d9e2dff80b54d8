"""Carrying out a shard: draw, run, judge, and shrink what is new."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from fuzz.campaign.event import AnyEvent, Catalogued, Ended, Ran, Started, Unstable
from fuzz.campaign.shard import Shard, round_seed
from fuzz.catalogue.entry import Entry, Found, identify
from fuzz.execution.environment import environment
from fuzz.execution.observe import observe
from fuzz.triage.draw import draw_round
from fuzz.triage.record import record
from fuzz.verdict import Finding, judge
from strategies.case import Case, key
from strategies.error import CaseError


@dataclass(kw_only=True)
class Surroundings:
    """What a worker needs of the campaign around it.

    ``claim`` says whether the failure with this id is this shard's to shrink: no earlier shard has
    met it. ``stopped`` says whether the campaign is to end. ``running`` is told each case before it
    is run, so that a case that kills the process is known. ``hurry`` says whether even a shrink that
    is under way is to be cut short.
    """

    worker: str
    device: str
    emit: Callable[[AnyEvent], None]
    claim: Callable[[str, int], bool]
    stopped: Callable[[], bool]
    running: Callable[[Case], None]
    hurry: Callable[[], bool]


@dataclass
class _Tally:
    cases: int = 0
    refused: int = 0
    failing: Counter[str] = field(default_factory=Counter)


def work(shard: Shard, around: Surroundings) -> None:
    """Carry out one shard, telling ``around`` of all that happens."""
    versions = environment(around.device)
    around.emit(
        Started(
            at=time.time(),
            shard=shard.index,
            worker=around.worker,
            device=versions.device,
            torch=versions.torch,
            torchvision=versions.torchvision,
        )
    )
    tally = _Tally()
    for found, seed, case in _drawn(shard, around):
        around.running(case)
        finding = _run(case, around.device, tally)
        if finding is not None and around.claim(identify(finding.signature), shard.index):
            _tell(shard, tally, around)
            tally = _Tally()
            _catalogue(shard, found, seed, case, finding, around)
    _tell(shard, tally, around)
    complete = not around.stopped()
    around.emit(Ended(at=time.time(), shard=shard.index, worker=around.worker, complete=complete))


def _drawn(shard: Shard, around: Surroundings) -> Iterator[tuple[Found, int, Case]]:
    """The cases of a shard, none twice, until its budget is spent or the campaign ends."""
    end = time.monotonic() + shard.seconds if shard.seconds else float("inf")
    seen: set[bytes] = set()
    number = index = 0
    while True:
        seed = round_seed(shard, number)
        number += 1
        for case in draw_round(seed):
            if key(case) in seen:
                continue
            if around.stopped() or time.monotonic() > end or (shard.cases and index >= shard.cases):
                return
            seen.add(key(case))
            yield Found(shard.seed, shard.index, index), seed, case
            index += 1


def _run(case: Case, device: str, tally: _Tally) -> Finding | None:
    try:
        finding = judge(observe(case, device=device))
    except CaseError:
        tally.refused += 1
        return None
    tally.cases += 1
    if finding is not None:
        tally.failing[finding.signature.kind] += 1
    return finding


def _tell(shard: Shard, tally: _Tally, around: Surroundings) -> None:
    around.emit(
        Ran(
            at=time.time(),
            shard=shard.index,
            cases=tally.cases,
            refused=tally.refused,
            failing=dict(tally.failing),
        )
    )


def _catalogue(
    shard: Shard, found: Found, seed: int, case: Case, finding: Finding, around: Surroundings
) -> None:
    entry: Entry | None = record(
        case,
        finding,
        found=found,
        seed=seed,
        device=around.device,
        running=around.running,
        hurry=around.hurry,
    )
    if entry is None:
        name = identify(finding.signature)
        around.emit(Unstable(at=time.time(), shard=shard.index, id=name, case=case))
    else:
        minimal = not around.hurry()
        around.emit(Catalogued(at=time.time(), shard=shard.index, entry=entry, minimal=minimal))
