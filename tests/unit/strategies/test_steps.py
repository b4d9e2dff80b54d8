"""The places of steps are in the order in which the real network calls its modules."""

import pytest
import torch
from torch import nn

from fuzz.execution.construction import unedited
from strategies.layer import Layer
from strategies.network.models import network
from strategies.network.node import Block, at, sites
from strategies.network.steps import layer_steps, layers_in_order, steps_at
from strategies.subject import Subject

MODELS = ("resnet18", "resnet50", "resnext50_32x4d")


def called_in(model: nn.Module) -> list[str]:
    """The layers of a network as one forward pass calls them."""
    called: list[str] = []
    for name, module in model.named_modules():
        if not [*module.children()]:
            module.register_forward_hook(lambda *_, name=name: called.append(name))
    model(torch.empty(2, 3, 64, 64, device="meta"))
    return called


@pytest.mark.parametrize("model", MODELS)
def test_layers_are_in_the_order_of_their_calls(model: str) -> None:
    root = network(Subject(model=model))
    modules = [site for site, _ in layers_in_order(root) if isinstance(at(root, site), Layer)]
    assert modules == called_in(unedited(Subject(model=model), "meta"))


@pytest.mark.parametrize("model", MODELS)
def test_each_step_has_a_place_of_its_own(model: str) -> None:
    root = network(Subject(model=model))
    places = sorted(step.place for site in ("", *sites(root)) for step in steps_at(root, site))
    assert places == [*range(len(places))]


def test_the_steps_that_call_chosen_layers_are_those_at_their_sites() -> None:
    root = network(Subject())
    assert isinstance(root, Block)
    chosen = {step.place for step in layer_steps(root, lambda layer: layer.kind == "MaxPool2d")}
    assert chosen == {step.place for step in steps_at(root, "maxpool")} != set()


@pytest.mark.parametrize("site", ["nowhere", "layer1.9", "conv1.inside"])
def test_there_are_no_steps_where_nothing_is(site: str) -> None:
    assert steps_at(network(Subject()), site) == []
