"""The contract against reality: what it allows, torch does as it says; exceptions are told one by one.

Where a rule forbids, torch may raise or not: what it lets pass is a finding, and no fault of the rule.
"""

from collections.abc import Iterator
from itertools import islice

import pytest
import torch
from msgspec.structs import replace
from torch import nn

from fuzz.campaign.guide import Guide
from fuzz.campaign.shard import Shard
from fuzz.campaign.source import cases_of
from fuzz.execution.capability import processor
from fuzz.execution.composition.comparison import Comparison, all_pairings
from fuzz.execution.composition.compose import Composed, compose
from fuzz.execution.composition.effect import ModuleEffect, MustRunWhole
from fuzz.execution.composition.probe import probe_module
from fuzz.execution.composition.tensor_meta import TensorMeta
from fuzz.execution.construction import construct
from fuzz.execution.observe import observe
from fuzz.execution.outcome import Raised, Returned
from fuzz.execution.setting import Setting
from strategies.case import Case, key
from strategies.contract import (
    Violation,
    predict_backward,
    predict_loss,
    predict_loss_backward,
    predict_network,
)
from strategies.input import Input
from strategies.layer import LAYERS, Layer, LayerKind
from strategies.layer.autograd import AutogradEffect
from strategies.layer.variant import variants
from strategies.loss import LOSSES, Loss, Target
from strategies.loss.kind import LossKind
from strategies.rule import MANY, Conditions, RuleViolated, TensorSpec
from strategies.value import Shape

SHAPES: tuple[Shape, ...] = (
    (2, 8, 8, 8),
    (1, 8, 1, 1),
    (2, 8, 5, 7),
    (3, 8, 8),
    (2, 8),
    (1, 8),
    (8,),
    (),
    (2, 8, 4, 4, 4),
    (0, 8, 4, 4),
    (2, 8, 2, 2),
)
PLAIN = Setting(train=False, grad=True, autocast="off", backward=False, device="cpu")
SETTINGS = (PLAIN, PLAIN._replace(train=True), PLAIN._replace(autocast="bfloat16"))

THEIRS = {
    (
        "InstanceNorm2d",
        "select(): index 0 out of range",
    ): "an empty batch, where all other norms take one",
    ("PixelUnshuffle", "(0, 8, 4, 4)"): "an empty batch keeps the shape that it was given",
    (
        "LSTM",
        "LSTM with projections is not supported with oneDNN",
    ): "a note on speed, given as a warning",
    ("RMSNorm", "Mismatch dtype between input and weight"): "autocast itself gives it bfloat16",
    ("LocalResponseNorm", "bfloat16"): "autocast leaves features of three axes as they are",
}
"""What torch 2.13 does on a CPU against its documentation, by kind and words, and why it is theirs."""


def real(shape: Shape, dtype: str = "float32", *, requires_grad: bool = False) -> TensorMeta:
    return TensorMeta(
        shape, getattr(torch, dtype), torch.empty(shape, device="meta").stride(), requires_grad
    )


def layers(kind: LayerKind) -> Iterator[tuple[Layer, nn.Module | Exception]]:
    """Every variant of a kind, as it was built or refused."""
    for layer in dict.fromkeys(v for shape in SHAPES[:5] for v in variants(kind, shape)):
        try:
            yield layer, construct(layer, "cpu")
        except Exception as error:
            yield layer, error


def asked(kind: LayerKind, layer: Layer) -> RuleViolated | None:
    try:
        kind.check_options(layer.options)
    except RuleViolated as violated:
        return violated
    return None


def given(kind: LayerKind, layer: Layer, feature: TensorSpec, how: Conditions) -> TensorSpec | None:
    """What a layer ought to make of a feature; None where a rule forbids it."""
    try:
        dtype = kind.check_input(layer.options, feature, how)
    except RuleViolated:
        return None
    return TensorSpec(kind.output_shape(layer.options, feature.shape), dtype)


def beyond(kind: LayerKind, layer: Layer, feature: TensorSpec, how: Conditions) -> str:
    """The capability that this processor lacks, and that a layer would need for an input; "" for
    none."""
    try:
        kind.check_capability(layer.options, feature, how)
    except RuleViolated as violated:
        capability = violated.text(violated.rule.capability, kind.name)
        return capability if processor().lacks(capability) else ""
    return ""


