"""What an output is meant as, and what a loss takes it for."""

import pytest

from resnet_fuzz import Case
from strategies.contract import predict
from strategies.layer import Layer
from strategies.loss import Loss, Target
from strategies.surgery import AnyEdit, Insert

SHARES = Target(shape=(2, 1000), dtype="float32", values="unit")


def ending(*layers: Layer) -> tuple[AnyEdit, ...]:
    """Layers behind fc, the first one first."""
    return tuple(Insert(site="fc", layer=layer) for layer in layers)


SOFTMAX, SIGMOID, LOGARITHM = (
    Layer("Softmax", {"dim": 1}),
    Layer("Sigmoid"),
    Layer("LogSoftmax", {"dim": 1}),
)


@pytest.mark.parametrize(
    ("loss", "target", "layers", "rule"),
    [
        ("BCELoss", SHARES, (), "bceloss.probabilities"),
        ("NLLLoss", Target(), (), "nllloss.log_probabilities"),
        ("CrossEntropyLoss", Target(), (SOFTMAX,), "crossentropyloss.logits"),
        ("CrossEntropyLoss", Target(), (SOFTMAX, Layer("Dropout")), "crossentropyloss.logits"),
        ("BCEWithLogitsLoss", SHARES, (SIGMOID,), "bcewithlogitsloss.logits"),
    ],
)
def test_another_meaning_is_told(
    loss: str, target: Target, layers: tuple[Layer, ...], rule: str
) -> None:
    said = predict(Case(edits=ending(*layers), loss=Loss(loss), target=target))
    assert rule in [found.rule for found in (*said.violations, said.misuse) if found is not None]


@pytest.mark.parametrize(
    ("loss", "target", "layers"),
    [
        ("BCELoss", SHARES, (SIGMOID,)),
        ("NLLLoss", Target(), (LOGARITHM,)),
        ("CrossEntropyLoss", Target(), (LOGARITHM,)),
        ("CrossEntropyLoss", Target(), (SOFTMAX, Layer("ReLU"))),
        ("BCEWithLogitsLoss", SHARES, ()),
        ("MSELoss", SHARES, (SIGMOID,)),
    ],
)
def test_the_same_meaning_is_fine(loss: str, target: Target, layers: tuple[Layer, ...]) -> None:
    said = predict(Case(edits=ending(*layers), loss=Loss(loss), target=target))
    assert said.any_violation is None
