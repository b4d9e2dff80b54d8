"""The nearest case that passes: the smallest change, found by the contract and run."""

import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from fuzz.execution.threads import one_thread
from fuzz.triage.fix import fixes
from fuzz.triage.repair import repair, with_first_fault_fixed
from fuzz.verdict.composed import judge_composed
from resnet_fuzz import cases
from strategies.case import Case
from strategies.contract import predict, predict_network
from strategies.input import Input
from strategies.layer import Layer
from strategies.loss import Loss, Target
from strategies.surgery import Insert, Replace, Truncate
from strategies.validation import has_known_names, is_valid

one_thread()

SMALL = Input(shape=(2, 3, 32, 32))
BINARY = Loss("BCEWithLogitsLoss")
WIDE = Replace(site="fc", layer=Layer("Linear", {"in_features": 2048, "out_features": 1000}))
HEAD = Replace(site="fc", layer=Layer("Linear", {"in_features": 512, "out_features": 1000}))


def passes(case: Case) -> bool:
    """Whether nothing is to be said of a case."""
    return judge_composed(case) is None


@pytest.mark.parametrize(
    ("case", "change"),
    [
        pytest.param(
            Case(input=Input(shape=(2, 1, 32, 32))),
            {"input": SMALL},
            id="a grey image",
        ),
        pytest.param(
            Case(input=Input(shape=(1, 3, 32, 32)), target=Target(shape=(1,)), mode="train"),
            {"input": SMALL, "target": Target(shape=(2,))},
            id="one image in training",
        ),
        pytest.param(
            Case(input=Input(shape=(2, 3, 32, 32), dtype="float64")),
            {"input": SMALL},
            id="float64 input",
        ),
        pytest.param(
            Case(input=SMALL, edits=(HEAD,)),
            {
                "edits": (
                    Replace(
                        site="fc", layer=Layer("Linear", {"in_features": 2048, "out_features": 1000})
                    ),
                )
            },
            id="features of another depth",
        ),
        pytest.param(
            Case(input=SMALL, loss=BINARY, target=Target(shape=(2,), values="unit", dtype="float32")),
            {"target": Target(shape=(2, 1000), dtype="float32")},
            id="a target of another shape",
        ),
        pytest.param(
            Case(input=SMALL, gradient="off", backward=True),
            {"gradient": "on"},
            id="no gradient",
        ),
    ],
)
def test_the_smallest_change_is_found(case: Case, change: dict[str, object]) -> None:
    assert judge_composed(case) is not None
    assert repair(case, passes) == replace(case, **change)


def test_nothing_is_offered_that_was_not_seen_to_pass() -> None:
    assert repair(Case(input=Input(shape=(2, 1, 32, 32))), lambda _: False) is None


def test_what_is_run_ought_to_pass() -> None:
    ran: list[Case] = []

    def look(case: Case) -> bool:
        ran.append(case)
        return False

    repair(Case(input=Input(shape=(2, 1, 32, 32))), look)
    assert ran
    assert all(predict(case).any_violation is None for case in ran)


def test_the_fault_behind_a_fault_shows_once_that_is_mended() -> None:
    """A truncated network has lost its flatten; behind that, the new head is for other features."""
    view = Insert(site="", layer=Layer("Linear", {"in_features": 512, "out_features": 10}))
    case = Case(input=Input(shape=(2, 1, 32, 32)), edits=(Truncate(drop=1), view))
    first = predict_network(case).violation
    better = with_first_fault_fixed(case)
    assert first is not None
    assert better is not None
    behind = predict_network(better).violation
    assert behind is not None
    assert (first.rule, behind.rule) == ("conv2d.channels", "linear.unflattened")


def test_a_network_without_a_fault_has_none_behind() -> None:
    assert with_first_fault_fixed(Case(input=SMALL, target=Target(shape=(3,)))) is None


def test_what_is_mended_is_no_larger_than_may_be_tried() -> None:
    edits = (
        Insert(site="relu", layer=Layer("Sigmoid"), where="before"),
        Insert(site="maxpool", layer=Layer("AdaptiveMaxPool3d", {"output_size": 7})),
    )
    better = with_first_fault_fixed(Case(input=Input(shape=(4, 3, 32, 32)), edits=edits, backward=True))
    assert better is None or is_valid(better)


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases())
def test_every_change_is_another_case_that_can_be_named(case: Case) -> None:
    offered = list(fixes(case, predict(case).any_violation))
    assert case not in offered
    assert len(set(offered)) == len(offered)
    assert all(map(has_known_names, offered))
