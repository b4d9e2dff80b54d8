"""Account: what a run left in its directory, read once, to be told."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from fuzz.campaign.coverage import FILE as COVERAGE
from fuzz.campaign.coverage import read_coverage
from fuzz.campaign.event import AnyEvent, Catalogued, Met
from fuzz.campaign.gate import Standing
from fuzz.campaign.journal import read_events
from fuzz.campaign.record import FILE as RUN
from fuzz.campaign.standing import Stand
from fuzz.campaign.summary import Summary
from fuzz.catalogue.cause import Cause, causes_of
from fuzz.catalogue.decode import MAX_CAUSE, content, decode
from fuzz.catalogue.entry import Entry, group_of
from fuzz.catalogue.store import Catalogue
from fuzz.error import FuzzError
from strategies.coverage import Pair
from strategies.network.models import DEFAULT


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """A run by the name of its directory. It has no summary where it did not come to its end.

    ``causes`` are all that it met, ``news`` those of them that are not simply known, with the variants
    that make them so; without a summary, nobody knows which these are. ``unproven`` are the ids of
    variants that were not shrunk to the end. ``discovery`` has, in order, the seconds from the start to
    when a cause was first met, and its id. ``tried`` are pairs of things (`strategies.coverage`), None
    where the run left no list of them.
    """

    name: str
    subject: str = DEFAULT
    summary: Summary | None
    news: tuple[Stand, ...] = ()
    causes: tuple[Cause, ...] = ()
    unproven: frozenset[str] = frozenset()
    discovery: tuple[tuple[float, str], ...] = ()
    tried: frozenset[Pair] | None = None


def read_account(directory: Path) -> Account:
    """The account of the run in a directory. Raises `FuzzError`, also where there is no run."""
    if not (directory / "events.jsonl").exists():
        raise FuzzError(f"{directory}: there is no run in it")
    events, path = read_events(directory), directory / "summary.json"
    proven, unproven = _entries(directory / "catalogue"), _entries(directory / "unproven")
    causes, summary = tuple(causes_of((*proven, *unproven))), None
    if path.exists():
        summary = decode(content(path, "a summary", MAX_CAUSE), Summary, str(path))
    coverage = directory / COVERAGE
    return Account(
        name=directory.resolve().name,
        subject=_subject(directory),
        summary=summary,
        news=tuple(_news(causes, summary.standing, events)) if summary is not None else (),
        causes=causes,
        unproven=frozenset(entry.id for entry in unproven),
        discovery=tuple(_discovery(events, summary)),
        tried=read_coverage(coverage) if coverage.exists() else None,
    )


def _news(causes: Iterable[Cause], standing: Standing, events: Iterable[AnyEvent]) -> Iterator[Stand]:
    found = {event.entry.id for event in events if isinstance(event, Catalogued)}
    for cause in causes:
        if cause.id in standing.new:
            yield Stand(cause.id, "new", cause.variants)
        elif cause.id in standing.changed:
            changed = tuple(entry for entry in cause.variants if entry.id in found)
            said = standing.changes.get(cause.id, "")
            yield Stand(cause.id, "changed", changed or cause.variants, said)
        elif cause.id in standing.reworded:
            yield Stand(cause.id, "reworded", cause.variants)


def _discovery(events: Sequence[AnyEvent], summary: Summary | None) -> Iterator[tuple[float, str]]:
    """When each cause was first met. A run may have had breaks, which its summary has left out."""
    met: dict[str, Met] = {}
    for event in events:
        if isinstance(event, Met):
            met.setdefault(event.id, event)
    in_order = sorted(met.values(), key=lambda event: event.at)
    if summary is None or len(summary.discovery) != len(in_order):
        return
    causes = set[str]()
    for seconds, event in zip(summary.discovery, in_order, strict=True):
        cause = group_of(event.finding)
        if cause not in causes:
            causes.add(cause)
            yield max(0.0, seconds), cause


class _Asked(msgspec.Struct, frozen=True):
    """What of a run or of a sweep says which network it was of."""

    subject: str = DEFAULT


class _Begun(msgspec.Struct, frozen=True):
    budget: _Asked = _Asked()
    bounds: _Asked = _Asked()


def _subject(directory: Path) -> str:
    """The model that a run was of; the default where it has left no record."""
    for path in (directory / RUN, directory / "sweep.json"):
        if path.exists():
            begun = decode(content(path, "a run"), _Begun, str(path))
            return begun.budget.subject if path.name == RUN else begun.bounds.subject
    return DEFAULT


def _entries(directory: Path) -> list[Entry]:
    return list(Catalogue(directory)) if directory.is_dir() else []
