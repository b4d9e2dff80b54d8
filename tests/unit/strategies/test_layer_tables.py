"""Each row of the layer tables agrees with the real class: its options, its weights, its output."""

import importlib
import inspect
from typing import Any

import pytest
import torch
from torch import Tensor, nn

import fuzz.execution.vision  # noqa: F401 - torchvision.ops holds some of the classes
from fuzz.execution.construction import construct
from strategies.edited import OPAQUE_LAYERS
from strategies.layer import LAYERS, Layer, LayerKind
from strategies.layer.variant import relatives, variants
from strategies.value import Shape

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")

SHAPES: tuple[Shape, ...] = (
    (2, 8, 8, 8),
    (2, 8),
    (2, 8, 8),
    (2, 8, 4),
    (2, 4, 4, 4, 4),
    (1, 6, 5, 7),
    (8,),
    (),
)

SPEECHLESS = {
    "Bilinear": "takes two tensors",
    "MaxUnpool1d": "takes the indices too",
    "MaxUnpool2d": "takes the indices too",
    "MultiheadAttention": "takes three tensors",
    "LSTM": "returns a tuple",
    "GRU": "returns a tuple",
    "RNN": "returns a tuple",
    "Upsample": "plain, it has neither a size nor a factor",
    "FractionalMaxPool2d": "plain, it has neither a size nor a ratio, and is not even built",
}
"""Kinds whose plain layer gives no tensor for any tensor, and why."""

UNPREDICTED = {("UNetSkip", 3): "takes the batch for channels, and then resizes the last axis alone"}
"""Kinds with another output shape than predicted, for an input of a rank that they are not meant for."""

ALL = pytest.mark.parametrize("kind", LAYERS.values(), ids=LAYERS)
RELATED = (
    (
        Layer("Conv2d", {"in_channels": 8, "out_channels": 4, "kernel_size": 3, "padding": 1}),
        (2, 8, 9, 7),
    ),
    (
        Layer("Conv2d", {"in_channels": 8, "out_channels": 4, "kernel_size": 7, "stride": 2}),
        (2, 8, 9, 8),
    ),
    (Layer("ConvTranspose2d", {"in_channels": 8, "out_channels": 4, "kernel_size": 3}), (2, 8, 5, 6)),
    (Layer("MaxPool2d", {"kernel_size": 3, "stride": 2, "padding": 1}), (2, 8, 16, 16)),
    (Layer("AvgPool2d", {"kernel_size": 3, "ceil_mode": True}), (2, 8, 16, 9)),
    (Layer("Unfold", {"kernel_size": 3, "padding": 1}), (2, 8, 6, 7)),
)
"""Layers as they stand in a network, with several options; each is varied in one of them."""


def constructor(kind: LayerKind) -> Any:
    return getattr(importlib.import_module(kind.module_path), kind.name)


def built(layer: Layer) -> nn.Module | None:
    try:
        return construct(layer, "cpu").eval()
    except Exception:  # A row also lists values that are refused.
        return None


def output(module: nn.Module, layer: Layer, shape: Shape) -> object:
    given = torch.zeros(shape, dtype=torch.int64 if layer.kind == "Embedding" else torch.float32)
    try:
        with torch.no_grad():
            return module(given)
    except Exception:
        return None


@ALL
def test_the_constructor_takes_the_options_of_the_row(kind: LayerKind) -> None:
    parameters = inspect.signature(constructor(kind)).parameters
    if "kwargs" in parameters:  # Recurrent layers pass theirs on to their base, all but one.
        names = [*inspect.signature(nn.RNNBase).parameters, "nonlinearity"][1:]
    else:
        names = list(parameters)
    assert {option.name for option in kind.options} <= set(names)
    required = [option.name for option in kind.options if option.required]
    assert required == names[: len(required)]
    assert [option.required for option in kind.options] == sorted(
        (option.required for option in kind.options), reverse=True
    )


@ALL
def test_the_plain_layer_is_built_and_accepts_an_input_of_its_rank(kind: LayerKind) -> None:
    shapes = [shape for shape in SHAPES if not kind.ranks or len(shape) in kind.ranks]
    assert shapes
    given = False
    for shape in shapes:
        layer = variants(kind, shape)[0]
        module = built(layer)
        assert (module is not None) == (kind.name != "FractionalMaxPool2d")
        given |= module is not None and isinstance(output(module, layer, shape), Tensor)
    assert given != (kind.name in SPEECHLESS)


@ALL
def test_flow_predicts_the_shape_of_every_tensor_that_a_variant_returns(kind: LayerKind) -> None:
    for shape in SHAPES:
        for layer in variants(kind, shape):
            predicted = kind.output_shape(layer.options, shape)
            module = built(layer)
            result = None if module is None else output(module, layer, shape)
            if isinstance(result, tuple):
                result = result[0]
            if isinstance(result, Tensor) and (kind.name, len(shape)) not in UNPREDICTED:
                assert predicted == tuple(result.shape), (layer, shape)


@pytest.mark.parametrize(("layer", "shape"), RELATED, ids=repr)
def test_flow_predicts_the_shape_that_related_layers_make(layer: Layer, shape: Shape) -> None:
    returned = 0
    for related in relatives(layer):
        module = built(related)
        result = None if module is None else output(module, related, shape)
        if isinstance(result, Tensor):
            returned += 1
            assert LAYERS[layer.kind].output_shape(related.options, shape) == tuple(result.shape), (
                related
            )
    assert returned > 3


@ALL
def test_weights_are_not_underestimated(kind: LayerKind) -> None:
    for layer in {*variants(kind, (2, 8, 8, 8)), *variants(kind, (2, 8))}:
        if (module := built(layer)) is not None:
            real = sum(tensor.numel() for tensor in (*module.parameters(), *module.buffers()))
            assert kind.parameters(layer.options) >= real // 2 - 8, layer


def test_the_layers_with_modules_of_their_own_are_known() -> None:
    hollow = set()
    for kind in LAYERS.values():
        modules = [built(layer) for layer in variants(kind, (2, 8, 8, 8))]
        if any(module is not None and list(module.children()) for module in modules):
            hollow.add(kind.name)
    assert hollow == set(OPAQUE_LAYERS)
