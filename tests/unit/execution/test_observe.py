"""What observe() records of a run: the stage, the exception, who raised it, and where."""

import cmath

import pytest
import torch

from fuzz.execution.finite import finite
from fuzz.execution.observe import observe
from fuzz.execution.outcome import Described, NonFinite, Raised, Returned
from fuzz.verdict.judgement import judge
from resnet_fuzz import Case, CaseError
from strategies.input import Input
from strategies.layer import Layer
from strategies.loss import Loss, Target
from strategies.subject import Subject
from strategies.surgery import Assign, Extract, Insert, Remove, Replace, Truncate

SMALL = Input(shape=(2, 3, 32, 32))


def edited(*edits: object, **rest: object) -> Case:
    return Case(input=SMALL, edits=edits, **rest)  # type: ignore[arg-type]


RAISING = {
    "grey image": (
        Case(input=Input(shape=(2, 1, 32, 32))),
        ("forward", "RuntimeError", "conv1", "conv2d"),
    ),
    "unbatched image fails past the stem's convolution": (
        Case(input=Input(shape=(3, 32, 32))),
        ("forward", "ValueError", "bn1", "BatchNorm2d"),
    ),
    "deep inside a block": (
        edited(
            Replace(
                site="layer3.2.conv2",
                layer=Layer("Conv2d", {"in_channels": 8, "out_channels": 256, "kernel_size": 1}),
            )
        ),
        ("forward", "RuntimeError", "layer3.2.conv2", "conv2d"),
    ),
    "residual add, at a size where the shapes do not broadcast": (
        Case(
            input=Input(shape=(2, 3, 64, 64)),
            edits=(Assign(site="layer4.0.conv2", attribute="stride", value=(1, 1)),),
        ),
        ("forward", "RuntimeError", "layer4.0", "add_"),
    ),
    "one value per channel": (
        Case(input=Input(shape=(1, 3, 32, 32)), mode="train"),
        ("forward", "ValueError", "layer4.0.bn2", "batch_norm"),
    ),
    "deleted head": (
        edited(Remove(site="fc", how="delete")),
        ("forward", "AttributeError", "", "ResNet"),
    ),
    "norm layer of another signature": (
        Case(subject=Subject(norm_layer="GroupNorm"), input=SMALL),
        ("build", "TypeError", "", "ResNet"),
    ),
    "site that is not there": (
        edited(Truncate(drop=2), Replace(site="layer4.0", layer=Layer("Identity"))),
        ("build", "AttributeError", "layer4.0", "Sequential"),
    ),
    "weights copied in place": (
        edited(
            Replace(
                site="conv1",
                layer=Layer("Conv2d", {"in_channels": 4, "out_channels": 64, "kernel_size": 7}),
                weights="copied",
            )
        ),
        ("build", "RuntimeError", "conv1", "__setitem__"),
    ),
    "state dict of another width": (
        Case(subject=Subject(num_classes=10), input=SMALL, load="strict"),
        ("load", "RuntimeError", "", "ResNet"),
    ),
    "dictionary as output": (
        edited(Extract(site="layer4")),
        ("loss", "TypeError", "", "cross_entropy"),
    ),
    "class out of range": (
        Case(subject=Subject(num_classes=1), input=SMALL),
        ("loss", "IndexError", "", "cross_entropy"),
    ),
    "vector loss": (
        Case(input=SMALL, loss=Loss("CrossEntropyLoss", {"reduction": "none"}), backward=True),
        ("backward", "RuntimeError", "", "backward"),
    ),
    "frozen network": (
        Case(input=SMALL, gradient="frozen", backward=True),
        ("backward", "RuntimeError", "", "backward"),
    ),
}


@pytest.mark.parametrize("name", RAISING)
def test_an_exception_is_recorded_with_its_place(name: str) -> None:
    case, expected = RAISING[name]
    outcome = observe(case)
    assert isinstance(outcome, Raised), outcome
    assert (outcome.stage, outcome.exception, outcome.site, outcome.op) == expected


def test_what_returns_is_described() -> None:
    outcome = observe(Case(input=SMALL))
    assert outcome == Returned(
        output=Described("Tensor", (2, 1000), "float32"), loss=Described("Tensor", (), "float32")
    )
    assert judge(Case(input=SMALL), outcome) is None


def test_without_a_loss_only_the_forward_pass_is_run() -> None:
    outcome = observe(Case(input=SMALL, loss=None, target=Target(shape=(99,))))
    assert outcome == Returned(output=Described("Tensor", (2, 1000), "float32"))


def test_freezing_comes_before_the_edits_as_in_transfer_learning() -> None:
    head = Replace(site="fc", layer=Layer("Linear", {"in_features": 2048, "out_features": 10}))
    outcome = observe(edited(head, gradient="frozen", backward=True))
    assert isinstance(outcome, Returned)


def test_a_warning_is_recorded_every_time_and_with_the_operation() -> None:
    case = Case(
        subject=Subject(num_classes=1),
        input=SMALL,
        loss=Loss("L1Loss"),
        target=Target(dtype="float32"),
    )
    for _ in range(2):
        outcome = observe(case)
        assert isinstance(outcome, Returned)
        assert [(w.stage, w.op) for w in outcome.warnings] == [("loss", "l1_loss")]


def test_the_first_module_whose_output_is_not_finite_is_named() -> None:
    division = Layer("LocalResponseNorm", {"size": 2, "k": 0.0})
    zeros = Case(
        input=Input(shape=(2, 3, 32, 32), values="zeros"),
        edits=(Insert(site="conv1", layer=division, where="before"),),
    )
    outcome = observe(zeros)
    assert isinstance(outcome, Returned)
    assert outcome.nonfinite == NonFinite("forward", "LocalResponseNorm", "conv1.0")


def test_nonfinite_loss_names_the_loss() -> None:
    empty = Case(input=Input(shape=(0, 3, 32, 32)), target=Target(shape=(0,)))
    outcome = observe(empty)
    assert isinstance(outcome, Returned)
    assert outcome.nonfinite is not None
    assert (outcome.nonfinite.stage, outcome.nonfinite.op) == ("loss", "CrossEntropyLoss")


def test_a_case_that_is_too_large_is_refused_before_anything_is_built() -> None:
    with pytest.raises(CaseError, match=r"\$\.input\.shape"):
        observe(Case(input=Input(shape=(10**6,) * 4)))


def test_autocast_and_gradient_settings_reach_the_run() -> None:
    assert observe(Case(input=SMALL, autocast="bfloat16", loss=None)) == Returned(
        output=Described("Tensor", (2, 1000), "bfloat16")
    )
    outcome = observe(Case(input=SMALL, gradient="off", backward=True))
    assert isinstance(outcome, Raised)
    assert outcome.stage == "backward"


@pytest.mark.parametrize("value", [1e308, complex(1e308, 1e308), float("nan"), complex(0, float("inf"))])
def test_large_is_not_infinite(value: complex) -> None:
    wanted = cmath.isfinite(value)
    assert finite(torch.tensor(value, dtype=torch.complex128)) == wanted
    assert finite(torch.tensor([value, value], dtype=torch.complex128)) == wanted
