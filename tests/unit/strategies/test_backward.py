"""backward() by the contract: what needs no grad, and what modifies a saved tensor in place."""

import pytest
from msgspec.structs import replace

from resnet_fuzz import Case
from strategies.contract import predict
from strategies.layer import Layer
from strategies.loss import Loss
from strategies.subject import Subject
from strategies.surgery import AnyEdit, Insert, Replace

BACK = Case(backward=True)
HEAD = Replace(site="fc", layer=Layer("Linear", {"in_features": 2048, "out_features": 1000}))
RELU = Layer("ReLU", {"inplace": True})


def violation_at(case: Case) -> str | None:
    """The rule that forbids a backward pass, or None."""
    said = predict(case).violation
    return None if said is None else f"{said.rule} at {said.site}"


@pytest.mark.parametrize(
    ("site", "layer", "rule"),
    [
        ("layer1.0.bn2", Layer("Sigmoid"), "network.inplace at layer1.0.bn2.1"),
        ("layer1.0.bn3", Layer("Tanh"), "network.inplace at layer1.0.bn3.1"),
        ("layer4", Layer("Dropout2d", {"inplace": True}), None),
        ("layer4", RELU, "network.inplace at layer4.0.2.relu"),
        ("layer1.0.conv1", RELU, None),
        ("layer1.0.bn2", Layer("Tanh"), "network.inplace at layer1.0.bn2.1"),
        ("layer1.0.bn2", Layer("GELU"), None),
    ],
)
def test_writing_over_what_is_kept(site: str, layer: Layer, rule: str | None) -> None:
    assert violation_at(replace(BACK, edits=(Insert(site=site, layer=layer),))) == rule


def test_who_writes_is_named() -> None:
    said = predict(replace(BACK, edits=(Insert(site="layer1.0.bn3", layer=Layer("Tanh")),))).violation
    assert said is not None
    assert "the += of layer1.0" in said.cause


@pytest.mark.parametrize(
    ("case", "rule"),
    [
        (replace(BACK, gradient="off"), "network.requires_grad at "),
        (replace(BACK, gradient="frozen"), "network.requires_grad at "),
        (replace(BACK, gradient="frozen", edits=(HEAD,)), None),
        (replace(BACK, gradient="off", edits=(HEAD,)), "network.requires_grad at "),
        (replace(BACK, subject=Subject(norm_layer="FrozenBatchNorm2d")), None),
        (replace(BACK, loss=Loss(options={"reduction": "none"})), "crossentropyloss.scalar at "),
        (
            replace(BACK, gradient="off", loss=Loss(options={"reduction": "none"})),
            "network.requires_grad at ",
        ),
        (BACK, None),
    ],
)
def test_whether_anything_leads_back(case: Case, rule: str | None) -> None:
    assert violation_at(case) == rule


@pytest.mark.parametrize("edits", [(), (HEAD,)], ids=["plain", "new head"])
def test_without_going_back_nothing_is_asked_of_it(edits: tuple[AnyEdit, ...]) -> None:
    assert violation_at(Case(edits=edits, gradient="off")) is None
