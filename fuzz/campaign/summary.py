"""Summary: what a campaign has come to, as ``summary.json`` has it."""

from typing import Literal

import msgspec

from fuzz.campaign.gate import Standing, standing
from fuzz.campaign.grid import Grid
from fuzz.campaign.progress import Progress
from fuzz.campaign.unseen import Unseen, estimate
from fuzz.catalogue.entry import group_of

StopReason = Literal["time", "cases", "swept", "interrupted", "difference"]


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """What is written to ``summary.json``. Times are in seconds.

    ``cases`` counts networks with their input, ``combinations`` each of them with every loss and
    target that it was judged against, ``findings`` combinations that fail, by kind. ``entries``
    counts distinct failures by kind, ``causes`` what they come of, and ``proven`` the causes of which a
    failure was shrunk and proven; ``discovery`` lists for each the time since the start at which it was
    met; the ``known`` ones, which were there before and were met again, are not among them.
    ``coverage`` gives, for each group of pairs of things that can be tried together
    (`strategies.coverage`), how many were tried, and of how many. ``standing`` has the causes by how
    they stand to what was known. ``unseen`` estimates what is still to be found; it is null where so few
    cases can't tell, and for a sweep, whose cases are not drawn. ``behind`` counts the failures that
    were first met behind another one, which had been fixed. ``unstable`` failures did not show again and
    have no entry, nor have ``unproven`` ones, which are still there with the rule that the case violates
    put right. Those that were ``cut_short`` were not shrunk to the end, or not at all. ``losses`` and
    ``sizes`` are the two grids of `fuzz.campaign.outcomes`, empty in what an earlier version wrote.
    """

    seed: int
    workers: int
    stop_reason: StopReason
    seconds: float
    cases: int
    combinations: int
    cases_per_second: float
    combinations_per_second: float
    findings: dict[str, int]
    entries: dict[str, int]
    causes: int
    proven: int
    known: int
    discovery: tuple[float, ...]
    coverage: dict[str, tuple[int, int]]
    standing: Standing
    unseen: Unseen | None
    behind: int
    unstable: tuple[str, ...]
    unproven: tuple[str, ...]
    cut_short: tuple[str, ...]
    died: int
    torch: str
    torchvision: str
    devices: tuple[str, ...]
    losses: Grid = ()
    sizes: Grid = ()


def summarize(
    progress: Progress,
    *,
    seed: int,
    workers: int,
    stop_reason: StopReason,
    now: float,
    drawn: bool = True,
) -> Summary:
    """The account of a campaign as it stands at a time; its cases were ``drawn``, or else enumerated."""
    seconds = now - progress.began
    return Summary(
        seed=seed,
        workers=workers,
        stop_reason=stop_reason,
        seconds=round(seconds, 1),
        cases=progress.cases,
        combinations=progress.combinations,
        cases_per_second=round(progress.cases / seconds, 2) if seconds else 0.0,
        combinations_per_second=round(progress.combinations / seconds, 1) if seconds else 0.0,
        findings=dict(sorted(progress.findings.items())),
        entries=progress.by_kind(),
        causes=len({group_of(event.finding) for event in progress.met.values()}),
        proven=len({e.group for e in progress.entries.values() if e.id not in progress.cut_short}),
        known=len(progress.again),
        discovery=progress.discovery(),
        coverage=progress.coverage(),
        standing=standing(progress.stands(), progress.known.values(), progress.gate),
        unseen=estimate(progress.incidence, progress.cases) if drawn else None,
        behind=sum(1 for name in progress.entries if name in progress.met and progress.met[name].behind),
        unstable=tuple(sorted(progress.unstable)),
        unproven=tuple(sorted(progress.unproven)),
        cut_short=tuple(sorted(progress.cut_short)),
        died=len(progress.died),
        torch=progress.versions[0],
        torchvision=progress.versions[1],
        devices=tuple(sorted(set(progress.devices.values()))),
        losses=progress.losses,
        sizes=progress.sizes,
    )
