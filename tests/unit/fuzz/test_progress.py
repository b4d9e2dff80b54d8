"""The account of a campaign: what its events add up to, in whatever order they come."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from fuzz.campaign.event import (
    AnyEvent,
    Catalogued,
    Condemned,
    Died,
    Dropped,
    Ended,
    MetAgain,
    NewMessage,
    Ran,
    Started,
)
from fuzz.campaign.progress import Progress
from fuzz.campaign.summary import summarize
from fuzz.catalogue import Entry, Found
from fuzz.execution import outcome
from fuzz.verdict import Wording
from strategies.coverage import every_pair
from tests.unit.fuzz.sample import CASES, SIGNATURE, entry, met

OTHER = replace(SIGNATURE, op="linear")


def found(shard: int, index: int = 0, at: float = 1.0, *, minimal: bool = True) -> Catalogued:
    one = entry(found=Found(0, shard, index), case=CASES[shard % len(CASES)])
    return Catalogued(at=at, shard=shard, entry=one, minimal=minimal)


def account(*events: AnyEvent) -> Progress:
    progress = Progress(began=0.0)
    for event in events:
        progress.add(event)
    return progress


def test_the_entry_of_the_earliest_shard_counts_in_any_order() -> None:
    events = [found(3), found(1, 4), found(1, 9), found(2)]
    for order in permutations(events):
        progress = account(*order)
        assert list(progress.entries.values()) == [events[1].entry]


def test_a_failure_is_discovered_once_when_the_first_shard_tells_of_it() -> None:
    assert account(met(shard=3, at=2.04), met(shard=1, at=5.0)).discovery() == (2.0,)


def test_what_was_met_and_not_shrunk_becomes_an_entry_that_could_be_smaller() -> None:
    left, shrunk, unsteady = met(shard=2), met(OTHER), met(replace(SIGNATURE, op="add"))
    progress = account(
        left,
        shrunk,
        Catalogued(at=3, shard=0, entry=entry(signature=OTHER)),
        unsteady,
        Dropped(at=5, shard=1, id=unsteady.id, case=CASES[0], why="unstable"),
    )
    (unshrunk,) = progress.unshrunk()
    assert not unshrunk.minimal
    assert (unshrunk.entry.id, unshrunk.entry.case) == (left.id, left.case)
    assert unshrunk.entry.found == left.found
    progress.add(unshrunk)
    assert progress.unshrunk() == []
    assert progress.cut_short == {left.id}


@given(st.permutations([found(0, minimal=False), found(1), found(2, minimal=False)]))
def test_cut_short_is_only_what_counts(order: list[Catalogued]) -> None:
    assert account(*order).cut_short == {order[0].entry.id}


def test_an_entry_is_told_when_it_is_new_or_counts_from_now_on() -> None:
    progress = account()
    told: list[Entry | None] = [progress.add(event) for event in (found(2), found(3), found(1))]
    assert told == [found(2).entry, None, found(1).entry]


def test_the_numbers_of_all_shards_add_up() -> None:
    progress = account(
        Started(at=0, shard=0, worker="gw0", device="cpu", torch="2.13.0", torchvision="0.28.0"),
        Ran(at=1, shard=0, cases=3, combinations=300, failing={"rejected": 2}, incidence={"x": 1}),
        met(at=2.04),
        found(0),
        met(OTHER, at=3.0),
        Catalogued(at=3, shard=0, entry=entry(signature=replace(OTHER, kind="warned"))),
        Ran(at=4, shard=1, cases=5, combinations=20, failing={"rejected": 1, "warned": 1}),
        Ran(at=4, shard=1, cases=0, combinations=0, failing={}, incidence={"x": 1, "y": 1}),
        Dropped(at=5, shard=1, id="z", case=CASES[0], why="unstable"),
        Died(at=6, shard=1, worker="gw1", case=CASES[0]),
        Ended(at=7, shard=0, worker="gw0", complete=True),
        Ended(at=8, shard=2, worker="gw0", complete=False),
    )
    assert progress.done == {0}
    summary = summarize(progress, seed=7, workers=2, stop_reason="time", now=16.0)
    assert (summary.cases, summary.cases_per_second) == (8, 0.5)
    assert (summary.combinations, summary.combinations_per_second) == (320, 20.0)
    assert summary.findings == {"rejected": 3, "warned": 1}
    assert summary.entries == {"spurious": 1, "warned": 1}
    assert summary.discovery == (2.0, 3.0)
    assert (summary.unstable, summary.died, summary.devices) == (("z",), 1, ("cpu",))
    assert (summary.seed, summary.workers, summary.torch) == (7, 2, "2.13.0")


def test_a_pair_that_several_shards_tried_counts_once() -> None:
    pair = ("input", "rank", "4")
    ran = [Ran(at=1, shard=n, cases=1, combinations=1, failing={}, pairs=(pair,)) for n in (0, 1)]
    coverage = account(*ran).coverage()
    assert sum(tried for tried, _ in coverage.values()) == coverage["input"][0] == 1
    assert coverage["input"][1] == sum(group == "input" for group, _, _ in every_pair())


def test_a_campaign_that_ended_at_once() -> None:
    summary = summarize(account(), seed=0, workers=1, stop_reason="interrupted", now=0.0)
    assert (summary.cases, summary.cases_per_second, summary.entries) == (0, 0.0, {})


def test_what_torch_says_of_a_failure_is_kept_whenever_it_is_told() -> None:
    entry, (first, second) = found(0), (Wording("ValueError", "a"), Wording("KeyError", "b"))
    before = NewMessage(at=1.0, shard=0, id=entry.entry.id, wordings=(first,))
    after = NewMessage(at=2.0, shard=1, id=entry.entry.id, wordings=(second,))
    progress = account(before, entry, after, after)
    (kept,) = progress.entries.values()
    assert {first, second, *entry.entry.wordings} == set(kept.wordings)
    assert list(kept.wordings) == sorted(kept.wordings)


def test_an_entry_is_told_anew_only_where_torch_says_something_else() -> None:
    entry, word = found(0), Wording("ValueError", "a")
    told = NewMessage(at=2.0, shard=1, id=entry.entry.id, wordings=(word,))
    progress = account(entry)
    assert progress.add(told) is not None
    assert progress.add(told) is None
    assert progress.add(replace(told, id="unknown")) is None


def test_a_known_failure_that_is_met_again_is_copied_once_and_is_no_new_one() -> None:
    known, word = found(0).entry, Wording("ValueError", "a")
    progress = Progress(began=0.0, known={known.id: known})
    again = MetAgain(at=1.0, shard=2, id=known.id)
    assert [progress.add(again), progress.add(again)] == [known, None]
    assert progress.add(replace(again, id="unknown")) is None
    told = progress.add(NewMessage(at=2.0, shard=1, id=known.id, wordings=(word,)))
    assert told is not None
    assert word in told.wordings
    summary = summarize(progress, seed=0, workers=1, stop_reason="cases", now=10.0)
    assert (summary.known, summary.entries, summary.discovery) == (1, {}, ())


def test_what_was_met_behind_another_failure_is_counted_once() -> None:
    behind = replace(met(), behind=2)
    progress = account(behind, met(shard=1), found(0))
    summary = summarize(progress, seed=0, workers=1, stop_reason="cases", now=10.0)
    assert summary.behind == 1


def test_a_death_that_a_broken_off_run_left_is_explained_by_the_one_that_goes_on() -> None:
    left = Died(at=1, shard=0, worker="gw0", case=CASES[0])
    other = Died(at=1, shard=1, worker="gw1", case=CASES[1])
    between = Died(at=1, shard=2, worker="gw2", case=None)
    how = outcome.Died(fate="crashed", how="SIGFPE", stage="forward", op="")
    explained = Condemned(at=9, shard=0, case=CASES[0], died=how)
    assert account(left, other, between, explained).died == [other, between]
