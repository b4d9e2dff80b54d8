"""A run that goes on: with what is left of it, and without doing again what is done."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import Mock, patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from fuzz.campaign.begin import Begun, begin, resume
from fuzz.campaign.campaign import Budget
from fuzz.campaign.event import AnyEvent, Catalogued, Condemned, Ended, Met, MetAgain, Ran, Surveyed
from fuzz.campaign.gate import Gate
from fuzz.campaign.journal import read_events, write_events
from fuzz.campaign.record import FILE, Session, read_record, write_record
from fuzz.campaign.shard import SLICES
from fuzz.campaign.suspects import Suspect
from fuzz.catalogue import Entry, Found
from fuzz.error import FuzzError
from fuzz.execution.outcome import Died
from strategies.case import Case
from strategies.surgery import Truncate
from tests.unit.fuzz.sample import SIGNATURE, entry, met

KNOWN = entry(signature=replace(SIGNATURE, op="linear"))
BY_CASES = Budget(seconds=0.0, cases=1200, workers=2, device="cpu", seed=3)
BY_TIME = Budget(seconds=600.0, cases=0, workers=2, device="cpu", seed=3)
approx = partial(pytest.approx, abs=1e-5)
ENTRY = entry(found=Found(3, 1, 0))
OTHER = Case(edits=(Truncate(drop=1),))


def ran(shard: int, at: float) -> Ran:
    return Ran(at=at, shard=shard, cases=7, combinations=70, failing={})


def ended(shard: int, at: float) -> Ended:
    return Ended(at=at, shard=shard, worker="gw0", complete=True)


TOLD: tuple[AnyEvent, ...] = (
    ran(0, 1010.0),
    ran(1, 1020.0),
    met(shard=1, at=1020.0),
    ended(1, 1030.0),
    MetAgain(at=1040.0, shard=0, id=KNOWN.id),
    Catalogued(at=1050.0, shard=1, entry=ENTRY),
    met(replace(SIGNATURE, op="add"), shard=0, at=1055.0),
    Catalogued(at=1060.0, shard=0, entry=entry(found=Found(3, 0, 5)), minimal=False),
)


def broken_off(
    directory: Path, budget: Budget, told: Iterable[AnyEvent] = TOLD, known: tuple[Entry, ...] = (KNOWN,)
) -> None:
    """A directory with a run that began at 1000 and told some events."""
    begin(budget, directory, {one.id: one for one in known}, ("mine",)).result.close()
    record = replace(read_record(directory), sessions=(Session(1000.0, 0.0),))
    write_record(record, directory)
    write_events(told, directory)


def gone_on(directory: Path, known: tuple[Entry, ...] = (KNOWN,)) -> Begun:
    begun = resume(read_record(directory), directory, {one.id: one for one in known}, Gate())
    begun.result.close()
    return begun


def test_shards_that_ended_are_not_run_again(tmp_path: Path) -> None:
    broken_off(tmp_path, BY_CASES)
    begun = gone_on(tmp_path)
    assert [(shard.index, shard.cases) for shard in begun.plan.shards] == [
        (index, 1200 // 16) for index in range(16) if index != 1
    ]
    assert begun.plan.claims == {ENTRY.id: 1}
    assert begun.plan.known == (KNOWN.id,)
    assert (begun.progress.cases, begun.progress.again) == (7, {})
    assert list(begun.progress.entries) == [ENTRY.id]
    assert [event.shard for event in read_events(tmp_path)] == [1, 1, 1, 1]


@pytest.mark.parametrize("seconds", [100.0, 1.0])
def test_it_keeps_to_what_earlier_runs_have_tried(tmp_path: Path, seconds: float) -> None:
    pair = ("layer", "Conv2d", "stem")
    begun = begin(replace(BY_TIME, seconds=seconds), tmp_path, {}, tried={pair})
    begun.result.close()
    assert begun.plan.tried == (pair,)
    record = replace(read_record(tmp_path), sessions=(Session(1000.0, 50.0),))
    resumed = resume(record, tmp_path, {}, Gate())
    resumed.result.close()
    assert resumed.plan.tried == (pair,)


def test_what_ended_a_worker_or_is_known_to_is_suspect_whatever_became_of_its_shard(
    tmp_path: Path,
) -> None:
    died = Died(fate="crashed", how="SIGSEGV", stage="forward", op="elu")
    told = (*TOLD, Condemned(at=1045.0, shard=0, case=OTHER, died=died))
    deadly = entry(signature=replace(SIGNATURE, kind="crashed", op="linear"))
    broken_off(tmp_path, BY_CASES, told, (KNOWN, deadly))
    begun = gone_on(tmp_path, (KNOWN, deadly))
    assert begun.plan.suspects == (
        Suspect(deadly.case, deadly.signature.stage),
        Suspect(OTHER, "forward"),
    )
    assert gone_on(tmp_path, (KNOWN, deadly)).plan.suspects == begun.plan.suspects


def test_what_a_shard_is_done_with_is_not_shrunk_again_though_it_did_not_end(tmp_path: Path) -> None:
    deadly = entry(signature=replace(SIGNATURE, kind="crashed", op="add"), found=Found(3, 0, 7))
    plain = entry(signature=replace(SIGNATURE, op="mul"), found=Found(3, 0, 8))
    waits = entry(signature=replace(SIGNATURE, op="sub"), found=Found(3, 0, 9))
    told: list[AnyEvent] = [ran(0, 1010.0)]
    for one in (deadly, plain, waits):
        told += [met(one.signature, shard=0, at=1011.0), Catalogued(at=1012.0, shard=0, entry=one)]
    told.append(Surveyed(at=1013.0, shard=0, id=plain.id, found=plain.found, region="Everywhere."))
    broken_off(tmp_path, BY_CASES, told)
    begun = gone_on(tmp_path)
    assert set(begun.progress.entries) == {deadly.id, plain.id}
    assert begun.progress.entries[plain.id].region == "Everywhere."
    assert begun.plan.claims == {deadly.id: 0, plain.id: 0}
    assert (begun.progress.cases, len(begun.plan.shards)) == (0, 16)


def test_where_time_bounds_it_what_is_left_goes_into_other_cases(tmp_path: Path) -> None:
    broken_off(tmp_path, BY_TIME)
    begun = gone_on(tmp_path)
    assert min(shard.index for shard in begun.plan.shards) == 2
    assert all(shard.seconds == pytest.approx(54.0) for shard in begun.plan.shards)
    assert begun.plan.claims == {ENTRY.id: 1}
    assert (begun.progress.cases, list(begun.progress.again)) == (14, [KNOWN.id])
    assert len(begun.progress.unshrunk()) == 1
    assert begun.progress.discovery() == (20.0, 55.0)


def test_breaks_are_no_part_of_its_time(tmp_path: Path) -> None:
    broken_off(tmp_path, BY_TIME)
    again = gone_on(tmp_path)
    later = again.progress.began + 60.0
    write_events((*read_events(tmp_path), replace(ran(2, later), at=later + 100.0)), tmp_path)
    last = gone_on(tmp_path)
    assert [session.spent for session in read_record(tmp_path).sessions] == pytest.approx([0, 60, 160])
    assert last.plan.shards[0].seconds == pytest.approx(44.0)
    assert last.progress.discovery() == (20.0, 55.0)


@settings(max_examples=30, deadline=None)
@given(
    stretches=st.lists(
        st.tuples(st.floats(0.0, 9999.0), st.lists(st.floats(0.25, 20.0), max_size=3)),
        min_size=1,
        max_size=5,
    ),
    budget=st.sampled_from((BY_CASES, BY_TIME)),
)
def test_each_stretch_counts_once_however_often_a_run_is_broken_off(
    stretches: list[tuple[float, list[float]]], budget: Budget
) -> None:
    """Each stretch is a break and the steps between the events that are told after it."""
    clock, spent, told = Mock(), 0.0, list[tuple[AnyEvent, float]]()
    clock.time.return_value = 1000.0
    with TemporaryDirectory() as name, patch("fuzz.campaign.begin.time", clock), patch("os.fsync"):
        directory = Path(name)
        begin(budget, directory, {}).result.close()
        for shard, (rest, steps) in enumerate(stretches):
            for step in steps:
                clock.time.return_value += step
                spent += step
                told.append((ended(shard, clock.time()), spent))
                write_events((*read_events(directory), told[-1][0], ran(shard, clock.time())), directory)
            clock.time.return_value += rest
            begun, record = gone_on(directory, known=()), read_record(directory)
            assert record.sessions[-1].spent == approx(spent)
            assert begun.progress.began == approx(clock.time() - spent)
            assert begun.progress.cases == 7 * len(told)
            if budget is BY_TIME:
                assert begun.plan.shards[0].seconds == approx((600.0 - spent) / SLICES)
        for event, offset in told:
            assert record.without_breaks(event, 0.0).at == approx(offset)


def test_where_no_time_is_left_nothing_is_run(tmp_path: Path) -> None:
    broken_off(tmp_path, BY_TIME, (ran(0, 1700.0),))
    assert gone_on(tmp_path).plan.shards == ()


def test_a_run_that_told_nothing_yet_begins_again(tmp_path: Path) -> None:
    broken_off(tmp_path, BY_CASES, ())
    assert [shard.index for shard in gone_on(tmp_path).plan.shards] == list(range(16))


def test_other_known_failures_than_at_the_beginning_are_refused(tmp_path: Path) -> None:
    broken_off(tmp_path, BY_CASES)
    with pytest.raises(FuzzError, match="no longer what they were"):
        gone_on(tmp_path, known=(ENTRY,))


@pytest.mark.parametrize(
    ("text", "said"),
    [("{", "not valid JSON"), ('{"format": 2}', "`"), ('{"format": 1, "cases": 5}', "`")],
)
def test_a_record_is_read_strictly(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / FILE).write_text(text)
    with pytest.raises(FuzzError, match=said):
        read_record(tmp_path)


def test_a_failure_that_another_met_as_well_is_of_the_first(tmp_path: Path) -> None:
    twice: tuple[AnyEvent, ...] = (
        met(shard=2, at=1001.0),
        met(shard=1, at=1002.0),
        Catalogued(at=1003.0, shard=1, entry=ENTRY),
        ended(1, 1004.0),
        ended(2, 1005.0),
    )
    assert all(isinstance(event, Met) for event in twice[:2])
    broken_off(tmp_path, BY_CASES, twice)
    assert gone_on(tmp_path).plan.claims == {ENTRY.id: 1}
