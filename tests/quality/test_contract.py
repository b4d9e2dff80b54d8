"""The contract of layers and losses against reality: what it allows, torch does; exceptions are listed.

Where a rule forbids, torch may raise or not: what it lets pass is a finding, and no fault of the rule.
"""

from collections.abc import Iterator

import pytest
from torch import nn

from fuzz.execution.capability import processor
from fuzz.execution.composition.comparison import Comparison, all_pairings
from fuzz.execution.composition.effect import ModuleEffect
from fuzz.execution.composition.probe import probe_module
from fuzz.execution.composition.tensor_meta import TensorMeta
from fuzz.execution.construction import construct
from fuzz.execution.outcome import Raised
from fuzz.execution.setting import Setting
from strategies.contract import predict_loss, predict_loss_backward
from strategies.contract.layer import invalid_options
from strategies.layer import LAYERS, Layer, LayerKind
from strategies.layer.autograd import AutogradEffect
from strategies.layer.variant import variants
from strategies.loss import LOSSES
from strategies.loss.kind import LossKind
from strategies.rule import MANY, Conditions, RuleViolated, TensorSpec, returned
from strategies.value import Shape, Value
from tests.quality.meta import real, seen

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
    ("PixelUnshuffle", "(0, 8, 4, 4)"): "an empty batch keeps the shape of its input",
    (
        "LSTM",
        "LSTM with projections is not supported with oneDNN",
    ): "a note on speed, as a warning",
    ("RMSNorm", "Mismatch dtype between input and weight"): "autocast itself gives it bfloat16",
    ("LocalResponseNorm", "bfloat16"): "autocast leaves tensors of three dimensions as they are",
}
"""What torch 2.13 does on a CPU against its documentation, by kind and words, and why it is theirs."""


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
    return returned(kind.output_shape(layer.options, feature.shape), dtype)


def beyond(kind: LayerKind, layer: Layer, feature: TensorSpec, how: Conditions) -> str:
    """The capability that this processor lacks, and that a layer would need for an input; "" for
    none."""
    try:
        kind.check_capability(layer.options, feature, how)
    except RuleViolated as violated:
        capability = violated.text(violated.rule.capability, kind.name)
        return capability if processor().lacks(capability) else ""
    return ""


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


ODD: tuple[Value, ...] = (
    *("same", "relu", 0.5, 2.0, None, 0, -1),
    *((), (1,), (2, 2), (0, 0), (1, 2, 3), (1, 1, 1, 1)),
)
"""Values of all types, most of which most options don't take; True is 1 in Python, and no other case."""


@pytest.mark.parametrize("kind", LAYERS.values(), ids=LAYERS)
def test_an_option_takes_what_its_type_allows(kind: LayerKind) -> None:
    shape = next((s for s in SHAPES if not kind.ranks or len(s) in kind.ranks), SHAPES[0])
    plain = {option.name: option.fits(shape)[0] for option in kind.options if option.required}
    found = []
    for option in kind.options:
        for value in ODD:
            layer = Layer(kind.name, {**plain, option.name: value})
            if invalid_options(layer) is not None:
                continue
            try:
                module = construct(layer, "cpu")
            except Exception as error:
                found.append((layer, str(error)))
                continue
            said = contradiction(layer, module, TensorSpec(shape), PLAIN)
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
