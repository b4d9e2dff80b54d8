"""A probe leaves nothing behind but what it found: a worker makes hundreds of thousands of them."""

import gc
from collections.abc import Iterator

import pytest
import torch
from torch import Tensor, nn

from fuzz.execution.composition.probe import probe_module
from fuzz.execution.composition.tensor_meta import TensorMeta
from fuzz.execution.setting import Setting

TRACKED = TensorMeta((2, 8), torch.float32, (8, 1), requires_grad=True)


@pytest.fixture
def nothing_else() -> Iterator[None]:
    """What was there before is passed over by the garbage collector, and so isn't counted."""
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("nothing_else")
@pytest.mark.parametrize("backward", [False, True])
@pytest.mark.parametrize("layer", [nn.Sigmoid(), nn.Softmax(1), nn.Linear(8, 8)], ids=repr)
def test_no_tensor_stays_alive(layer: nn.Module, backward: bool) -> None:
    setting = Setting(train=False, grad=True, autocast="off", backward=backward, device="cpu")
    probe_module(layer, TRACKED, setting)
    before = _alive()
    for _ in range(3):
        probe_module(layer, TRACKED, setting)
    assert _alive() == before


def test_what_autograd_keeps_is_seen_all_the_same() -> None:
    setting = Setting(train=False, grad=True, autocast="off", backward=False, device="cpu")
    assert probe_module(nn.Sigmoid(), TRACKED, setting).saves_output
    assert not probe_module(nn.Sigmoid(), TRACKED, setting).saves_input
    assert probe_module(nn.Linear(8, 8), TRACKED, setting).saves_input


LAYERS = (nn.Sigmoid(), nn.GroupNorm(2, 8), nn.LayerNorm(2), nn.MaxPool2d(2), nn.Conv2d(8, 8, 1))


@pytest.mark.parametrize("layer", LAYERS, ids=repr)
def test_of_an_empty_batch_the_same_is_kept(layer: nn.Module) -> None:
    """Its tensors have memory without an address: none may be taken for another that is gone."""
    setting = Setting(train=False, grad=True, autocast="off", backward=False, device="cpu")
    full, empty = (
        probe_module(layer, TensorMeta((n, 8, 2, 2), torch.float32, (32, 4, 2, 1), True), setting)
        for n in (2, 0)
    )
    assert (full.saves_input, full.saves_output) == (empty.saves_input, empty.saves_output)


def _alive() -> int:
    gc.collect()
    return sum(issubclass(type(held), Tensor) for held in gc.get_objects())
