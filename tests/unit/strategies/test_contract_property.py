"""Whatever a case holds, the contract says something of it: a violation, a doubt, or nothing."""

from itertools import product

import pytest
from hypothesis import assume, example, given

from resnet_fuzz import Case, cases
from strategies.contract import Prediction, predict
from strategies.contract.forward import through
from strategies.input import Input
from strategies.layer import LAYERS, Layer, LayerKind
from strategies.layer.variant import variants
from strategies.rule import Conditions, TensorSpec
from strategies.surgery import Insert
from strategies.validation import is_valid
from strategies.value import Shape, Value
from tests.unit.strategies.strategy import odd_cases


@given(odd_cases())
@example(Case(edits=(Insert(site="fc", layer=Layer("Concat", {"shape": 3})),)))
@example(Case(edits=(Insert(site="fc", layer=Layer("GroupNorm", {"num_groups": "x"})),)))
def test_no_value_makes_the_contract_stumble(case: Case) -> None:
    assume(is_valid(case))
    assert isinstance(predict(case), Prediction)


@given(cases())
def test_what_is_forbidden_is_told_with_a_cause_a_fix_and_a_page(case: Case) -> None:
    expected = predict(case)
    for said in (*expected.violations, expected.misuse):
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


SHAPES: tuple[Shape, ...] = (
    (2, 8, 8, 8),
    (1, 8, 1, 1),
    (2, 8),
    (8,),
    (),
    (2, 8, 4),
    (2, 8, 4, 4, 4),
    (0, 8, 4, 4),
)
ODD: tuple[Value, ...] = (-1, 0, 1, 3, True, "same", (), (1,), (2, 2), (0, 0), (1, 1, 1), None, 0.5)


@pytest.mark.parametrize("kind", LAYERS.values(), ids=lambda kind: kind.name)
def test_no_option_of_a_layer_that_fits_makes_its_rules_stumble(kind: LayerKind) -> None:
    """What is mended, assigned or written by hand has options that no generator draws."""
    for shape in SHAPES:
        for layer in variants(kind, shape):
            for name, value in product([option.name for option in kind.options], ODD):
                odd = Layer(kind.name, {**layer.options, name: value})
                through(odd, TensorSpec(shape), Conditions(training=True))
