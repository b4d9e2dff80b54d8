"""Merging catalogues: in any order, any number of times, nothing is lost."""

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from fuzz.catalogue import Entry
from fuzz.catalogue.merge import merge
from fuzz.verdict import Signature
from strategies.cost import cost
from tests.unit.fuzz.sample import CASES, SEEN, entries, entry

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
def test_no_site_is_lost_and_no_environment_that_showed_the_case(one: list[Entry]) -> None:
    for name, united in merge(one).items():
        parts = [part for part in one if part.id == name]
        seen = {seen for part in parts if part.case == united.case for seen in part.observed}
        environments = {(s.torch, s.torchvision, s.device) for s in seen}
        assert sorted(environments) == [(s.torch, s.torchvision, s.device) for s in united.observed]
        assert set(united.sites) == {site for part in parts for site in part.sites}
        assert seen >= set(united.observed)


def test_the_message_of_an_entry_is_that_of_its_own_case() -> None:
    own = replace(SEEN, message="given 1 channel, expected 3")
    one, plainer = entry(case=CASES[0]), entry(case=CASES[1], observed=(own,))
    (merged,) = merge([one, plainer]).values()
    assert (merged.case, merged.observed) == (CASES[1], (own,))


@given(st.permutations(["channels", "conv2d.channels", "conv2d.channels"]))
def test_of_two_causes_of_one_signature_the_first_id_stays(groups: list[str]) -> None:
    signature = Signature("forward", "rejected", "conv2d.channels")
    (merged,) = merge(entry(signature=signature, group=group) for group in groups).values()
    assert merged.group == "channels"


@given(some)
def test_the_plainest_case_stays(one: list[Entry]) -> None:
    merged = merge(one)
    assert merged.keys() == {part.id for part in one}
    for name, united in merged.items():
        costs = [cost(part.case) for part in one if part.id == name]
        assert cost(united.case) == min(costs)