def seen(output: object) -> TensorSpec:
    if not isinstance(output, TensorMeta):
        return TensorSpec((), MANY)
    return TensorSpec(output.shape, str(output.dtype).removeprefix("torch."))


def contradiction(layer: Layer, module: nn.Module, feature: TensorSpec, setting: Setting) -> str:
    """How reality differs from what the contract promises for a feature; "" where it does not."""
    how = Conditions(setting.train, setting.autocast)
    wanted = given(LAYERS[layer.kind], layer, feature, how)
    if wanted is None:
        return ""
    effect = probe_module(module, real(feature.shape, feature.dtype), setting)
    if effect.raised is not None:
        lacking = beyond(LAYERS[layer.kind], layer, feature, how)
        return "" if lacking else effect.raised.message
    if effect.warned:
        return effect.warned[0].message
    found = seen(effect.output)
    if found == wanted or found.dtype == wanted.dtype == MANY:
        return ""
    return f"{found} instead of {wanted}"


@pytest.mark.parametrize("kind", LAYERS.values(), ids=LAYERS)
def test_a_layer_does_what_its_rule_allows(kind: LayerKind) -> None:
    found = []
    for layer, module in layers(kind):
        if asked(kind, layer) is not None:
            continue
        if isinstance(module, Exception):
            found.append((layer, str(module)))
            continue
        for shape in SHAPES:
            for setting in SETTINGS:
                said = contradiction(layer, module, TensorSpec(shape), setting)
                found += [(layer, said)] if said else []
            if len(shape) > 2:
                narrow = TensorSpec(shape, "bfloat16")
                said = contradiction(layer, module, narrow, SETTINGS[2])
                found += [(layer, said)] if said else []
    assert [one for one in found if not explained(kind.name, one[1])] == []


def explained(kind: str, said: str) -> bool:
    return any(kind == name and words in said for name, words in THEIRS)


@pytest.mark.parametrize("kind", LAYERS.values(), ids=LAYERS)
def test_a_layer_has_the_weights_that_its_row_says(kind: LayerKind) -> None:
    for layer, module in layers(kind):
        if isinstance(module, nn.Module):
            state = {name: tuple(weight.shape) for name, weight in module.state_dict().items()}
            assert state == kind.state(layer.options), layer


@pytest.mark.parametrize("kind", LAYERS.values(), ids=LAYERS)
def test_a_layer_saves_for_backward_what_its_row_says(kind: LayerKind) -> None:
    built = ((layer, module) for layer, module in layers(kind) if isinstance(module, nn.Module))
    for layer, module in built:
        for shape in SHAPES:
            for setting in SETTINGS[:2]:
                effect = probe_module(module, real(shape, requires_grad=True), setting)
                if not isinstance(effect.output, TensorMeta) or 0 in (*shape, *effect.output.shape):
                    continue
                said = kind.autograd(layer.options, shape, setting.train)
                assert predicted_effect(said) == observed_effect(effect), (layer, shape, setting)


def predicted_effect(autograd: AutogradEffect) -> tuple[bool, ...]:
    """What is kept of the input, what of the output, whether they share memory, and are written to."""
    one = autograd.output != "new"
    kept, given = autograd.saves_input, autograd.saves_output
    return kept or (one and given), given or (one and kept), one, autograd.modifies_input


def observed_effect(effect: ModuleEffect) -> tuple[bool, ...]:
    one = effect.same or effect.shares
    kept, given = effect.saves_input, effect.saves_output
    return kept or (one and given), given or (one and kept), one, effect.mutates


OUTPUTS: tuple[Shape, ...] = (
    *((2, 5), (1, 1), (3, 7), (2, 7, 4, 5), (4,), (), (0, 5)),
    *((2, 3, 4), (1, 6), (4, 4), (2, 5, 3, 3, 2)),
)


