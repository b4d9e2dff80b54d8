"""The nearest case that passes: the smallest change, found by the contract and run."""

import re
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from fuzz.execution.observe import observe
from fuzz.execution.threads import one_thread
from fuzz.triage.fix import Fix, fixes
from fuzz.triage.fix.fix import CHANGES
from fuzz.triage.repair import repair, with_first_fault_fixed
from fuzz.verdict.composed import judge_composed
from fuzz.verdict.judgement import judge
from resnet_fuzz import cases
from strategies.case import Case
from strategies.contract import predict, predict_network
from strategies.input import Input
from strategies.layer import Layer
from strategies.loss import Loss, Target
from strategies.repair import Change
from strategies.surgery import Assign, Extract, Insert, Remove, Replace, Truncate
from strategies.validation import has_known_names, is_valid
from strategies.value import Value

one_thread()

SMALL = Input(shape=(2, 3, 32, 32))
BINARY = Loss("BCEWithLogitsLoss")
WIDE = Replace(site="fc", layer=Layer("Linear", {"in_features": 2048, "out_features": 1000}))
HEAD = Replace(site="fc", layer=Layer("Linear", {"in_features": 512, "out_features": 1000}))


def passes(case: Case) -> bool:
    """Whether nothing is to be said of a case."""
    return judge_composed(case) is None


def mended(case: Case) -> Fix:
    """The fix of a case for the rule that it violates."""
    finding = judge(case, observe(case))
    assert finding is not None
    fix = repair(case, finding.cause, lambda one: judge(one, observe(one)) is None)
    assert fix is not None
    return fix


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
            Case(input=SMALL, loss=BINARY, target=Target(shape=(2,))),
            {"target": Target(shape=(2, 1000), dtype="float32", values="onehot")},
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
    finding = judge_composed(case)
    assert finding is not None
    fix = repair(case, finding.cause, passes)
    assert fix is not None
    assert fix.case == replace(case, **change)


def test_nothing_is_offered_that_was_not_seen_to_pass() -> None:
    grey = Case(input=Input(shape=(2, 1, 32, 32)))
    assert repair(grey, predict(grey).violation, lambda _: False) is None


def test_what_is_run_ought_to_pass() -> None:
    ran: list[Case] = []

    def look(case: Case) -> bool:
        ran.append(case)
        return False

    grey = Case(input=Input(shape=(2, 1, 32, 32)))
    repair(grey, predict(grey).violation, look)
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


def test_what_is_mended_by_an_ordinary_image_is_looked_at_with_a_smaller_one() -> None:
    better = with_first_fault_fixed(Case(input=Input(shape=(2, 1, 3, 32, 32))))
    assert better is not None
    assert better.input.shape == (2, 3, 64, 64)


def test_an_ordinary_image_stays_where_a_smaller_one_fails_otherwise() -> None:
    head = Replace(site="fc", layer=Layer("Linear", {"in_features": 2048 * 49, "out_features": 10}))
    edits = (Remove(site="avgpool"), head)
    assert predict_network(Case(edits=edits)).violation is None
    better = with_first_fault_fixed(Case(input=Input(shape=(2, 1, 3, 32, 32)), edits=edits))
    assert better is not None
    assert better.input.shape == (2, 3, 224, 224)


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases())
def test_every_change_is_another_case_that_can_be_named(case: Case) -> None:
    violation = predict(case).any_violation
    offered = [fix.case for fix in fixes(case, violation)] if violation is not None else []
    assert case not in offered
    assert len(set(offered)) == len(offered)
    assert all(map(has_known_names, offered))


def insert(kind: str, site: str = "", **options: Value) -> Insert:
    """An edit that inserts a layer."""
    return Insert(site=site, layer=Layer(kind, options))


NARROW = Layer("Conv2d", {"in_channels": 3, "out_channels": 32, "kernel_size": 3})
GROUPED: dict[str, Value] = {"in_channels": 256, "out_channels": 256, "kernel_size": 1, "groups": 3}
LSTM = insert("LSTM", input_size=1000, hidden_size=8)

