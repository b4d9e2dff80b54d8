"""Only the ordinary case costs nothing, and every step down leads to a plainer case."""

import msgspec
import pytest
from hypothesis import given, settings

from fuzz.triage.step import steps
from strategies.case import ORDINARY, Case, key
from strategies.cost import cost, deviations
from strategies.input import Input
from strategies.layer import Layer
from strategies.loss import Loss, Target
from strategies.names import check_names
from strategies.subject import Subject
from strategies.surgery import Assign, Insert, Remove, Replace, Truncate
from tests.unit.strategies.strategy import any_cases

DEVIATIONS: dict[str, tuple[Case, int]] = {
    "ordinary": (ORDINARY, 0),
    "mode": (Case(mode="train"), 1),
    "no loss": (Case(loss=None), 1),
    "loss": (Case(loss=Loss("MSELoss")), 1),
    "loss with an option": (Case(loss=Loss("MSELoss", {"reduction": "sum"})), 2),
    "one size": (Case(input=Input(shape=(2, 1, 224, 224))), 1),
    "two sizes": (Case(input=Input(shape=(2, 3, 32, 32))), 2),
    "an axis": (Case(input=Input(shape=(2, 3, 224))), 1),
    "type and values": (Case(input=Input(dtype="uint8", values="bytes")), 2),
    "target": (Case(target=Target(shape=(3,), values="zeros")), 2),
    "subject": (Case(subject=Subject(num_classes=10)), 1),
    "edit": (Case(edits=(Remove(site="fc"),)), 2),
    "another edit": (Case(edits=(Remove(site="fc", how="delete"), Truncate(drop=1))), 5),
    "layer": (Case(edits=(Insert(site="fc", layer=Layer("ReLU", {"inplace": True})),)), 3),
}

PLAINER: dict[str, tuple[Case, Case]] = {
    "nearer the head": (Case(edits=(Remove(site="fc"),)), Case(edits=(Remove(site="layer3.2.bn1"),))),
    "fewer children dropped": (Case(edits=(Truncate(drop=1),)), Case(edits=(Truncate(drop=2),))),
    "no weights copied": (
        Case(edits=(Replace(site="fc", layer=Layer("ReLU")),)),
        Case(edits=(Replace(site="fc", layer=Layer("ReLU"), weights="copied"),)),
    ),
    "a number that is not zero": (
        Case(edits=(Assign(site="conv1", attribute="stride", value=(1, 1)),)),
        Case(edits=(Assign(site="conv1", attribute="stride", value=(0, 0)),)),
    ),
    "a smaller image": (
        Case(input=Input(shape=(2, 3, 32, 32))),
        Case(input=Input(shape=(2, 3, 33, 33))),
    ),
}


@pytest.mark.parametrize(("case", "count"), DEVIATIONS.values(), ids=DEVIATIONS)
def test_deviations_are_what_a_person_would_have_to_change(case: Case, count: int) -> None:
    assert deviations(case) == count


@pytest.mark.parametrize(("plainer", "other"), PLAINER.values(), ids=PLAINER)
def test_the_plainer_case_costs_less(plainer: Case, other: Case) -> None:
    assert cost(ORDINARY) < cost(plainer) < cost(other)


@given(any_cases())
def test_only_the_ordinary_case_has_no_deviations(case: Case) -> None:
    assert (deviations(case) == 0) == (case == ORDINARY)
    assert cost(ORDINARY) <= cost(case)


def test_there_is_no_step_down_from_the_ordinary_case() -> None:
    assert list(steps(ORDINARY)) == []


@settings(max_examples=20)
@given(any_cases())
def test_every_step_leads_to_a_valid_case_that_is_plainer(case: Case) -> None:
    before, own = cost(case), key(case)
    for candidate in steps(case):
        assert cost(candidate) < before
        assert key(candidate) != own
        assert candidate != case
        check_names(candidate)
        assert msgspec.json.decode(key(candidate), type=Case) == candidate


@settings(max_examples=20)
@given(any_cases())
def test_there_is_a_step_down_from_every_other_case(case: Case) -> None:
    assert (next(steps(case), None) is None) == (case == ORDINARY)
