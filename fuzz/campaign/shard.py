"""Shard: a part of the work as plain data, with the same cases on any worker and machine."""

import hashlib

import msgspec

from strategies.sweep import Bounds, Stretch


class Shard(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A run of rounds: at most ``cases`` cases (0: no bound), at most ``seconds`` of time (0: none).

    Cases are drawn, and follow from ``seed`` and ``index`` alone; or they are those of a stretch of a
    ``sweep``.
    """

    seed: int
    index: int
    cases: int = 0
    seconds: float = 0.0
    sweep: Stretch | None = None


def round_seed(shard: Shard, number: int) -> int:
    """The seed of one round of a shard: far from that of any other round, shard or campaign."""
    return _seed(f"{shard.seed}/{shard.index}/{number}")


def case_seed(shard: Shard, index: int) -> int:
    """The seed of one case of a shard, for random decisions."""
    return _seed(f"{shard.seed}/{shard.index}/case {index}")


def _seed(name: str) -> int:
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8])


class Plan(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a campaign is to do: its shards, the device of its workers, when it has to end.

    ``deadline`` is in seconds since the epoch (0: none). Failures with a ``known`` id are not shrunk:
    those of the catalogue that a run is held against, or those that a sweep has found already.
    ``claims`` has what a run that goes on has settled before: the id of a failure, and which shard did.
    """

    shards: tuple[Shard, ...]
    known: tuple[str, ...] = ()
    claims: dict[str, int] = {}
    device: str = "cpu"
    deadline: float = 0.0


CASES_PER_SHARD = 500
SLICES = 10
"""Time slices for each worker: a worker that dies loses at most what is left of one of them."""


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
) -> Plan:
    """Split a budget into shards: by cases where they are bounded, else into slices of time."""
    deadline = now + seconds if seconds else 0.0
    if cases:
        counts = [CASES_PER_SHARD] * (cases // CASES_PER_SHARD) + [cases % CASES_PER_SHARD]
        shards = [Shard(seed=seed, index=i, cases=count) for i, count in enumerate(counts) if count]
    else:
        slice_ = seconds / SLICES
        shards = [Shard(seed=seed, index=i, seconds=slice_) for i in range(SLICES * workers)]
    return Plan(shards=tuple(shards), known=known, device=device, deadline=deadline)