ADVICE: dict[str, tuple[Case, str]] = {
    "in place": (
        Case(edits=(insert("Sigmoid", "bn1"),), backward=True),
        "use inplace=False in relu",
    ),
    "unpooled": (
        Case(edits=(Remove(site="avgpool"),)),
        "put nn.AdaptiveAvgPool2d(1) before the flatten",
    ),
    "features": (Case(edits=(HEAD,)), "use in_features=2048"),
    "unflattened": (
        Case(edits=(Truncate(drop=1), insert("Linear", in_features=2048, out_features=10))),
        "put nn.Flatten() in front of it",
    ),
    "unpooled and unflattened": (
        Case(edits=(Truncate(drop=2), insert("Linear", in_features=2048, out_features=10))),
        "put nn.AdaptiveAvgPool2d(1) and nn.Flatten() in front of it",
    ),
    "a recurrent layer": (
        Case(edits=(LSTM, insert("Linear", in_features=8, out_features=10))),
        "take one tensor first: x[0] of a tuple, x['out'] of a dict",
    ),
    "a dictionary": (
        Case(edits=(Extract(site="avgpool"), insert("Flatten"))),
        "take one tensor first: x[0] of a tuple, x['out'] of a dict",
    ),
    "indices": (
        Case(edits=(insert("MaxPool2d", "conv1", kernel_size=1, return_indices=True),)),
        "leave out return_indices=True",
    ),
    "rank of a norm": (
        Case(edits=(insert("BatchNorm2d", num_features=1000),)),
        "use nn.BatchNorm1d, which is for 2D inputs",
    ),
    "rank of a pooling": (
        Case(edits=(insert("AvgPool2d", kernel_size=1),)),
        "put the layer behind a module in front of the flatten, such as avgpool",
    ),
    "rank of the input": (
        Case(input=Input(shape=(3, 32))),
        "pass a batch of images to the network: a 4D input (N, C, H, W)",
    ),
    "one image": (
        Case(input=Input(shape=(3, 32, 32))),
        "add the batch dimension: x.unsqueeze(0)",
    ),
    "channels of a layer": (
        Case(input=SMALL, edits=(insert("BatchNorm2d", "layer1", num_features=64),)),
        "use num_features=256",
    ),
    "channels of the layer before": (
        Case(
            edits=(
                Replace(
                    site="conv1",
                    layer=Layer("Conv2d", {"in_channels": 3, "out_channels": 32, "kernel_size": 3}),
                ),
            )
        ),
        "use 64 output channels in the layer before it",
    ),
    "groups": (
        Case(edits=(insert("Conv2d", "layer1", **GROUPED),)),
        "use groups=2, which divides in_channels and out_channels",
    ),
    "window": (
        Case(input=SMALL, edits=(insert("AvgPool2d", "layer4", kernel_size=2),)),
        "use kernel_size=1",
    ),
    "a deleted child": (
        Case(edits=(Remove(site="relu", how="delete"),)),
        "replace relu by nn.Identity() instead of deleting it",
    ),
    "an attribute": (
        Case(edits=(Assign(site="fc", attribute="out_features", value=10),)),
        "construct a new layer with that value in its place",
    ),
    "a module that is not called": (
        Case(edits=(Replace(site="classifier", layer=WIDE.layer),)),
        "name one of the modules that forward() calls, such as fc",
    ),
    "a state dict": (
        Case(edits=(Remove(site="fc"),), load="strict"),
        "use strict=False",
    ),
}


@pytest.mark.parametrize(("case", "advice"), ADVICE.values(), ids=ADVICE)
def test_what_is_advised_is_what_was_run_and_passes(case: Case, advice: str) -> None:
    fix = mended(case)
    assert fix.text == advice
    assert not fix.last_resort
    assert judge(fix.case, observe(fix.case)) is None


def test_two_faults_are_repaired_one_behind_the_other() -> None:
    shuffle = insert("Conv1d", in_channels=1, out_channels=4, kernel_size=1, padding_mode="mirror")
    fix = mended(Case(input=SMALL, edits=(shuffle,)))
    assert fix.text == "use padding_mode='zeros', the default, and use in_channels=2"


def test_code_that_a_case_has_no_words_for_is_said_in_front_of_what_was_run() -> None:
    case = Case(
        edits=(Replace(site="fc", layer=Layer("Linear", {"in_features": 2048, "out_features": 10})),),
        load="strict",
    )
    fix = mended(case)
    assert fix.last_resort
    assert fix.text.startswith("load the state dict before the edit; what was run instead: ")


def test_every_change_has_a_meaning() -> None:
    assert set(CHANGES) == set(get_args(Change))


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases())
def test_every_rule_has_a_repair_of_which_the_sentence_is_complete(case: Case) -> None:
    expected = predict(case)
    for violation in (*expected.violations, *expected.excused):
        assert violation.repairs, violation.rule
        for one in violation.repairs:
            assert not re.search(r"[{}]|\.$", one.text), one.text
