"""The texts of the rules of losses and of the contract: what they say, and the form that all have."""

import re
from collections.abc import Iterator

import pytest

from strategies.case import Case
from strategies.contract import predict, predict_loss, predict_loss_backward
from strategies.input import Input
from strategies.layer import Layer
from strategies.loss import LOSSES, Loss, LossKind, Target
from strategies.loss.pairing import pairings
from strategies.rule import TensorSpec
from strategies.surgery import Assign, Extract, Insert, Remove, Replace
from strategies.value import Shape
from strategies.violation import Violation

LOSS_TEXTS: dict[str, tuple[Loss, Shape, Target, str, str]] = {
    "same shape": (
        Loss("MSELoss"),
        (2, 1),
        Target(shape=(2,), dtype="float32"),
        "MSELoss expects a target of the shape of its input, [2, 1], but got [2]",
        "add a dimension to the target: target.unsqueeze(1)",
    ),
    "another size": (
        Loss("BCEWithLogitsLoss"),
        (2, 10),
        Target(shape=(2,)),
        "BCEWithLogitsLoss expects a target of the shape of its input, [2, 10], but got [2]",
        "one-hot encode the class indices: F.one_hot(target, 10).float(), or pass a target of shape"
        " [2, 10]",
    ),
    "class indices": (
        Loss(),
        (2, 10),
        Target(shape=(2, 1)),
        "CrossEntropyLoss expects class indices of shape [2], but got a target of shape [2, 1], which"
        " has too many dimensions",
        "remove a dimension of the target: target.squeeze(1), or pass class indices of shape [2], or"
        " pass class indices of shape [2] and dtype int64",
    ),
    "range": (
        Loss(),
        (2, 10),
        Target(values="beyond"),
        "CrossEntropyLoss: class indices must be in the range [0, 10), but the target contains 9999",
        "give the last layer 10000 outputs, one for each class, or use ignore_index=9999, if this label"
        " does not count, or number the classes from 0",
    ),
    "dtype": (
        Loss("BCELoss"),
        (2, 1),
        Target(shape=(2, 1)),
        "BCELoss expects a target of the dtype of its input, float32, but got int64",
        "convert the target: target.to(torch.float32)",
    ),
    "family": (
        Loss("MSELoss"),
        (2, 1),
        Target(shape=(2, 1), dtype="bool"),
        "MSELoss expects a target with a floating-point or integer dtype, but got bool",
        "convert the target: target.float()",
    ),
    "values": (
        Loss("BCELoss"),
        (2, 1),
        Target(shape=(2, 1), dtype="float32", values="ignored"),
        "BCELoss expects target values between 0 and 1, but the target is filled with -100",
        "use a target of 0 and 1",
    ),
    "reduction": (
        Loss("L1Loss", {"reduction": "batchmean"}),
        (2, 1),
        Target(shape=(2, 1), dtype="float32"),
        "L1Loss: reduction must be 'mean', 'sum' or 'none', but got 'batchmean'",
        "use reduction='mean'",
    ),
    "weight": (
        Loss("CrossEntropyLoss", {"weight": (3,)}),
        (2, 10),
        Target(),
        "CrossEntropyLoss: weight must have shape [10], one value for each class, but got [3]",
        "pass a weight of shape [10], one value for each class",
    ),
    "rank": (
        Loss("MultiMarginLoss"),
        (2, 10, 7, 7),
        Target(),
        "MultiMarginLoss expects a 1D or 2D input, but got a 4D input",
        "flatten the output: output.flatten(1)",
    ),
    "scalar": (
        Loss("MSELoss", {"reduction": "none"}),
        (2, 1),
        Target(shape=(2, 1), dtype="float32"),
        "backward() expects a scalar loss, but got a loss of shape [2, 1]",
        "use reduction='mean', or call loss.mean().backward()",
    ),
}

