"""A sweep goes through the same cases in the same order, however it is cut into stretches."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resnet_fuzz import Case
from strategies.network.models import network
from strategies.network.node import sites
from strategies.subject import Subject
from strategies.surgery import Insert, Replace
from strategies.sweep import EDITS, SITES, Bounds, Stretch, enumerate_cases, size
from strategies.validation import is_valid

BOUNDS = Bounds(
    sites=("conv1", "layer1.0.relu", "fc"),
    layers=("Identity", "Linear", "Conv2d", "BatchNorm2d"),
    shapes=((2, 3, 32, 32),),
)
EVERY_OPTION = Bounds(sites=BOUNDS.sites, layers=BOUNDS.layers, shapes=BOUNDS.shapes, every_option=True)


def cases(bounds: Bounds, start: int = 0, stop: int | None = None) -> list[Case]:
    """The cases of a stretch; of all, where no end is given."""
    stop = size(bounds) if stop is None else stop
    return list(enumerate_cases(Stretch(bounds=bounds, start=start, stop=stop)))


WHOLE = cases(BOUNDS)


def test_the_order_is_fixed() -> None:
    assert cases(BOUNDS) == WHOLE
    assert WHOLE[0] == Case(input=WHOLE[0].input)


def test_the_size_is_the_number_of_cases() -> None:
    assert len(WHOLE) == size(BOUNDS)


@given(st.lists(st.integers(0, size(BOUNDS))))
def test_stretches_tile_the_whole(cuts: list[int]) -> None:
    ends = [0, *sorted(cuts), size(BOUNDS)]
    tiled = [cases(BOUNDS, *ends[index : index + 2]) for index in range(len(ends) - 1)]
    assert [case for stretch in tiled for case in stretch] == WHOLE


def test_nothing_comes_after_the_end() -> None:
    assert cases(BOUNDS, size(BOUNDS), size(BOUNDS) + 100) == []


def test_sites_are_sites_of_the_network_one_of_each_block_that_repeats() -> None:
    every = sites(network(Subject()))
    assert set(SITES) < set(every)
    left_out = {site.split(".")[1] for site in set(every) - set(SITES)}
    assert left_out == {"2", "3", "4", "5"}


def test_every_option_is_a_superset() -> None:
    assert set(cases(EVERY_OPTION)) > set(WHOLE)


@pytest.mark.parametrize("edit", EDITS)
def test_each_edit_is_a_part_of_the_whole(edit: str) -> None:
    part = cases(Bounds(edits=(edit,), sites=BOUNDS.sites, layers=BOUNDS.layers, shapes=BOUNDS.shapes))
    assert part
    assert set(part) <= set(WHOLE)


def test_the_parts_are_all_there_is() -> None:
    parts = [Bounds(edits=(edit,), sites=BOUNDS.sites, layers=BOUNDS.layers) for edit in EDITS]
    assert sum(map(size, parts)) == size(Bounds(sites=BOUNDS.sites, layers=BOUNDS.layers))


def test_a_layer_is_put_where_it_is_asked_for_and_nowhere_else() -> None:
    put = [edit for case in WHOLE for edit in case.edits if isinstance(edit, Insert)]
    assert {(edit.layer.kind, edit.site) for edit in put} == {
        (kind, site) for kind in BOUNDS.layers for site in ("", *BOUNDS.sites)
    }
    assert {edit.where for edit in put} == {"before", "after"}


def test_what_is_too_large_is_left_out_and_keeps_its_number() -> None:
    huge = Bounds(edits=("none",), shapes=((2, 3, 32, 32), (512, 3, 224, 224), (1, 3, 32, 32)))
    assert [len(cases(huge, number, number + 1)) for number in range(size(huge))] == [1, 1, 0, 0, 1, 1]
    assert all(map(is_valid, cases(huge)))


def test_no_case_comes_twice() -> None:
    replacements = [case for case in WHOLE for edit in case.edits if isinstance(edit, Replace)]
    assert len(set(replacements)) == len(replacements)