@pytest.mark.parametrize("kind", LOSSES.values(), ids=LOSSES)
def test_a_loss_takes_what_its_rule_allows(kind: LossKind) -> None:
    found = []
    for shape in OUTPUTS:
        comparison = Comparison(real(shape, requires_grad=True), PLAIN)
        for loss, target in all_pairings(shape):
            if (
                loss.kind == kind.name
                and predict_loss(loss, target, TensorSpec(shape)).violation is None
            ):
                outcomes = comparison.outcomes(loss, target)
                refused = [o.message for o in outcomes if isinstance(o, Raised)]
                found += [(loss, target, shape, message) for message in refused]
    if kind.name == "BCELoss":  # the values of the output are not the loss's to know
        found = [one for one in found if "between 0 and 1" not in one[-1]]
    assert found == []


@pytest.mark.parametrize("kind", LOSSES.values(), ids=LOSSES)
def test_backward_from_a_loss_works_as_its_rule_says(kind: LossKind) -> None:
    found = []
    for shape in OUTPUTS:
        comparison = Comparison(real(shape, requires_grad=True), PLAIN._replace(backward=True))
        for loss, target in all_pairings(shape):
            if (
                loss.kind == kind.name
                and predict_loss(loss, target, TensorSpec(shape)).violation is None
            ):
                outcomes = comparison.outcomes(loss, target)
                refused = any(isinstance(o, Raised) and o.stage == "backward" for o in outcomes)
                forbidden = predict_loss_backward(loss, target, TensorSpec(shape)) is not None
                found += [(loss, target, shape)] if refused != forbidden else []
    assert found == []


CASES = 300


@pytest.mark.parametrize("seed", range(2))
def test_a_network_does_what_the_contract_predicts(seed: int) -> None:
    drawn = cases_of(Shard(seed=4_000 + seed, index=0), Guide(0), lambda: False)
    found = {key(case).decode(): disagreement(case) for case in islice(drawn, CASES)}
    assert {case: said for case, said in found.items() if said} == {}
    assert sum(said is not None for said in found.values()) >= 0.95 * len(found)


def disagreement(case: Case) -> str | None:
    """How a network differs from what the contract promises; None where its case is not composed."""
    predicted = predict_network(case)
    try:
        composed = compose(case)
    except MustRunWhole:
        return None
    if isinstance(composed, Raised):
        return composed.message if predicted.violation is None else ""
    if predicted.violation is not None or predicted.output is None:
        return ""
    found = seen(composed.output)
    same = found == predicted.output or found.dtype == predicted.output.dtype == MANY
    return "" if same else f"{found} instead of {predicted.output}"


@pytest.mark.parametrize("seed", range(2))
def test_backward_through_a_network_works_as_the_contract_predicts(seed: int) -> None:
    drawn = cases_of(Shard(seed=5_000 + seed, index=0), Guide(0), lambda: False)
    cases = [replace(case, backward=True) for case in islice(drawn, CASES)]
    found = {case: works for case in cases if (works := goes_back(case)) is not None}
    wrong = [key(c).decode() for c, works in found.items() if works != (predict_backward(c) is None)]
    assert wrong == []
    assert len(found) >= 0.3 * len(cases)


def goes_back(case: Case) -> bool | None:
    """Whether backward through a network works; None where nothing is promised of it."""
    predicted = predict_network(case)
    if predicted.violation is not None or predicted.output is None or case.autocast != "off":
        return None
    if predicted.output.dtype == MANY or 0 in predicted.output.shape:
        return None
    try:
        composed = compose(case)
    except MustRunWhole:
        return None
    assert isinstance(composed, Composed)
    if composed.differentiable:
        return isinstance(composed.output, TensorMeta) and composed.output.requires_grad
    target = Target(shape=predicted.output.shape, dtype="float32", values="normal")
    return isinstance(observe(replace(case, loss=Loss("L1Loss"), target=target)), Returned)


def test_the_ordinary_network_is_allowed_and_gives_a_thousand_numbers() -> None:
    assert predict_network(Case()).output == TensorSpec((2, 1000))
    assert predict_network(Case()).violation is None


def test_a_violation_says_what_is_wrong_where_and_what_to_do() -> None:
    grey = Case(input=Input(shape=(2, 1, 224, 224)))
    assert predict_network(grey).violation == Violation(
        stage="forward",
        site="conv1",
        rule="conv2d.channels",
        wanted="3",
        got="1",
        cause="Conv2d expects 3 input channels (in_channels=3), but its input has 1",
        fix="use in_channels=1, or give it an input with 3 channels",
        page="https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv2d.html",
    )