IMAGES = Input(shape=(2, 3, 64, 64))
CASE_TEXTS: dict[str, tuple[Case, str, str]] = {
    "load": (
        Case(
            edits=(
                Replace(site="fc", layer=Layer("Linear", {"in_features": 2048, "out_features": 10})),
            ),
            load="strict",
            loss=None,
        ),
        "fc.weight has shape [10, 2048] in the network, but [1000, 2048] in the state dict",
        "load the state dict before the edit, or remove the key from the state dict, and use"
        " strict=False",
    ),
    "missing": (
        Case(edits=(Insert(site="fc", layer=Layer("ReLU")),), load="strict", loss=None),
        "load_state_dict expects the key fc.0.bias in the state dict, but it is missing",
        "use strict=False, or load the state dict before the edit",
    ),
    "unexpected": (
        Case(edits=(Remove(site="fc", how="identity"),), load="strict", loss=None),
        "the state dict has the key fc.bias, which is missing from the network",
        "use strict=False, or load the state dict before the edit",
    ),
    "unbatched": (
        Case(input=Input(shape=(3, 64, 64)), loss=None),
        "the network expects a batch of images, [N, 3, 64, 64], but got a single image, [3, 64, 64]",
        "add the batch dimension: x.unsqueeze(0)",
    ),
    "deleted": (
        Case(edits=(Remove(site="fc", how="delete"),), loss=None),
        "ResNet calls its submodule fc, but that was deleted",
        "replace fc by nn.Identity() instead of deleting it",
    ),
    "site": (
        Case(edits=(Remove(site="layer1.7"),), loss=None),
        "at layer1.7, the network has no module layer1.7, only 0, 1, 2 at that level",
        "name a module that model.named_modules() lists",
    ),
    "child": (
        Case(edits=(Extract(site="layer1.0"),), loss=None),
        "at layer1.0, IntermediateLayerGetter expects a direct child of the network (conv1, bn1, relu,"
        " maxpool, layer1, layer2, layer3, layer4, avgpool, fc), but got layer1.0",
        "name a direct child of the network",
    ),
    "no effect": (
        Case(edits=(Assign(site="fc", attribute="out_features", value=10),), loss=None),
        "the edit sets the attribute out_features, which forward() does not read",
        "construct a new layer with that value in its place, or set it on a layer whose forward()"
        " reads it",
    ),
    "in place": (
        Case(edits=(Replace(site="layer1.0.bn1", layer=Layer("Sigmoid")),), backward=True),
        "at layer1.0.bn1, layer1.0.relu modifies in place a tensor that layer1.0.bn1 saved for backward",
        "use inplace=False in layer1.0.relu",
    ),
    "no grad": (
        Case(gradient="off", backward=True),
        "backward() expects a loss that requires grad, but got one computed under torch.no_grad()",
        "run the network outside of torch.no_grad(), with requires_grad=True for its parameters",
    ),
    "logits": (
        Case(edits=(Insert(site="", layer=Layer("Softmax", {"dim": 1})),)),
        "CrossEntropyLoss expects logits, from which it computes probabilities itself, but the network"
        " returns probabilities",
        "leave out the activation at the end of the network",
    ),
}


def violated(loss: Loss, output: TensorSpec, target: Target) -> Violation | None:
    """What is predicted of a loss, its backward pass included."""
    predicted = predict_loss(loss, target, output)
    return predicted.any_violation or predict_loss_backward(loss, target, output)


@pytest.mark.parametrize(
    ("loss", "shape", "target", "cause", "fix"), LOSS_TEXTS.values(), ids=LOSS_TEXTS
)
def test_a_loss_is_named_with_what_it_expects_and_what_it_got(
    loss: Loss, shape: Shape, target: Target, cause: str, fix: str
) -> None:
    violation = violated(loss, TensorSpec(shape), target)
    assert violation is not None
    assert (violation.cause, violation.fix) == (cause, fix)


@pytest.mark.parametrize(("case", "description", "fix"), CASE_TEXTS.values(), ids=CASE_TEXTS)
def test_a_case_is_explained_where_it_fails(case: Case, description: str, fix: str) -> None:
    violation = predict(case).any_violation
    assert violation is not None
    assert (violation.description, violation.fix) == (description, fix)


OUTPUTS: tuple[Shape, ...] = ((2, 10), (1, 1), (10,), (), (2, 3, 4, 4), (0, 10), (2, 0))


def violations(kind: LossKind) -> Iterator[Violation]:
    """What is predicted of a loss for every pairing of some outputs."""
    for shape in OUTPUTS:
        for dtype in ("float32", "float64", "int64"):
            for loss, target in pairings(kind, shape):
                found = violated(loss, TensorSpec(shape, dtype), target)
                if found is not None:
                    yield found


@pytest.mark.parametrize("kind", LOSSES.values(), ids=LOSSES)
def test_a_text_is_one_sentence_about_the_loss_without_values_of_python(kind: LossKind) -> None:
    for violation in violations(kind):
        assert re.match(rf"{kind.name}\b|backward\(\)", violation.cause), violation.cause
        assert violation.fix[0].islower(), violation.fix
        for text in (violation.cause, violation.fix):
            assert not text.endswith("."), text
            assert not re.search(r"\d,\)|[{}]|None|\b1 [a-z]+s\b", text), text
