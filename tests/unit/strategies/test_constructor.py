"""What the constructors of torchvision's ResNets refuse: by the contract, and for real."""

import pytest
import torch

from fuzz.execution.construction import unedited
from strategies.case import Case
from strategies.contract import predict
from strategies.error import CaseError
from strategies.names import check_names
from strategies.network.torchvision import DEPTHS
from strategies.subject import Subject

REFUSED = (
    (Subject(model="resnet18", groups=2), "basicblock.width", ValueError),
    (Subject(model="resnet34", width_per_group=128), "basicblock.width", ValueError),
    (
        Subject(model="resnet18", replace_stride_with_dilation=(False, False, True)),
        "basicblock.dilation",
        NotImplementedError,
    ),
    (
        Subject(model="resnet18", groups=2, replace_stride_with_dilation=(True,)),
        "resnet.replace_stride_with_dilation",
        ValueError,
    ),
    (Subject(model="resnext50_32x4d", groups=8), "resnet.pinned_groups", ValueError),
    (Subject(model="wide_resnet50_2", width_per_group=4), "resnet.pinned_width_per_group", ValueError),
    (Subject(model="resnet18", norm_layer="GroupNorm", groups=2), "resnet.norm_layer", TypeError),
)
ACCEPTED = (
    *(Subject(model=name) for name in DEPTHS),
    Subject(model="resnext50_32x4d", groups=32),
    Subject(model="wide_resnet50_2", width_per_group=128, groups=2),
    Subject(model="resnet18", replace_stride_with_dilation=(False, False, False)),
)


@pytest.mark.parametrize(("subject", "rule", "exception"), REFUSED, ids=repr)
def test_what_a_constructor_refuses_violates_a_rule(
    subject: Subject, rule: str, exception: type[Exception]
) -> None:
    violation = predict(Case(subject=subject)).violation
    assert violation is not None
    assert (violation.stage, violation.rule) == ("build", rule)
    with pytest.raises(exception):
        unedited(subject, "meta")


@pytest.mark.parametrize("subject", ACCEPTED, ids=repr)
def test_what_it_accepts_violates_none(subject: Subject) -> None:
    assert predict(Case(subject=subject)).violations == ()
    assert isinstance(unedited(subject, "meta"), torch.nn.Module)


def test_a_model_that_there_is_not_is_refused_with_near_names() -> None:
    with pytest.raises(CaseError, match="unknown model 'resnet8'; did you mean resnet18 "):
        check_names(Case(subject=Subject(model="resnet8")))
