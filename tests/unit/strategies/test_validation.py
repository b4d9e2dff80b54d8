"""check() refuses what is unknown, malformed or too large, and names the field."""

import math
from typing import Any

import pytest
from msgspec.structs import replace

from resnet_fuzz import Case, CaseError
from strategies.input import Input
from strategies.layer import Layer
from strategies.loss import Loss, Target
from strategies.subject import Subject
from strategies.surgery import AnyEdit, Assign, Extract, Insert, Remove, Replace, Truncate
from strategies.validation import check
from strategies.value import Value

LINEAR: dict[str, Value] = {"in_features": 1000, "out_features": 10}


def edited(*edits: AnyEdit) -> Case:
    return Case(edits=edits)


def inserted(kind: str, **options: Any) -> Case:
    return edited(Insert(site="conv1", layer=Layer(kind, options)))


def fed(*shape: int, **rest: Any) -> Case:
    return Case(input=Input(shape=shape, **rest))


def lost(kind: str, **options: Any) -> Case:
    return Case(loss=Loss(kind, options))


UNKNOWN: dict[str, tuple[Case, str]] = {
    "layer": (inserted("Conv4d"), "$.edits[0].layer.kind"),
    "layer without a name": (inserted(""), "$.edits[0].layer.kind"),
    "loss": (lost("CrossEntropy"), "$.loss.kind"),
    "option of a layer": (inserted("ReLU", in_place=True), "$.edits[0].layer.options.in_place"),
    "option of a loss": (lost("MSELoss", weight=10), "$.loss.options.weight"),
    "attribute": (
        edited(Remove(site="fc"), Assign(site="fc", attribute="forward", value=1)),
        "$.edits[1].attribute",
    ),
    "norm layer": (Case(subject=Subject(norm_layer="nn.BatchNorm2d")), "$.subject.norm_layer"),
    "type of input": (fed(2, 3, 32, 32, dtype="float8"), "$.input.dtype"),
    "type of target": (Case(target=Target(dtype="torch.long")), "$.target.dtype"),
    "missing option": (inserted("Linear", in_features=3), "$.edits[0].layer.options"),
    "backward without a loss": (Case(loss=None, backward=True), "$.backward"),
}

SITES = (
    "fc; import os",
    "__class__",
    "layer1.0.__init__",
    "layer1.0._modules",
    "fc()",
    "layer4[0]",
    "layer1..conv1",
    ".fc",
    "fc.",
    "layer1.-1",
    "layer1.00",
    "layer1.²",
    "layer1.٣",
    "fçade",
    "fc.lambda",
    "fc\n",
    "a." * 10_000 + "b",
    "conv1" * 100,
)

ABSURD: dict[str, tuple[Case, str]] = {
    "rank 9": (fed(1, 1, 1, 1, 1, 1, 1, 1, 1), "$.input.shape"),
    "rank 9 of target": (Case(target=Target(shape=(1,) * 9)), "$.target.shape"),
    "negative size": (fed(2, 3, -1, 32), "$.input.shape[2]"),
    "a million in each dimension": (fed(*(10**6,) * 4), "$.input.shape"),
    "a million in each dimension of a target": (
        Case(target=Target(shape=(10**6,) * 3)),
        "$.target.shape",
    ),
    "edits": (edited(*(Remove(site="fc"),) * 17), "$.edits"),
    "nothing dropped": (edited(Truncate(drop=0)), "$.edits[0].drop"),
    "no site": (edited(Extract(site="")), "$.edits[0].site"),
    "no groups": (Case(subject=Subject(groups=0)), "$.subject.groups"),
    "classes": (Case(subject=Subject(num_classes=-1)), "$.subject.num_classes"),
    "dilations": (
        Case(subject=Subject(replace_stride_with_dilation=(True,) * 9)),
        "$.subject.replace_stride_with_dilation",
    ),
    "number past 64 bits": (inserted("Flatten", start_dim=-(2**70)), "options.start_dim"),
    "numbers": (inserted("View", shape=(1,) * 9), "$.edits[0].layer.options.shape"),
    "not a number": (inserted("Upsample", scale_factor=math.nan), "options.scale_factor"),
    "infinity": (inserted("Dropout", p=math.inf), "$.edits[0].layer.options.p"),
    "infinity in a loss": (lost("HuberLoss", delta=-math.inf), "$.loss.options.delta"),
    "long word": (inserted("Upsample", mode="x" * 41), "$.edits[0].layer.options.mode"),
    "unprintable word": (lost("MSELoss", reduction="me\ud800n"), "$.loss.options.reduction"),
}

TYPES: dict[str, tuple[Case, str]] = {
    "bool for int": (Case(subject=Subject(groups=True)), "$.subject.groups"),
    "float for int": (fed(2, 3, 32.0, 32), "$.input.shape[2]"),  # type: ignore[arg-type]
    "bool in shape": (fed(True, 3, 32, 32), "$.input.shape[0]"),
    "list for tuple": (Case(input=Input(shape=[2, 3])), "$"),  # type: ignore[arg-type]
    "null": (Case(input=Input(dtype=None)), "$.input.dtype"),  # type: ignore[arg-type]
    "no edit": (edited(None), "$.edits[0]"),  # type: ignore[arg-type]
    "object": (inserted("Dropout", p=object()), "$"),
    "float in option": (inserted("View", shape=(1, 2.5)), "$.edits[0].layer.options"),
    "mode": (Case(mode="training"), "$.mode"),  # type: ignore[arg-type]
}


def refused(case: Case, field: str) -> CaseError:
    with pytest.raises(CaseError) as caught:
        check(case)
    assert field in str(caught.value)
    assert len(str(caught.value)) < 500
    return caught.value


MALFORMED = {**UNKNOWN, **ABSURD, **TYPES}


@pytest.mark.parametrize(("case", "field"), MALFORMED.values(), ids=MALFORMED)
def test_what_is_unknown_or_absurd_is_refused_by_field(case: Case, field: str) -> None:
    refused(case, field)


@pytest.mark.parametrize("site", SITES)
def test_a_site_is_the_path_of_a_module_and_no_code(site: str) -> None:
    for edit in (Remove(site=site), Extract(site=site), Insert(site=site, layer=Layer("ReLU"))):
        refused(edited(edit), "$.edits[0].site")


def test_a_name_that_is_nearly_right_is_suggested() -> None:
    assert "CrossEntropyLoss" in str(refused(lost("CrossEntropy"), "$.loss.kind"))
    assert "inplace" in str(refused(inserted("ReLU", in_place=True), "in_place"))


def test_a_case_that_is_fine_comes_back() -> None:
    case = edited(Replace(site="fc", layer=Layer("Linear", {"in_features": 2048, "out_features": 10})))
    assert check(case) is case
    assert check(Case()) == Case()
    assert check(replace(Case(), subject=Subject(num_classes=0)))
