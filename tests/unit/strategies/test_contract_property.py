"""Whatever a case holds, the contract says something of it: a violation, a doubt, or nothing."""

from hypothesis import assume, example, given

from strategies import Case, cases
from strategies.bound import possible
from strategies.contract import Prediction, predict
from strategies.input import Input
from strategies.layer import Layer
from strategies.surgery import Insert
from tests.unit.strategies.strategy import odd_cases


@given(odd_cases())
@example(Case(edits=(Insert(site="fc", layer=Layer("Concat", {"shape": 3})),)))
@example(Case(edits=(Insert(site="fc", layer=Layer("GroupNorm", {"num_groups": "x"})),)))
def test_no_value_makes_the_contract_stumble(case: Case) -> None:
    assume(possible(case))
    assert isinstance(predict(case), Prediction)


@given(cases())
def test_what_is_forbidden_is_told_with_a_cause_a_fix_and_a_page(case: Case) -> None:
    expected = predict(case)
    for said in (*expected.violations, expected.doubt):
        if said is not None:
            assert said.cause
            assert said.fix
            assert said.page.startswith("https://")
            assert "{" not in said.cause + said.fix


def test_without_a_loss_the_prediction_ends_with_the_network() -> None:
    grey = Case(input=Input(shape=(2, 1, 64, 64)), loss=None)
    said = predict(grey).violation
    assert said is not None
    assert said.rule == "conv2d.channels"
