"""A network that is lent has the modules of the prototype, and what is edited in it is its own."""

import pytest
import torch
from torch import nn

from fuzz.execution.construction import construct
from fuzz.execution.lent import can_be_lent, lend, own
from fuzz.execution.surgeon import operate
from strategies.layer import Layer
from strategies.surgery import AnyEdit, Assign, Insert, Remove, Replace
from tests.unit.network import unedited

WIDER = Layer("Conv2d", {"in_channels": 4, "out_channels": 64, "kernel_size": 7})


def test_it_consists_of_the_modules_of_the_prototype() -> None:
    original = unedited()
    network = lend(original)
    assert network is not original
    assert not original.training
    assert all(one is other for one, other in zip(network.children(), original.children(), strict=True))


def test_what_is_on_the_way_to_an_edit_is_copied_and_nothing_else() -> None:
    original = unedited()
    network = lend(original)
    theirs = {id(module) for module in original.modules()}

    def copied() -> list[str]:
        return [name for name, module in network.named_modules() if id(module) not in theirs]

    own(network, Insert(site="layer4.0.conv2", layer=Layer("ReLU")), original)
    assert copied() == ["", "layer4", "layer4.0"]
    own(network, Assign(site="layer4.0.conv2", attribute="stride", value=(1, 1)), original)
    assert copied() == ["", "layer4", "layer4.0", "layer4.0.conv2"]
    one, other = (net.get_parameter("layer4.0.conv2.weight") for net in (network, original))
    assert one is not other
    assert one.data_ptr() == other.data_ptr()


@pytest.mark.parametrize(
    "edits",
    [
        (Assign(site="layer4.0.conv2", attribute="stride", value=(3, 3)),),
        (Assign(site="fc.weight", attribute="requires_grad", value=False),),
        (Assign(site="bn1", attribute="training", value=True),),
        (Remove(site="layer3.0", how="delete"),),
        (Remove(site="layer3.0.relu", how="none"),),
        (Replace(site="conv1", layer=WIDER, weights="copied_no_grad"),),
        (Insert(site="", layer=Layer("ReLU")), Remove(site="0.layer1.1.conv1", how="identity")),
        (
            Insert(site="layer2", layer=Layer("ReLU")),
            Assign(site="layer2.0.0.conv1", attribute="padding", value=(1, 1)),
        ),
    ],
)
def test_an_edit_leaves_the_prototype_as_it_was(edits: tuple[AnyEdit, ...]) -> None:
    original = unedited()
    before = _described(original)
    network = lend(original)
    for edit in edits:
        own(network, edit, original)
        network = operate(network, edit, lambda layer: construct(layer, "cpu"))
    assert _described(network) != before
    assert _described(original) == before


def _described(network: nn.Module) -> list[object]:
    """All that edits change: the modules, their settings, and which of their weights are trained."""
    modules = [(name, type(one), one.training, repr(one)) for name, one in network.named_modules()]
    return [modules, [(name, one.requires_grad) for name, one in network.named_parameters()]]


def test_a_network_with_a_part_at_two_places_is_not_lent() -> None:
    layer = nn.Linear(2, 2)
    tied = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 2))
    tied[0].weight = tied[1].weight
    assert can_be_lent(nn.Sequential(layer, nn.Linear(2, 2)))
    assert not can_be_lent(nn.Sequential(layer, layer))
    assert not can_be_lent(tied)


def test_a_network_that_is_lent_computes_the_same() -> None:
    original, x = unedited(), torch.randn(2, 3, 32, 32)
    assert torch.equal(lend(original)(x), original(x))
