"""Shard: a part of the work as plain data, with the same cases on any worker and machine."""

import hashlib

import msgspec

from fuzz.campaign.suspects import Suspect
from strategies.coverage import Pair
from strategies.network.imported import Imported
from strategies.network.models import DEFAULT, granted
from strategies.sweep import Bounds, Stretch


class Shard(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A run of rounds: at most ``cases`` cases (0: no bound), at most ``seconds`` of time (0: none).

    Cases are drawn, of the model that is its ``subject``, and follow from ``seed`` and ``index`` alone;
    or they are those of a stretch of a ``sweep``.
    """

    seed: int
    index: int
    cases: int = 0
    seconds: float = 0.0
    sweep: Stretch | None = None
    subject: str = DEFAULT


def round_seed(shard: Shard, number: int) -> int:
    """The seed of one round of a shard: far from that of any other round, shard or campaign."""
    return _seed(f"{shard.seed}/{shard.index}/{number}")


def case_seed(shard: Shard, index: int) -> int:
    """The seed of one case of a shard, for random decisions."""
    return _seed(f"{shard.seed}/{shard.index}/case {index}")


def _seed(name: str) -> int:
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8])


CASE_SECONDS = 60.0
"""How long a case may take, before it counts as one that never ends."""


class Plan(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a campaign is to do: its shards, the device of its workers, when it has to end.

    After the ``deadline`` nothing more is looked for, and after the ``finish`` nothing is shrunk any
    further; both are in seconds since the epoch (0: none). A case may take ``case_seconds``. Failures
    with a ``known`` id are not shrunk: those of the catalogue that a run is held against, or those that
    a sweep has found already. Pairs that earlier campaigns have ``tried`` are aimed at last.
    ``claims`` has what a run that goes on has settled before: the id of a failure, and which shard did.
    ``suspects`` have ended processes before, and are tried in a child (`fuzz.campaign.suspects`).
    With a ``cache``, what is learned is kept, and what earlier runs have learned is read. Cases may name
    the networks of the user's own that were ``granted`` to the process that made the plan.
    """

    shards: tuple[Shard, ...]
    known: tuple[str, ...] = ()
    tried: tuple[Pair, ...] = ()
    claims: dict[str, int] = {}
    suspects: tuple[Suspect, ...] = ()
    device: str = "cpu"
    deadline: float = 0.0
    finish: float = 0.0
    case_seconds: float = CASE_SECONDS
    cache: bool = False
    granted: tuple[Imported, ...] = ()

    def is_over(self, now: float, *, idle: bool = False) -> bool:
        """Whether nothing more is to be looked for.

        Where nothing waits to be shrunk (``idle``), what is left for that is used for most of it.
        """
        last = self.finish - (self.finish - self.deadline) * KEPT if idle else 0.0
        return self.deadline > 0 and now >= max(self.deadline, last)


CASES_PER_SHARD = 500
LEAST_PER_SHARD = 50
SHARDS = 16
"""How many shards a bounded number of cases has at least, where that leaves each some cases. It does not
depend on the number of workers, since the cases follow from the shards."""

CLOSING, LONGEST_CLOSING = 0.05, 1.0
"""The share of the time, and the most seconds, that are left for the workers to end in."""

SHRINKING, LONGEST_SHRINKING = 0.1, 30.0
"""The share of the time, and the most seconds, in which what was found is shrunk and nothing sought."""

KEPT = 1 / 4
"""The share of that time that is left for what is found last, where nothing else waits."""

SLICES = 10
"""Time slices for each worker: a worker that dies loses at most what is left of one of them."""

TRIED = 2
"""How often a shard is tried in which a worker dies, and no case is found that does it."""

STRETCH = 2000
"""Cases in one stretch of a sweep: what is done again where a sweep was broken off in it."""


def stretches(bounds: Bounds, numbers: range) -> tuple[Shard, ...]:
    """The cases of a sweep with these numbers, split into shards."""
    return tuple(
        Shard(
            seed=0,
            index=index,
            sweep=Stretch(bounds=bounds, start=start, stop=min(start + STRETCH, numbers.stop)),
        )
        for index, start in enumerate(range(numbers.start, numbers.stop, STRETCH))
    )


def plan(
    *,
    seed: int,
    cases: int,
    seconds: float,
    workers: int,
    device: str,
    now: float,
    known: tuple[str, ...] = (),
    tried: tuple[Pair, ...] = (),
    suspects: tuple[Suspect, ...] = (),
    case_seconds: float = CASE_SECONDS,
    subject: str = DEFAULT,
) -> Plan:
    """Split a budget into shards: by cases where they are bounded, else into slices of time."""
    deadline, finish = ends(seconds, now)
    if cases:
        size = cases_per_shard(cases)
        counts = [size] * (cases // size) + [cases % size]
        shards = [
            Shard(seed=seed, index=i, cases=count, subject=subject)
            for i, count in enumerate(counts)
            if count
        ]
    else:
        slice_ = seconds / SLICES
        shards = [
            Shard(seed=seed, index=i, seconds=slice_, subject=subject) for i in range(SLICES * workers)
        ]
    return Plan(
        shards=tuple(shards),
        known=known,
        tried=tried,
        suspects=suspects,
        device=device,
        deadline=deadline,
        finish=finish,
        case_seconds=case_seconds,
        granted=granted(),
    )


def ends(seconds: float, now: float) -> tuple[float, float]:
    """The deadline and the finish of a `Plan` that takes so long from now on (0: no bound)."""
    if not seconds:
        return 0.0, 0.0
    finish = now + seconds - min(seconds * CLOSING, LONGEST_CLOSING)
    return finish - min(seconds * SHRINKING, LONGEST_SHRINKING), finish


def cases_per_shard(cases: int) -> int:
    """How many cases a shard has: fewer where there are few, so that several workers have some."""
    return min(CASES_PER_SHARD, max(LEAST_PER_SHARD, -(-cases // SHARDS)))
