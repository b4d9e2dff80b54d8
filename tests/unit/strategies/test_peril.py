"""What may end the process that runs it is a valid case, which nobody meets unasked."""

import pytest
from hypothesis import find, given

from fuzz.execution.composition.comparison import Comparison
from fuzz.execution.result import results
from fuzz.execution.setting import Setting
from fuzz.verdict.composed import judge_composed
from strategies.case import Case
from strategies.contract import predict
from strategies.error import CaseError
from strategies.generation import targets
from strategies.input import Input
from strategies.loss import LOSSES, Loss, Target
from strategies.loss.pairing import pairings, perils
from strategies.peril import corrupting, perilous
from strategies.validation import check
from strategies.value import Shape
from tests.quality.meta import real
from tests.unit.strategies.strategy import OUTPUTS

CTC = Loss("CTCLoss")
PLAIN = Setting(train=False, grad=True, autocast="off", backward=False, device="cpu")
BEYOND = Case(input=Input(shape=(2, 3, 32, 32)), loss=CTC, target=Target(shape=(1,), values="beyond"))


def test_a_class_index_that_nobody_checks_may_end_the_process() -> None:
    assert check(BEYOND) is BEYOND
    assert perilous(BEYOND)
    assert not perilous(Case(loss=CTC, target=Target(shape=(1,))))
    assert not perilous(Case(target=Target(values="beyond")))  # which CrossEntropyLoss checks
    assert not corrupting(BEYOND)  # that reads alone
    assert corrupting(Case(loss=CTC, target=BEYOND.target, backward=True))


def test_the_contract_says_what_is_wrong() -> None:
    violation = predict(BEYOND).violation
    assert violation is not None
    assert (violation.rule, violation.group) == ("ctcloss.index_range", "index_range")
    assert violation.out_of_bounds
    checked = predict(Case(target=Target(values="beyond"))).violation
    assert checked is not None
    assert not checked.out_of_bounds


def test_nothing_of_it_is_run_in_this_process() -> None:
    for run in (judge_composed, results):
        with pytest.raises(CaseError, match="may end the process"):
            run(BEYOND)
    with pytest.raises(CaseError, match="may end the process"):
        Comparison(real((2, 10)), PLAIN).outcomes(CTC, BEYOND.target)


@given(OUTPUTS)
def test_tables_leave_it_out_and_nothing_else(output: Shape) -> None:
    for kind in LOSSES.values():
        tried = {target for loss, target in pairings(kind, output) if loss == Loss(kind.name)}
        assert not tried & set(perils(kind, output))
        assert bool(perils(kind, output)) == kind.unchecked


@given(targets((2, 10), CTC))
def test_targets_are_harmless_unless_others_are_asked_for(target: Target) -> None:
    assert LOSSES["CTCLoss"].safe(target, (2, 10))


def test_it_is_drawn_where_it_is_asked_for() -> None:
    drawn = find(targets((2, 10), CTC, perilous=True), lambda one: one.values == "beyond")
    assert drawn == Target(shape=(1,), values="beyond")
