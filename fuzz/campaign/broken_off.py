"""What counts of a run that was broken off, by the events that it told."""

from collections.abc import Sequence

from fuzz.campaign.campaign import Budget
from fuzz.campaign.event import AnyEvent, Catalogued, Condemned, Dropped, Met, Surveyed
from fuzz.campaign.journal import ended
from fuzz.campaign.reach import has_reach


def kept_of(told: Sequence[AnyEvent], budget: Budget) -> list[AnyEvent]:
    """The events that count: of shards that ended, or where only time bounds a run, of all; of any
    shard, those of the failures that it is done with, and each that says what ends a process."""
    over, done = ended(told), _done(told)
    return [
        event
        for event in told
        if (event.shard in over or not budget.cases or (event.shard, _subject(event)) in done)
        and not (isinstance(event, Catalogued) and not event.minimal)
    ]


CONDEMNED = "condemned"
"""What `_subject` says of an event that is of no failure, and counts whatever becomes of its shard."""


def _done(told: Sequence[AnyEvent]) -> set[tuple[int, str]]:
    """By shard, the failures that it would not look into again if begun anew (`ShardContext.settle`)."""
    done = {(event.shard, CONDEMNED) for event in told if isinstance(event, Condemned)}
    for event in told:
        if isinstance(event, Dropped | Surveyed) or (
            isinstance(event, Catalogued) and event.minimal and not has_reach(event.entry)
        ):
            done.add((event.shard, _subject(event)))
    return done


def _subject(event: AnyEvent) -> str:
    """The id of the failure that an event is about; "" for what a shard tells again."""
    match event:
        case Met() | Dropped() | Surveyed():
            return event.id
        case Catalogued():
            return event.entry.id
        case Condemned():
            return CONDEMNED
    return ""


def claims_of(kept: Sequence[AnyEvent]) -> dict[str, int]:
    """The failures that have an entry, or will have none, and the first shard that met each."""
    settled = {event.entry.id for event in kept if isinstance(event, Catalogued)}
    settled |= {event.id for event in kept if isinstance(event, Dropped)}
    claims: dict[str, int] = {}
    for event in kept:
        if isinstance(event, Met) and event.id in settled:
            claims[event.id] = min(event.shard, claims.get(event.id, event.shard))
    return claims
