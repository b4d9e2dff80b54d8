"""The repairs of losses: what a sentence advises is what its change does, and the labels stay."""

import pytest
import torch

from fuzz.execution.observe import observe
from fuzz.execution.tensor import target_tensor
from fuzz.execution.threads import one_thread
from fuzz.triage.fix import fixes
from fuzz.triage.fix.loss import CHANGES
from fuzz.triage.repair import TRAINED, repair
from fuzz.verdict.judgement import judge
from strategies.case import Case
from strategies.contract import predict
from strategies.input import Input
from strategies.layer import Layer
from strategies.loss import LOSSES, Loss, LossKind, Target
from strategies.loss.pairing import pairings
from strategies.repair import Argmax
from strategies.subject import Subject
from strategies.surgery import Insert, Truncate
from strategies.validation import is_valid
from strategies.violation import Violation

one_thread()

SMALL = Input(shape=(2, 3, 32, 32))
TEN, ONE = Subject(num_classes=10), Subject(num_classes=1)
MAPS = Truncate(drop=2)
"""What leaves feature maps of shape (2, 2048, 1, 1) for small images."""


def end(kind: str, **options: object) -> Insert:
    """A layer behind the network."""
    return Insert(site="", layer=Layer(kind, options))  # type: ignore[arg-type]


LOGS = (end("LogSoftmax", dim=1),)


def case(
    loss: str, target: Target, *edits: Insert | Truncate, subject: Subject = TEN, **options: object
) -> Case:
    """Two small images, whose output is compared."""
    return Case(
        subject=subject,
        edits=edits,
        input=SMALL,
        loss=Loss(loss, options),  # type: ignore[arg-type]
        target=target,
    )


def floats(*shape: int, values: str = "classes") -> Target:
    """A target of floating-point numbers."""
    return Target(shape=shape, dtype="float32", values=values)  # type: ignore[arg-type]


FIXED: dict[str, tuple[Case, str, dict[str, object]]] = {
    "float class indices": (
        case("CrossEntropyLoss", floats(2)),
        "convert the target: target.long()",
        {"target": Target()},
    ),
    "integers for probabilities": (
        case("BCEWithLogitsLoss", Target(shape=(2, 10))),
        "convert the target: target.float()",
        {"target": floats(2, 10)},
    ),
    "dtype of the input": (
        case("BCELoss", Target(shape=(2, 10), dtype="float64"), end("Sigmoid")),
        "convert the target: target.to(torch.float32)",
        {"target": floats(2, 10)},
    ),
    "a column of class indices": (
        case("CrossEntropyLoss", Target(shape=(2, 1))),
        "remove a dimension of the target: target.squeeze(1)",
        {"target": Target()},
    ),
    "one-hot vectors for class indices": (
        case("NLLLoss", floats(2, 10, values="onehot"), *LOGS),
        "pass class indices: target.argmax(1)",
        {"target": Target()},
    ),
    "integer one-hot vectors": (
        case("CrossEntropyLoss", Target(shape=(2, 10), values="onehot")),
        "convert the one-hot target: target.float()",
        {"target": floats(2, 10, values="onehot")},
    ),
    "class indices for vectors": (
        case("MSELoss", Target()),
        "one-hot encode the class indices: F.one_hot(target, 10).float()",
        {"target": floats(2, 10, values="onehot")},
    ),
    "one value for each sample": (
        case("MSELoss", floats(2, values="normal")),
        "give the last layer 1 output, for the one value that each sample has, and use"
        " target.unsqueeze(1)",
        {"subject": ONE, "target": floats(2, 1, values="normal")},
    ),
    "a target without the dimension of the output": (
        case("MSELoss", floats(2, values="normal"), subject=ONE),
        "add a dimension to the target: target.unsqueeze(1)",
        {"target": floats(2, 1, values="normal")},
    ),
    "as many outputs as the target has": (
        case("MSELoss", floats(2, 11, values="normal")),
        "give the last layer 11 outputs, as many as the target has for each sample",
        {"subject": Subject(num_classes=11)},
    ),
    "feature maps and one label": (
        case("CrossEntropyLoss", Target(), MAPS),
        "flatten the output: output.flatten(1)",
        {"edits": (MAPS, end("Flatten"))},
    ),
    "a mask of another size": (
        case("CrossEntropyLoss", Target(shape=(2, 7, 7)), MAPS),
        "resize the output to the target: F.interpolate(output, size=target.shape[1:])",
        {"edits": (MAPS, end("Upsample", size=(7, 7)))},
    ),
    "two classes and one output": (
        case("MultiMarginLoss", Target(), subject=ONE),
        "give the last layer 2 outputs, one for each class",
        {"subject": Subject(num_classes=2)},
    ),
    "a label that does not count": (
        case("CrossEntropyLoss", Target(values="signs")),
        "use ignore_index=-1, if this label does not count",
        {"loss": Loss("CrossEntropyLoss", {"ignore_index": -1})},
    ),
    "another batch size": (
        case("CrossEntropyLoss", Target(shape=(3,))),
        "pass one target for each sample, of shape [2]",
        {"target": Target()},
    ),
    "logits for probabilities": (
        case("BCELoss", floats(2, 10)),
        "end the network with nn.Sigmoid()",
        {"edits": (end("Sigmoid"),)},
    ),
    "logits for log-probabilities": (
        case("NLLLoss", Target()),
        "end the network with nn.LogSoftmax(dim=1)",
        {"edits": LOGS},
    ),
    "probabilities for log-probabilities": (
        case("NLLLoss", Target(), end("Softmax", dim=1)),
        "end the network with nn.LogSoftmax(dim=1) in place of its activation",
        {"edits": LOGS},
    ),
    "probabilities for logits": (
        case("CrossEntropyLoss", Target(), end("Softmax", dim=1)),
        "leave out the activation at the end of the network",
        {"edits": ()},
    ),
    "a loss for each sample": (
        Case(input=SMALL, loss=Loss("CrossEntropyLoss", {"reduction": "none"}), backward=True),
        "use reduction='mean'",
        {"loss": Loss("CrossEntropyLoss", {"reduction": "mean"})},
    ),
    "a word of another loss": (
        case("L1Loss", floats(2, 10), reduction="batchmean"),
        "use reduction='mean'",
        {"loss": Loss("L1Loss", {"reduction": "mean"})},
    ),
    "a mean over all elements": (
        case("KLDivLoss", floats(2, 10, values="probabilities"), *LOGS),
        "use reduction='batchmean'",
        {"loss": Loss("KLDivLoss", {"reduction": "batchmean"})},
    ),
    "weights of other classes": (
        case("CrossEntropyLoss", Target(), weight=1),
        "pass a weight of shape [10], one value for each class",
        {"loss": Loss("CrossEntropyLoss", {"weight": 10})},
    ),
    "0 and 1 for signs": (
        case("HingeEmbeddingLoss", floats(2, 10)),
        "map 0 to -1: 2 * target - 1",
        {"target": floats(2, 10, values="signs")},
    ),
    "numbers for a distribution": (
        case("CrossEntropyLoss", floats(2, 10, values="normal")),
        "normalize the target over the classes: target.softmax(1)",
        {"target": floats(2, 10, values="probabilities")},
    ),
}


