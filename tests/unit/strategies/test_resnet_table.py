"""The tables of torchvision's ResNets, and the shapes inferred from them, agree with its networks."""

import inspect
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pytest
import torch
from torch import Tensor, nn

from fuzz.execution.construction import unedited
from strategies.layer import LAYERS, Layer
from strategies.network.models import network
from strategies.network.node import Node, sites
from strategies.network.torchvision import DEPTHS
from strategies.shape_inference import infer_node, shapes_at
from strategies.subject import NORM_LAYERS, Subject
from strategies.value import Shape

META = "meta"
"""Where networks are built: that takes no memory, and next to no time."""

SUBJECTS = (
    Subject(),
    Subject(num_classes=10),
    Subject(width_per_group=128),
    Subject(groups=4, width_per_group=16),
    Subject(replace_stride_with_dilation=(False, True, True)),
    Subject(norm_layer="GroupNorm(32)"),
    Subject(norm_layer="InstanceNorm2d", num_classes=1),
    Subject(norm_layer="FrozenBatchNorm2d"),
    Subject(norm_layer="Identity", replace_stride_with_dilation=(True, False, False)),
    *(Subject(model=name) for name in DEPTHS if name != Subject().model),
    Subject(model="resnet18", num_classes=0, norm_layer="GroupNorm(32)"),
    Subject(model="resnext50_32x4d", replace_stride_with_dilation=(False, True, True)),
    Subject(model="wide_resnet50_2", groups=2),
)
WALKS: tuple[tuple[Subject, Shape], ...] = (
    *((subject, (2, 3, 65, 33)) for subject in SUBJECTS),
    (Subject(), (2, 3, 32, 32)),
    (Subject(), (1, 3, 224, 224)),
    (Subject(model="resnet18"), (2, 3, 224, 224)),
    (Subject(replace_stride_with_dilation=(True, True, True)), (2, 3, 32, 32)),
)


@lru_cache(maxsize=32)
def real(subject: Subject) -> nn.Module:
    """The network of a subject; nothing is done to it."""
    return unedited(subject, META)


def nodes(node: Node, path: str = "") -> Iterator[tuple[str, Node]]:
    yield path, node
    if node is not None and not isinstance(node, Layer):
        for name, child in node.children.items():
            yield from nodes(child, f"{path}.{name}" if path else name)


def simple(value: Any) -> Any:
    """One number where torch keeps the same number for each axis; a bias is there, or it is not."""
    if isinstance(value, tuple):
        return value[0] if len(set(value)) == 1 else value
    return value is not None if isinstance(value, Tensor | None) else value


def setting(module: Any, name: str) -> Any:
    if type(module).__name__ == "FrozenBatchNorm2d" and name == "num_features":
        return len(module.weight)
    return simple(getattr(module, name))


@pytest.mark.parametrize("subject", SUBJECTS, ids=repr)
def test_sites_are_those_of_named_modules(subject: Subject) -> None:
    there = [name for name, _ in real(subject).named_modules() if name]
    assert sites(network(subject)) == there


@pytest.mark.parametrize("subject", SUBJECTS, ids=repr)
def test_layers_have_the_options_that_the_table_gives(subject: Subject) -> None:
    modules = dict(real(subject).named_modules())
    for path, node in nodes(network(subject)):
        module = modules[path]
        if not isinstance(node, Layer):
            assert node is not None
            assert type(module).__name__ == node.kind, path
            continue
        assert type(module).__name__ == node.kind, path
        defaults = inspect.signature(type(module)).parameters
        for option in LAYERS[node.kind].options:
            expected = node.options.get(option.name, defaults[option.name].default)
            assert setting(module, option.name) == simple(expected), (path, option.name)


def test_every_norm_layer_has_its_row_among_the_layers() -> None:
    assert {norm.kind for norm in NORM_LAYERS.values()} <= set(LAYERS)


@pytest.mark.parametrize(("subject", "shape"), WALKS, ids=repr)
def test_the_walk_sees_the_shapes_that_hooks_see(subject: Subject, shape: Shape) -> None:
    model = unedited(subject, META).eval()
    seen: dict[str, tuple[Shape, Shape]] = {}

    def watch(path: str, module: nn.Module) -> None:
        def look(_: nn.Module, given: tuple[Tensor, ...], output: Tensor) -> None:
            seen.setdefault(path, (tuple(given[0].shape), tuple(output.shape)))

        module.register_forward_hook(look)

    for path, module in model.named_modules():
        watch(path, module)
    with torch.no_grad():
        model(torch.zeros(shape, device=META))
    root = network(subject)
    assert seen == {site: shapes_at(root, site, shape) for site in ("", *sites(root))}
    assert infer_node(root, shape).output == (shape[0], subject.num_classes)
