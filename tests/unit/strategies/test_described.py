"""Descriptions that were made by following real networks: they are what following them gives today."""

import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import msgspec
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from benchmarks.describe import made
from fuzz.execution.construction import unedited
from fuzz.execution.library.describe import describe
from fuzz.execution.library.follow import Unfollowed
from strategies.contract.backward import SavedTensors, Storage, TensorState
from strategies.contract.backward import _through as autograd
from strategies.contract.forward import through
from strategies.network import described, foreign
from strategies.network.described import Description, restored
from strategies.network.model import PARTS, Model
from strategies.network.models import model_of, network
from strategies.network.node import Block, Node, at, sites
from strategies.rule import Conditions, TensorSpec
from strategies.shape_inference import infer_node, shapes_at
from strategies.subject import Subject
from strategies.value import Shape
from tests.unit.subject import HERE, named

SHAPES: tuple[Shape, ...] = ((2, 3, 64, 64), (1, 3, 33, 65))

ONE_OF_EACH_KIND = [
    one for one in HERE if re.search(r"\b(resnet18|resnet50|resnext50_32x4d)$", one.model)
]


@lru_cache(maxsize=32)
def real(subject: Subject) -> nn.Module:
    return unedited(subject, "meta").eval()


def unfolded(node: Node) -> object:
    """The modules and the length of each program; `test_resnet_table` compares the options of layers."""
    if not isinstance(node, Block):
        return node and node.kind
    children = [(name, unfolded(child)) for name, child in node.children.items()]
    return node.kind, len(node.program), children


@pytest.mark.parametrize("model", foreign.MODELS, ids=lambda model: model.name)
def test_a_description_made_anew_is_the_one_in_its_file(model: Model) -> None:
    if find_spec(model.library) is None:
        pytest.skip(f"needs {model.library}: pip install 'resnet-fuzz[{model.library}]'")
    text = (Path(described.__file__).parent / f"{model.name}.json").read_bytes()
    kept = msgspec.json.decode(text, type=Description)
    new = made(model)
    assert (new.programs, new.network) == (kept.programs, kept.network)


@pytest.mark.parametrize("name", ["resnet18", "resnet50"])
def test_the_table_by_hand_is_what_following_gives(name: str) -> None:
    found = describe(real(Subject(model=name)), torch.zeros(SHAPES[0], device="meta"), "")
    assert unfolded(restored(found)) == unfolded(network(Subject(model=name)))


@pytest.mark.parametrize("subject", HERE, ids=named)
def test_the_parts_of_a_model_are_sites_of_it(subject: Subject) -> None:
    assert sites(network(subject)) == [name for name, _ in real(subject).named_modules() if name]
    there = {*sites(network(subject)), ""}
    assert set(model_of(subject).parts.values()) <= there
    assert {model_of(subject).site(part) for part in PARTS} <= there


@pytest.mark.parametrize("subject", ONE_OF_EACH_KIND, ids=named)
@settings(max_examples=12, deadline=None, derandomize=True)
@given(data=st.data())
def test_every_domain_says_of_a_site_what_the_real_module_does(
    subject: Subject, data: st.DataObject
) -> None:
    """Shapes, the contract and autograd, which are three domains of one interpreter."""
    root = network(subject)
    site = data.draw(st.sampled_from(["", *sites(root)]))
    module, node = real(subject).get_submodule(site), at(root, site)
    if isinstance(module, nn.ModuleList):
        return
    entering, leaving = shapes_at(root, site, data.draw(st.sampled_from(SHAPES)))
    x = torch.zeros(entering, device="meta").requires_grad_() * 1
    version = x._version
    output = module(x)
    output = output if isinstance(output, torch.Tensor) else [*output.values()][-1]
    assert infer_node(node, entering).output == leaving == tuple(output.shape)
    passed = through(node, TensorSpec(entering), Conditions())
    assert passed.faults == ()
    assert passed.output.shape == leaving
    memory, saved = Storage(), SavedTensors(training=False, frozen=False, new=frozenset())
    state = autograd(saved, node, TensorState(entering, memory, requires_grad=True), site)
    assert (state.shape, state.requires_grad) == (leaving, output.requires_grad)
    assert bool(memory.writers) == (x._version > version)
    saved.require_unmodified()


class _Subtracts(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.layer = nn.ReLU()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y: torch.Tensor = self.layer(x)
        return x - y


def test_what_no_step_says_is_not_followed() -> None:
    with pytest.raises(Unfollowed, match="it calls sub"):
        describe(_Subtracts(), torch.zeros(2, 3, 8, 8), "")