def passes(one: Case) -> bool:
    """Whether nothing is to be said of a case when it is run whole."""
    return judge(one, observe(one)) is None


@pytest.mark.parametrize(("wrong", "text", "changed"), FIXED.values(), ids=FIXED)
def test_the_advice_is_the_change_that_was_run(
    wrong: Case, text: str, changed: dict[str, object]
) -> None:
    finding = judge(wrong, observe(wrong))
    assert finding is not None
    fix = repair(wrong, finding.cause, passes)
    assert fix is not None
    assert not fix.last_resort
    fields = ("subject", "edits", "input", "mode", "loss", "target", "backward")
    different = {
        name: getattr(fix.case, name)
        for name in fields
        if getattr(fix.case, name) != getattr(wrong, name)
    }
    assert (fix.text, different) == (text, changed)


def test_faults_that_hide_each_other_are_fixed_one_after_the_other() -> None:
    wrong = case("SmoothL1Loss", floats(2, 10, 1), beta=-1.0)
    fix = repair(wrong, predict(wrong).violation, passes)
    assert fix is not None
    assert fix.text == (
        "remove a dimension of the target: target.squeeze(2), and use beta=1.0, the default"
    )


def test_an_integer_output_is_converted() -> None:
    nothing = (end("Identity"), MAPS)
    wrong = Case(
        edits=nothing,
        input=Input(shape=(2, 3, 8, 8), dtype="uint8"),
        loss=Loss("MSELoss"),
        target=floats(2, 3, 8, 8),
    )
    fix = repair(wrong, predict(wrong).violation, passes)
    assert fix is not None
    assert fix.text == "convert the output of the network: output.float()"
    assert fix.case.edits == (*nothing, end("Float"))


def met(kind: LossKind) -> dict[str, list[tuple[Case, Violation]]]:
    """Cases of a loss with its activation, and what they violate first, by the rule."""
    activation = () if kind.activation is None else (Insert(site="", layer=kind.activation),)
    cases: dict[str, list[tuple[Case, Violation]]] = {}
    for loss, target in pairings(kind, (2, 10)):
        one = Case(subject=TEN, edits=activation, input=SMALL, loss=loss, target=target)
        found = predict(one).any_violation
        if found is not None and is_valid(one):
            cases.setdefault(found.rule, []).append((one, found))
    return cases


@pytest.mark.parametrize("kind", LOSSES.values(), ids=LOSSES)
def test_each_rule_is_put_right_by_its_own_repairs(kind: LossKind) -> None:
    for rule, cases in met(kind).items():
        assert any(repaired.change is not None for _, found in cases for repaired in found.repairs), rule
        if kind.name == "KLDivLoss" and rule != "kldivloss.batchmean":
            continue  # by default it has two faults: it averages over all elements as well
        assert any(
            predict(fix.case).any_violation is None for one, found in cases for fix in fixes(one, found)
        ), rule


def test_what_passes_in_training_alone_is_not_advised_to_be_trained() -> None:
    wrong = case("SoftMarginLoss", floats(2, 10))
    fix = repair(wrong, predict(wrong).any_violation, lambda one: one.mode == "train")
    assert fix is not None
    assert fix.text == f"map 0 to -1: 2 * target - 1; {TRAINED}"
    assert fix.case.mode == "train"


@pytest.mark.parametrize("values", ["onehot", "classes", "signs", "zeros", "ones", "negative"])
@pytest.mark.parametrize("shape", [(2, 10), (2, 6, 1, 1), (2, 4, 2, 2), (2, 3, 2, 2)])
def test_argmax_keeps_the_labels(shape: tuple[int, ...], values: str) -> None:
    vectors = Target(shape=shape, values=values)  # type: ignore[arg-type]
    places = (shape[0], *shape[2:])
    wrong = Case(loss=Loss("NLLLoss"), target=vectors)
    violation = predict(wrong).violation
    assert violation is not None
    [fixed] = CHANGES[Argmax](wrong, violation, Argmax(places))
    assert torch.equal(target_tensor(fixed.target, "cpu"), target_tensor(vectors, "cpu").argmax(1))
