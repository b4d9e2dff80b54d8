"""What a layer does in training is asked apart only for layers that can tell."""

import pytest
import torch
from torch import nn

from fuzz.execution.composition.assumption import concerned, require_ordinary
from fuzz.execution.composition.effect import MustRunWhole
from fuzz.execution.construction import construct
from fuzz.execution.setting import Setting
from fuzz.execution.vision import torchvision
from strategies.layer import LAYERS
from strategies.layer.variant import variants

TRAINING = Setting(train=True, grad=True, autocast="off", backward=False, device="cpu")

ASKING = (
    nn.BatchNorm2d(4),
    nn.SyncBatchNorm(4),
    nn.InstanceNorm2d(4),
    nn.Dropout(),
    nn.AlphaDropout(),
    nn.RReLU(),
    nn.LSTM(4, 4),
    nn.MultiheadAttention(4, 1),
    nn.TransformerEncoderLayer(4, 1),
    nn.ModuleList([nn.ReLU(), nn.Dropout()]),
    torchvision.ops.StochasticDepth(0.5, "row"),
)
INDIFFERENT = (nn.Conv2d(3, 4, 1), nn.ReLU(), nn.Linear(2, 2), nn.MaxPool2d(2), nn.LayerNorm(4))


@pytest.mark.parametrize("layer", ASKING, ids=lambda layer: type(layer).__name__)
def test_a_layer_that_behaves_otherwise_in_training_is_told_of_it(layer: nn.Module) -> None:
    assert concerned(layer, TRAINING) == TRAINING


@pytest.mark.parametrize("layer", INDIFFERENT, ids=lambda layer: type(layer).__name__)
def test_any_other_is_not(layer: nn.Module) -> None:
    assert concerned(layer, TRAINING) == TRAINING._replace(train=False)


class Gate(nn.Module):
    """Asks in a method of its own, that its base does not have."""

    def forward(self, value: object) -> object:
        return self._opened(value)

    def _opened(self, value: object) -> object:
        return value if self.training else None


def test_a_layer_of_any_make_is_read_method_by_method() -> None:
    assert concerned(Gate(), TRAINING) == TRAINING


@pytest.mark.parametrize(
    "name", ["Conv2d", "ConvTranspose2d", "Linear", "AdaptiveAvgPool2d", "Upsample"]
)
def test_most_of_our_layers_do_not_ask(name: str) -> None:
    layer = construct(variants(LAYERS[name], (2, 4, 8, 8))[0], "cpu")
    assert concerned(layer, TRAINING) != TRAINING


@pytest.mark.parametrize(
    "x", [torch.randn(2, 3, 8, 8), -torch.ones(2, 3, 8, 8), torch.zeros(2, 3, 8, 8)]
)
@pytest.mark.parametrize("norm_type", [1, 2, 3])
def test_a_root_is_asked_of_real_values_only_where_it_may_not_be_finite(
    norm_type: int, x: torch.Tensor
) -> None:
    layer, x = nn.LPPool2d(norm_type, 2), x.clone().requires_grad_()
    try:
        require_ordinary(layer, TRAINING._replace(backward=True))
    except MustRunWhole:
        return
    output = layer(x)
    output.sum().backward()
    assert norm_type == 1
    assert x.grad is not None
    assert output.isfinite().all()
    assert x.grad.isfinite().all()
