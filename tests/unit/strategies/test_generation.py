"""A few thousand draws try everything that the vocabulary knows, and few die in the stem."""

from collections import Counter
from typing import TypeVar, get_args

import pytest
from hypothesis import Phase, find, given, seed, settings
from hypothesis import strategies as st

from fuzz.campaign.draw import draw_round
from fuzz.execution.observe import observe
from fuzz.execution.outcome import Raised
from resnet_fuzz import ORDINARY, Case, cases, inputs, networks
from strategies.case import Autocast, Gradient, Load, Mode
from strategies.input import INPUT_VALUES, Input, Layout
from strategies.loss import LOSSES
from strategies.loss.target import TARGET_VALUES
from strategies.subject import NORM_LAYERS
from strategies.surgery import ATTRIBUTES, AnyEdit, Assign, Insert, Remove, Replace
from strategies.value import DTYPES

T = TypeVar("T")

ROUNDS = 25
FEW = 5
"""Rounds that make some 300 cases."""

STEM = ("conv1", "bn1")
"""Where a case that dies there hides all that comes behind."""


def some(strategy: st.SearchStrategy[T], count: int) -> list[T]:
    """The values that a strategy draws first, always the same."""
    seen: list[T] = []

    @seed(0)
    @settings(max_examples=count, phases=[Phase.generate], database=None, deadline=None)
    @given(strategy)
    def look(value: T) -> None:
        seen.append(value)

    look()
    return seen


@pytest.fixture(scope="module")
def rounds() -> list[list[Case]]:
    return [draw_round(number) for number in range(ROUNDS)]


@pytest.fixture(scope="module")
def drawn(rounds: list[list[Case]]) -> list[Case]:
    return [case for cases in rounds for case in cases]


@pytest.fixture(scope="module")
def edits(drawn: list[Case]) -> list[AnyEdit]:
    return [edit for case in drawn for edit in case.edits]


def test_a_round_is_the_same_each_time(rounds: list[list[Case]]) -> None:
    assert draw_round(3) == rounds[3]
    assert draw_round(3) != draw_round(4)


def test_a_few_rounds_hold_every_kind_of_edit(rounds: list[list[Case]]) -> None:
    few = [case for cases in rounds[:FEW] for case in cases]
    assert len(few) >= 270
    count = Counter(type(edit).__name__ for case in few for edit in case.edits)
    assert min(count[name] for name in ("Truncate", "Extract", "Remove", "Assign")) >= 5, count
    assert min(count[name] for name in ("Replace", "Insert")) >= 20, count
    assert sum(not case.edits for case in few) >= 60
    assert len(set(few)) >= 200


def test_inputs_of_every_rank_type_layout_and_values_come_up() -> None:
    seen = some(inputs(), 1500)
    assert {len(fed.shape) for fed in seen} == {0, 1, 2, 3, 4, 5}
    assert {fed.dtype for fed in seen} == set(DTYPES)
    assert {fed.layout for fed in seen} == set(get_args(Layout))
    assert {fed.values for fed in seen} == set(INPUT_VALUES)
    assert any(0 in fed.shape for fed in seen)


def test_cases_are_mostly_fed_images_and_sometimes_anything(drawn: list[Case]) -> None:
    assert {len(case.input.shape) for case in drawn} >= {2, 3, 4}
    assert sum(len(case.input.shape) != 4 for case in drawn) >= len(drawn) / 500
    assert len({case.input.dtype for case in drawn}) >= 9
    assert {case.input.layout for case in drawn} == set(get_args(Layout))
    assert {case.input.values for case in drawn} == set(INPUT_VALUES)


def test_networks_have_the_ordinary_loss_and_target(drawn: list[Case]) -> None:
    assert {(case.loss, case.target) for case in drawn} == {(ORDINARY.loss, ORDINARY.target)}


def test_every_loss_and_target_comes_up() -> None:
    drawn = some(cases(), 2000)
    assert {case.loss.kind for case in drawn if case.loss} == set(LOSSES)
    assert {case.target.values for case in drawn} == set(TARGET_VALUES)
    assert {case.target.dtype for case in drawn} == set(DTYPES)
    assert {len(case.target.shape) for case in drawn} >= {0, 1, 2, 3}
    options = {(case.loss.kind, name) for case in drawn if case.loss for name in case.loss.options}
    assert len(options) >= 30


def test_most_layers_come_up(edits: list[AnyEdit]) -> None:
    layers = [edit.layer for edit in edits if isinstance(edit, Replace | Insert)]
    assert len({layer.kind for layer in layers}) >= 60
    assert {edit.weights for edit in edits if isinstance(edit, Replace)} == {
        "fresh",
        "copied",
        "copied_no_grad",
    }


def test_every_way_to_edit_comes_up(edits: list[AnyEdit]) -> None:
    assert {edit.how for edit in edits if isinstance(edit, Remove)} == {"identity", "none", "delete"}
    assert {edit.where for edit in edits if isinstance(edit, Insert)} == {"before", "after"}
    assert {edit.attribute for edit in edits if isinstance(edit, Assign)} >= set(ATTRIBUTES[:3])
    depths = Counter(edit.site.count(".") for edit in edits if isinstance(edit, Replace))
    assert min(depths[depth] for depth in (0, 1, 2, 3)) >= 5, depths


def test_every_setting_and_subject_comes_up(drawn: list[Case]) -> None:
    assert {case.mode for case in drawn} == set(get_args(Mode))
    assert {case.gradient for case in drawn} == set(get_args(Gradient))
    assert {case.load for case in drawn} == set(get_args(Load))
    assert {case.autocast for case in drawn} == set(get_args(Autocast))
    assert {case.backward for case in drawn} == {True, False}
    assert len({case.subject.norm_layer for case in drawn} & set(NORM_LAYERS)) >= 7
    assert {case.subject.num_classes for case in drawn} >= {1000, 10, 1, 0}


def test_few_cases_die_in_the_stem(rounds: list[list[Case]]) -> None:
    few = rounds[0]
    outcomes = [observe(case) for case in few]
    died = [o.site for o in outcomes if isinstance(o, Raised) and o.stage == "forward"]
    assert len(few) >= 50
    assert sum(site in STEM for site in died) < len(few) / 4
    assert any(site not in STEM for site in died)


def test_networks_shrink_to_the_ordinary_one() -> None:
    plainest = find(networks(), lambda _: True, settings=settings(database=None))
    assert plainest == Case(input=Input(shape=(2, 3, 32, 32)))
