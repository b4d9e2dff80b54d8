"""Splitting a budget: nothing is left over, and no two rounds draw the same cases."""

from hypothesis import given
from hypothesis import strategies as st

from fuzz.campaign.shard import CASES_PER_SHARD, SLICES, Shard, plan, round_seed

WORKERS = st.integers(1, 300)


@given(st.integers(1, 10**5), WORKERS)
def test_cases_are_split_exactly(cases: int, workers: int) -> None:
    work = plan(seed=3, cases=cases, seconds=0.0, workers=workers, device="cpu", now=100.0)
    assert sum(shard.cases for shard in work.shards) == cases
    assert all(0 < shard.cases <= CASES_PER_SHARD for shard in work.shards)
    assert [shard.index for shard in work.shards] == list(range(len(work.shards)))
    assert {(shard.seed, shard.seconds) for shard in work.shards} == {(3, 0.0)}
    assert work.deadline == 0.0


@given(st.integers(1, 10**4))
def test_the_shards_do_not_depend_on_the_number_of_workers(cases: int) -> None:
    plans = [
        plan(seed=0, cases=cases, seconds=60, workers=workers, device="cpu", now=0.0)
        for workers in (1, 2, 16)
    ]
    assert plans[0] == plans[1] == plans[2]


@given(st.floats(0.1, 10**6), WORKERS)
def test_time_is_split_for_each_worker(seconds: float, workers: int) -> None:
    work = plan(seed=0, cases=0, seconds=seconds, workers=workers, device="cuda", now=100.0)
    assert len(work.shards) == SLICES * workers
    total = sum(shard.seconds for shard in work.shards)
    assert abs(total - seconds * workers) < 1e-6 * total
    assert 100.0 < work.deadline < work.finish < 100.0 + seconds
    assert {shard.cases for shard in work.shards} == {0}


@given(st.floats(0.1, 10**6))
def test_where_nothing_waits_most_of_the_time_for_that_is_used(seconds: float) -> None:
    work = plan(seed=0, cases=0, seconds=seconds, workers=1, device="cpu", now=100.0)
    almost = work.finish - 0.3 * (work.finish - work.deadline)
    assert not work.is_over(100.0)
    assert work.is_over(work.deadline)
    assert not work.is_over(almost, idle=True)
    assert work.is_over(work.finish, idle=True)


def test_a_plan_without_a_bound_of_time_is_never_over() -> None:
    work = plan(seed=0, cases=100, seconds=0.0, workers=1, device="cpu", now=100.0)
    assert not work.is_over(1e12)
    assert not work.is_over(1e12, idle=True)


def test_every_round_of_every_shard_has_a_seed_of_its_own() -> None:
    seeds = [
        round_seed(Shard(seed=seed, index=index), number)
        for seed in range(5)
        for index in range(20)
        for number in range(20)
    ]
    assert len(set(seeds)) == len(seeds)
    assert all(0 <= seed < 2**64 for seed in seeds)


def test_the_seed_of_a_round_never_changes() -> None:
    """Else a campaign of yesterday could not be run again."""
    assert round_seed(Shard(seed=1, index=2), 3) == 11378692657951615636
    assert round_seed(Shard(seed=1, index=2, cases=9, seconds=5.0), 3) == 11378692657951615636
