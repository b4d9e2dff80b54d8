"""An error is never put down to what comes after it."""

import pytest

from fuzz.execution.observe import observe
from fuzz.execution.outcome import Raised
from fuzz.verdict.judgement import judge
from strategies.case import Case
from strategies.input import Input
from strategies.layer import Layer
from strategies.network.models import network
from strategies.network.steps import steps_at
from strategies.subject import Subject
from strategies.surgery import Insert, Remove, Replace, Truncate
from strategies.value import Value

NARROW = Replace(site="fc", layer=Layer("Linear", {"in_features": 512, "out_features": 10}))
UNKNOWN_GELU = Layer("GELU", {"approximate": "erf"})
SMALL = Input(shape=(2, 3, 32, 32))


def raised(site: str, op: str, stage: str = "forward") -> Raised:
    return Raised(stage=stage, exception="RuntimeError", message="?", site=site, op=op)  # type: ignore[arg-type]


def said(case: Case, outcome: Raised) -> str:
    finding = judge(case, outcome)
    assert finding is not None
    return f"{finding.signature.kind} {finding.signature.rule}".strip()


@pytest.mark.parametrize(
    ("site", "op", "blamed"),
    [
        ("bn1", "batch_norm", "spurious"),
        ("layer4.2.relu", "relu_", "spurious"),
        ("", "flatten", "spurious"),
        ("fc", "linear", "rejected linear.in_features"),
    ],
)
def test_a_fault_is_to_blame_from_its_site_on(site: str, op: str, blamed: str) -> None:
    assert said(Case(input=SMALL, edits=(NARROW,)), raised(site, op)) == blamed


@pytest.mark.parametrize(
    ("site", "op", "blamed"),
    [
        ("layer1.0.conv3", "conv2d", "spurious"),
        ("layer1.0.downsample.0", "conv2d", "spurious"),
        ("layer1.0", "add_", "rejected bottleneck.residual"),
        ("layer1.1.conv1", "conv2d", "misplaced bottleneck.residual"),
        ("layer1.0.relu", "relu_", "misplaced bottleneck.residual"),
    ],
)
def test_the_addition_of_a_block_comes_behind_its_branches(site: str, op: str, blamed: str) -> None:
    strided: dict[str, Value] = {
        "in_channels": 64,
        "out_channels": 64,
        "kernel_size": 3,
        "stride": 2,
        "padding": 1,
    }
    edit = Replace(site="layer1.0.conv2", layer=Layer("Conv2d", strided))
    assert said(Case(input=SMALL, edits=(edit,)), raised(site, op)) == blamed


def test_a_missing_child_is_called_at_its_place() -> None:
    case = Case(input=SMALL, edits=(Remove(site="avgpool", how="none"),))
    assert said(case, raised("layer4", "Sequential")) == "spurious"
    assert said(case, raised("", "ResNet")) == "rejected resnet.none"


@pytest.mark.parametrize(
    ("gone", "site", "caller"),
    [
        ("resnet.encoder.stages.1.layers.2", "resnet.encoder.stages.1", "ResNetStage"),
        ("resnet.encoder.stages.1", "resnet.encoder", "ResNetEncoder"),
    ],
)
def test_what_is_none_in_a_list_is_called_by_whoever_iterates_over_it(
    gone: str, site: str, caller: str
) -> None:
    edits = (Remove(site=gone, how="none"),)
    case = Case(subject=Subject(model="transformers.resnet50"), input=SMALL, edits=edits)
    assert said(case, raised(site, caller)) == f"rejected {caller.lower()}.none"
    assert said(case, raised("resnet.encoder.stages.0", "ResNetStage")) == "spurious"


def test_a_layer_with_an_invalid_option_is_to_blame_from_its_call_on() -> None:
    case = Case(input=SMALL, edits=(Insert(site="layer3", layer=UNKNOWN_GELU),))
    assert said(case, raised("layer3.1", "gelu")) == "misplaced gelu.approximate"
    assert said(case, raised("bn1", "batch_norm")) == "spurious"
    cut = Case(input=SMALL, edits=(*case.edits, Truncate(drop=2)))
    assert said(cut, raised("6.1", "gelu")) == "misplaced gelu.approximate"
    assert said(cut, raised("1", "batch_norm")) == "spurious"


@pytest.mark.parametrize(
    ("site", "op", "blamed"),
    [
        ("conv1", "GELU", "rejected gelu.approximate"),
        ("conv1", "Conv2d", "spurious"),
        ("conv1", "ResNet", "spurious"),
        ("fc", "Linear", "rejected linear.in_features"),
        ("bn1", "BatchNorm2d", "spurious"),
    ],
)
def test_an_edit_is_to_blame_for_its_own_layer_alone(site: str, op: str, blamed: str) -> None:
    none = Layer("Linear", {"in_features": 0, "out_features": 10})
    edits = (Replace(site="conv1", layer=UNKNOWN_GELU), Replace(site="fc", layer=none))
    assert said(Case(input=SMALL, edits=edits), raised(site, op, "build")) == blamed


def test_of_two_layers_with_invalid_options_the_one_that_raises_is_to_blame() -> None:
    none = Layer("ConvTranspose2d", {"in_channels": 1, "out_channels": 1, "kernel_size": 0})
    edits = (Insert(site="conv1", layer=none), Insert(site="avgpool", layer=UNKNOWN_GELU))
    case = Case(input=SMALL, edits=edits)
    assert said(case, raised("avgpool.1", "gelu")) == "misplaced gelu.approximate"
    assert said(case, raised("avgpool.0", "mean")) == "misplaced convtranspose2d.kernel_size"


def test_the_first_of_two_faults_raises() -> None:
    unsafe = Layer("BatchNorm2d", {"num_features": 32})
    case = Case(input=SMALL, edits=(Replace(site="bn1", layer=unsafe), NARROW))
    outcome = observe(case)
    assert isinstance(outcome, Raised)
    assert said(case, outcome) == "rejected batchnorm2d.channels"


def test_a_module_that_is_called_three_times_is_at_three_places() -> None:
    root = network(Subject())
    relu, bn3, shortcut = (
        [step.place for step in steps_at(root, f"layer1.0.{name}")]
        for name in ("relu", "bn3", "downsample.0")
    )
    assert len(relu) == 3
    assert relu[1] < bn3[0] < shortcut[0] < relu[2]


def test_an_edit_is_to_blame_where_it_asks_for_what_a_layer_has_not() -> None:
    put = Replace(site="fc", layer=Layer("Identity"), weights="copied_no_grad")
    assert said(Case(edits=(put,)), raised("fc", "Identity", "build")) == "rejected edit.weight"
