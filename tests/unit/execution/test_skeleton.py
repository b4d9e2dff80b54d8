"""Skeletons share modules, and no edit of one shows in another; a configuration tells modules apart."""

from collections import defaultdict
from typing import Any

import pytest
import torch
from torch import nn

from fuzz.execution.composition import skeleton as skeleton_module
from fuzz.execution.composition.module_digest import module_digest
from fuzz.execution.composition.skeleton import skeleton
from fuzz.execution.construction import construct
from fuzz.execution.op_recorder import Record
from resnet_fuzz import Case
from strategies.layer import LAYERS, Layer, LayerKind
from strategies.layer.variant import variants
from strategies.surgery import AnyEdit, Assign, Extract, Insert, Remove, Replace, Truncate

WIDE = Layer("Conv2d", {"in_channels": 4, "out_channels": 64, "kernel_size": 7})
EDITS: dict[str, tuple[AnyEdit, ...]] = {
    "truncation": (Truncate(drop=2), Assign(site="0", attribute="stride", value=(1, 1))),
    "extraction": (Extract(site="layer4"), Remove(site="layer4.0.relu", how="none")),
    "removal": (Remove(site="fc"),),
    "deletion": (Remove(site="layer1.0", how="delete"),),
    "deep removal": (Remove(site="layer3.0.downsample.0", how="none"),),
    "replacement": (Replace(site="layer4.2.conv3", layer=WIDE),),
    "replacement with weights": (Replace(site="conv1", layer=WIDE, weights="copied_no_grad"),),
    "insertion": (Insert(site="layer2", layer=Layer("ReLU")), Remove(site="layer2.0.0", how="delete")),
    "assignment": (Assign(site="layer1.2.bn1", attribute="num_features", value=32),),
    "assignment over a method": (Assign(site="fc", attribute="requires_grad", value=False),),
}


def built(case: Case) -> nn.Module:
    return skeleton(case, Record())


def picture(network: nn.Module) -> dict[str, Any]:
    """Each module of a network by its path: which it is, and all that it holds."""
    return {
        path: (id(part), repr({name: v for name, v in vars(part).items() if name != "_configuration"}))
        for path, part in network.named_modules()
    }


@pytest.mark.parametrize("edits", EDITS.values(), ids=EDITS)
def test_an_edit_shows_in_its_own_skeleton_alone(edits: tuple[AnyEdit, ...]) -> None:
    before = picture(built(Case()))
    edited = built(Case(edits=edits))
    assert module_digest(edited) != module_digest(built(Case()))
    assert picture(built(Case())) == before


def test_what_no_edit_touches_is_shared() -> None:
    edited, ordinary = built(Case(edits=(Remove(site="layer1.0.bn1"),))), built(Case())
    same = {path for path, part in edited.named_modules() if part is ordinary.get_submodule(path)}
    assert {"conv1", "layer2", "layer1.1", "layer1.0.conv1"} <= same
    assert not {"", "layer1", "layer1.0", "layer1.0.bn1"} & same


def test_a_layer_that_was_put_in_is_no_other_cases_layer() -> None:
    put = Insert(site="fc", layer=Layer("Dropout", {"p": 0.5}))
    changed = built(Case(edits=(put, Assign(site="fc.1", attribute="inplace", value=True))))
    plain = built(Case(edits=(put,)))
    assert changed.get_submodule("fc.1").inplace
    assert not plain.get_submodule("fc.1").inplace


def test_a_skeleton_has_no_weights() -> None:
    assert {weight.device.type for weight in built(Case(edits=EDITS["insertion"])).parameters()} == {
        "meta"
    }


OTHERS = {
    "attribute": nn.Conv2d(4, 8, 3, stride=2),
    "weight shape": nn.Conv2d(4, 9, 3),
    "no bias": nn.Conv2d(4, 8, 3, bias=False),
    "element type": nn.Conv2d(4, 8, 3).double(),
    "frozen": nn.Conv2d(4, 8, 3).requires_grad_(False),
    "class": nn.ConvTranspose2d(8, 4, 3),
    "child": nn.Sequential(nn.Conv2d(4, 8, 3)),
}


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_a_configuration_tells_modules_apart(other: nn.Module) -> None:
    assert module_digest(other) != module_digest(nn.Conv2d(4, 8, 3))


def test_a_configuration_knows_the_order_and_the_names_of_children() -> None:
    orders = (nn.Sequential(nn.ReLU(), nn.Tanh()), nn.Sequential(nn.Tanh(), nn.ReLU()))
    assert len({module_digest(module) for module in (*orders, nn.ModuleDict({"a": nn.ReLU()}))}) == 3


def test_values_and_mode_and_device_are_no_part_of_a_configuration() -> None:
    one, other = nn.BatchNorm2d(4), nn.BatchNorm2d(4).eval()
    with torch.no_grad():
        other.weight.zero_()
    assert module_digest(one) == module_digest(other) == module_digest(nn.BatchNorm2d(4, device="meta"))


ROWS = [pytest.param(kind, id=name) for name, kind in LAYERS.items()]


@pytest.mark.filterwarnings("ignore:Initializing zero-element tensors")
@pytest.mark.parametrize("kind", ROWS)
def test_layers_are_configured_alike_exactly_where_they_look_alike(kind: LayerKind) -> None:
    looks: dict[bytes, set[str]] = defaultdict(set)
    for layer in variants(kind, (2, 8, 8, 8)):
        try:
            one, other = construct(layer, "meta"), construct(layer, "meta")
        except Exception:  # A row also lists values that are refused.
            continue
        assert module_digest(one) == module_digest(other)
        looks[module_digest(one)].add(repr(one))
    assert all(len(alike) == 1 for alike in looks.values())


@pytest.mark.parametrize("kind", ROWS)
def test_weights_that_are_not_filled_change_nothing_of_a_layer(
    kind: LayerKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    layers = variants(kind, (2, 8, 8, 8))
    unfilled = [constructed(layer) for layer in layers]
    monkeypatch.setattr("fuzz.execution.composition.skeleton.FILLING", ())
    assert [constructed(layer) for layer in layers] == unfilled


def constructed(layer: Layer) -> tuple[object, ...]:
    made = skeleton_module._layer.__wrapped__(layer)
    digest = None if made.module is None else module_digest(made.module)
    return made.raised, made.warned, digest
