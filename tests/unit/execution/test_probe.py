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


def _alive() -> int:
    gc.collect()
    return sum(issubclass(type(held), Tensor) for held in gc.get_objects())
