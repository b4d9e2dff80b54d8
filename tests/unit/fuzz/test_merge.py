"""Merging catalogues: in any order, any number of times, nothing is lost."""

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from fuzz.catalogue import Entry
from fuzz.catalogue.merge import merge
from strategies.cost import cost
from tests.unit.fuzz.sample import entries

some = st.lists(entries, max_size=5)


@given(some)
def test_the_order_does_not_matter(one: list[Entry]) -> None:
    assert merge(one) == merge(reversed(one))


@given(some, some, some)
def test_nor_does_what_is_merged_first(one: list[Entry], other: list[Entry], third: list[Entry]) -> None:
    first = _merged([*_merged([*one, *other]), *third])
    assert first == _merged([*one, *_merged([*other, *third])])
    assert first == _merged([*one, *other, *third])


@given(some)
def test_nor_how_often(one: list[Entry]) -> None:
    once = _merged(one)
    assert _merged(once) == once
    assert _merged([*once, *once, *one]) == once


def _merged(some: Iterable[Entry]) -> list[Entry]:
    return list(merge(some).values())


@given(some)
def test_no_environment_and_no_site_is_lost(one: list[Entry]) -> None:
    for name, entry in merge(one).items():
        parts = [part for part in one if part.id == name]
        seen = {(s.torch, s.torchvision, s.device) for part in parts for s in part.observed}
        assert sorted(seen) == [(s.torch, s.torchvision, s.device) for s in entry.observed]
        assert set(entry.sites) == {site for part in parts for site in part.sites}
        assert {seen for part in parts for seen in part.observed} >= set(entry.observed)


@given(some)
def test_the_plainest_case_stays(one: list[Entry]) -> None:
    merged = merge(one)
    assert merged.keys() == {entry.id for entry in one}
    for name, entry in merged.items():
        costs = [cost(part.case) for part in one if part.id == name]
        assert cost(entry.case) == min(costs)
