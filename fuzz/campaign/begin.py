"""A run as it begins, and one that goes on where it was broken off."""

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from fuzz.campaign.broken_off import claims_of, kept_of
from fuzz.campaign.campaign import Budget
from fuzz.campaign.event import AnyEvent
from fuzz.campaign.gate import Gate
from fuzz.campaign.journal import ended, read_events, write_events
from fuzz.campaign.progress import Progress
from fuzz.campaign.record import Record, Session, digest, write_record
from fuzz.campaign.result import Result
from fuzz.campaign.shard import Plan, plan
from fuzz.campaign.suspects import suspects_of
from fuzz.catalogue.entry import Entry
from fuzz.error import FuzzError
from strategies.coverage import Pair


@dataclass(frozen=True)
class Begun:
    """A run that is ready to be carried out (`fuzz.campaign.campaign.carry_out`)."""

    plan: Plan
    budget: Budget
    progress: Progress
    result: Result


def begin(
    budget: Budget,
    directory: Path,
    known: Mapping[str, Entry],
    names: tuple[str, ...] = (),
    gate: Gate | None = None,
    tried: Collection[Pair] = (),
) -> Begun:
    """Begin a run in a directory, which from then on says what it was asked to do.

    Failures that are ``known``, by their ids, are not shrunk; those that are met again are copied into
    the catalogue. ``names`` are those of the catalogues that they are from. Pairs that were ``tried``
    before are aimed at last.
    """
    now = time.time()
    result = _result(directory)
    result.begin()
    record = Record(
        budget=budget,
        known=names,
        digest=digest(known),
        tried=tuple(sorted(tried)),
        sessions=(Session(now, 0.0),),
    )
    with result.writing():
        write_record(record, directory)
    progress = Progress(began=now, known=dict(known), gate=gate or Gate())
    return Begun(_plan(record, budget.seconds, known, now), budget, progress, result)


def resume(record: Record, directory: Path, known: Mapping[str, Entry], gate: Gate) -> Begun:
    """Go on with a run that was broken off: the shards that didn't end, or the time that is left.

    What a shard told that didn't end is told again, so that the catalogue becomes that of an unbroken
    run. Where time alone bounds it, each case that was run counts, and other cases follow.

    Raises `FuzzError` where what is ``known`` is no longer what it was.
    """
    if digest(known) != record.digest:
        raise FuzzError(
            f"--resume {directory}: the catalogues of --known are no longer what they were when this run"
            f" began ({', '.join(record.known) or 'the corpus'}); begin anew, without --resume"
        )
    result = _result(directory)
    now, told = time.time(), read_events(directory)
    spent = record.spent(told)
    kept = kept_of(told, record.budget)
    with result.writing():
        # In this order: the time of what is left out counts as well, whenever this process is killed.
        write_record(record.gone_on(now, spent), directory)
        write_events(kept, directory)
    progress = Progress(began=now - spent, known=dict(known), gate=gate)
    for event in kept:
        progress.add(record.without_breaks(event, progress.began))
    result.go_on((*progress.entries.values(), *progress.again.values()))
    return Begun(_left(record, spent, known, now, kept), record.budget, progress, result)


def _result(directory: Path) -> Result:
    return Result(directory, again=f"`fuzz run --resume {directory}`")


def _left(
    record: Record, spent: float, known: Mapping[str, Entry], now: float, kept: Sequence[AnyEvent]
) -> Plan:
    """What is left of a run, with what its shards have settled and need not do again."""
    budget = record.budget
    seconds = max(0.0, budget.seconds - spent)
    if budget.seconds and not seconds:
        return Plan(shards=(), tried=record.tried)
    whole = _plan(record, seconds, known, now, kept)
    if budget.cases:
        over = ended(kept)
        left = tuple(shard for shard in whole.shards if shard.index not in over)
    else:  # the numbers of shards are their seeds, so numbers that were not used yet give other cases
        first = 1 + max((event.shard for event in kept), default=-1)
        left = tuple(replace(shard, index=first + shard.index) for shard in whole.shards)
    return replace(whole, shards=left, claims=claims_of(kept))


def _plan(
    record: Record,
    seconds: float,
    known: Mapping[str, Entry],
    now: float,
    told: Sequence[AnyEvent] = (),
) -> Plan:
    budget = record.budget
    return plan(
        seed=budget.seed,
        cases=budget.cases,
        seconds=seconds,
        workers=budget.workers,
        device=budget.device,
        now=now,
        known=tuple(known),
        tried=record.tried,
        suspects=suspects_of(known, told),
        case_seconds=budget.case_seconds,
        subject=budget.subject,
    )
