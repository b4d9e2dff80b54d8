"""What became of a failure from one catalogue to another."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from fuzz.catalogue import Entry
from fuzz.catalogue.diff import CatalogueDiff, diff
from fuzz.catalogue.merge import merge
from tests.unit.fuzz.sample import CASES, SIGNATURE, entries, entry

CONV = entry()
REWORDED = entry(signature=replace(SIGNATURE, template="in other words"))
OTHER_TYPE = entry(signature=replace(SIGNATURE, exception="ValueError"))
LATER = entry(signature=replace(SIGNATURE, stage="loss", op="cross_entropy"))
ELSEWHERE = entry(signature=replace(SIGNATURE, op="batch_norm"))
UNRELATED = entry(signature=replace(SIGNATURE, op="linear"), case=CASES[1])


def test_new_and_gone() -> None:
    assert diff([], [CONV]) == CatalogueDiff([CONV], [], [], [])
    assert diff([CONV], []) == CatalogueDiff([], [CONV], [], [])
    assert diff([CONV], [UNRELATED]) == CatalogueDiff([UNRELATED], [CONV], [], [])


def test_reworded_where_the_same_operation_refuses_the_same_case() -> None:
    for other in (REWORDED, OTHER_TYPE):
        assert diff([CONV], [other]) == CatalogueDiff([], [], [], [(CONV, other)])


def test_moved_where_another_operation_refuses_it() -> None:
    for other in (LATER, ELSEWHERE):
        assert diff([CONV], [other]) == CatalogueDiff([], [], [(CONV, other)], [])


def test_the_same_failure_by_another_case_is_the_same() -> None:
    assert diff([CONV], [entry(case=CASES[1])]).empty


def test_one_successor_is_not_given_to_two() -> None:
    found = diff([CONV, REWORDED], [LATER])
    assert len(found.moved) == len(found.gone) == 1


some = st.lists(entries, max_size=5).map(lambda found: list(merge(found).values()))


@given(some, some)
def test_every_entry_is_told_of_once(before: list[Entry], after: list[Entry]) -> None:
    found = diff(before, after)
    pairs = [*found.moved, *found.reworded]
    same = {entry.id for entry in before} & {entry.id for entry in after}
    same -= {one.id for one, _ in found.reworded}
    gone = [entry.id for entry in found.gone] + [one.id for one, _ in pairs]
    new = [entry.id for entry in found.new] + [other.id for _, other in pairs]
    assert sorted([*gone, *same]) == sorted(entry.id for entry in before)
    assert sorted([*new, *same]) == sorted(entry.id for entry in after)
    assert diff(before, before).empty
