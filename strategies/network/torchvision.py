"""torchvision's ResNets as plain data: the sites of each in order, and the layer at each.

The table follows torchvision's ``ResNet``, ``Bottleneck`` and ``BasicBlock`` for any constructor
options, so that generation knows, without torch, which layer is at each site. A test compares it with
the real networks.
"""

from typing import NamedTuple

from strategies.layer import Layer
from strategies.network.model import TORCHVISION, Model
from strategies.network.node import Block, Node, sequential
from strategies.network.program import Add, Call, Flatten, Program
from strategies.subject import NORM_LAYERS, OPTIONS, Subject


class Depth(NamedTuple):
    """What one of the functions in torchvision/models/resnet.py passes to ``ResNet``.

    ``pinned`` are options that it sets itself: it raises `ValueError` where another value is passed.
    """

    block: str
    blocks: tuple[int, int, int, int]
    pinned: dict[str, int]


def _bottlenecks(*blocks: int, **pinned: int) -> Depth:
    one, two, three, four = blocks
    return Depth("Bottleneck", (one, two, three, four), pinned)


DEPTHS = {
    "resnet50": _bottlenecks(3, 4, 6, 3),
    "resnet18": Depth("BasicBlock", (2, 2, 2, 2), {}),
    "resnet34": Depth("BasicBlock", (3, 4, 6, 3), {}),
    "resnet101": _bottlenecks(3, 4, 23, 3),
    "resnet152": _bottlenecks(3, 8, 36, 3),
    "wide_resnet50_2": _bottlenecks(3, 4, 6, 3, width_per_group=128),
    "wide_resnet101_2": _bottlenecks(3, 4, 23, 3, width_per_group=128),
    "resnext50_32x4d": _bottlenecks(3, 4, 6, 3, groups=32, width_per_group=4),
    "resnext101_32x8d": _bottlenecks(3, 4, 23, 3, groups=32, width_per_group=8),
    "resnext101_64x4d": _bottlenecks(3, 4, 23, 3, groups=64, width_per_group=4),
}
"""The functions of torchvision/models/resnet.py by name."""

EXPANSION = {"BasicBlock": 1, "Bottleneck": 4}
"""Source: ``expansion`` of the blocks in torchvision/models/resnet.py"""

RESNET: Program = (
    *map(Call, ("conv1", "bn1", "relu", "maxpool", "layer1", "layer2", "layer3", "layer4", "avgpool")),
    Flatten(),
    Call("fc"),
)
"""Source: ``ResNet._forward_impl`` of torchvision/models/resnet.py"""

BOTTLENECK: Program = (
    Call("conv1", to="out"),
    *(Call(name, "out", "out") for name in ("bn1", "relu", "conv2", "bn2", "relu", "conv3", "bn3")),
    Call("downsample", to="identity", optional=True),
    Add("out", "identity", to="out"),
    Call("relu", "out", "out"),
)
"""Source: ``Bottleneck.forward`` of torchvision/models/resnet.py"""

BASIC: Program = (
    Call("conv1", to="out"),
    *(Call(name, "out", "out") for name in ("bn1", "relu", "conv2", "bn2")),
    Call("downsample", to="identity", optional=True),
    Add("out", "identity", to="out"),
    Call("relu", "out", "out"),
)
"""Source: ``BasicBlock.forward`` of torchvision/models/resnet.py"""


def _conv(
    ins: int, outs: int, kernel: int, stride: int = 1, groups: int = 1, dilation: int = 1
) -> Layer:
    return Layer(
        "Conv2d",
        {
            "in_channels": ins,
            "out_channels": outs,
            "kernel_size": kernel,
            "stride": stride,
            "padding": dilation if kernel == 3 else kernel // 2,
            "groups": groups,
            "dilation": dilation,
            "bias": False,
        },
    )


def _norm(subject: Subject, features: int) -> Layer:
    norm = NORM_LAYERS[subject.norm_layer]
    names = {
        "GroupNorm": ("num_groups", "num_channels"),
        "LayerNorm": ("normalized_shape",),
        "Identity": (),
    }.get(norm.kind, ("num_features",))
    return Layer(norm.kind, dict(zip(names, (*norm.before, features), strict=False)))


class _Place(NamedTuple):
    """Where a block is: what goes in, what comes out, and how its 3x3 convolution slides."""

    ins: int
    outs: int
    planes: int
    stride: int
    dilation: int
    projects: bool


def _bottleneck(subject: Subject, at: _Place) -> dict[str, Node]:
    width = at.planes * effective(subject, "width_per_group") // 64 * effective(subject, "groups")
    return {
        "conv1": _conv(at.ins, width, 1),
        "bn1": _norm(subject, width),
        "conv2": _conv(width, width, 3, at.stride, effective(subject, "groups"), at.dilation),
        "bn2": _norm(subject, width),
        "conv3": _conv(width, at.outs, 1),
        "bn3": _norm(subject, at.outs),
        "relu": Layer("ReLU", {"inplace": True}),
    }


def _basic(subject: Subject, at: _Place) -> dict[str, Node]:
    return {
        "conv1": _conv(at.ins, at.planes, 3, at.stride),
        "bn1": _norm(subject, at.planes),
        "relu": Layer("ReLU", {"inplace": True}),
        "conv2": _conv(at.planes, at.planes, 3),
        "bn2": _norm(subject, at.planes),
    }


MADE = {"Bottleneck": (_bottleneck, BOTTLENECK), "BasicBlock": (_basic, BASIC)}


def _block(kind: str, subject: Subject, at: _Place) -> Block:
    make, program = MADE[kind]
    children = make(subject, at)
    if at.projects:
        children["downsample"] = sequential(
            _conv(at.ins, at.outs, 1, at.stride), _norm(subject, at.outs)
        )
    return Block(kind, children, program)


def effective(subject: Subject, option: str) -> int:
    """The value of an option that ``ResNet`` gets: the one that the model pins, or the subject's."""
    value: int = DEPTHS[subject.model].pinned.get(option, getattr(subject, option))
    return value


def _stages(subject: Subject) -> dict[str, Node]:
    kind, blocks, _ = DEPTHS[subject.model]
    dilate = (False, *subject.replace_stride_with_dilation, False, False, False)[:4]
    ins, dilation, stages = 64, 1, {}
    for index, (count, dilated) in enumerate(zip(blocks, dilate, strict=True)):
        planes, stride, before = 64 * 2**index, 1 if index == 0 else 2, dilation
        if dilated:
            dilation, stride = dilation * stride, 1
        outs = planes * EXPANSION[kind]
        first = _Place(ins, outs, planes, stride, before, projects=stride != 1 or ins != outs)
        other = _Place(outs, outs, planes, 1, dilation, projects=False)
        members = [_block(kind, subject, other if block else first) for block in range(count)]
        stages[f"layer{index + 1}"] = sequential(*members)
        ins = outs
    return {**stages}


def describe(subject: Subject) -> Block:
    """The unedited network of a subject. Source: torchvision/models/resnet.py."""
    features = 512 * EXPANSION[DEPTHS[subject.model].block]
    return Block(
        "ResNet",
        {
            "conv1": _conv(3, 64, 7, 2),
            "bn1": _norm(subject, 64),
            "relu": Layer("ReLU", {"inplace": True}),
            "maxpool": Layer("MaxPool2d", {"kernel_size": 3, "stride": 2, "padding": 1}),
            **_stages(subject),
            "avgpool": Layer("AdaptiveAvgPool2d", {"output_size": (1, 1)}),
            "fc": Layer("Linear", {"in_features": features, "out_features": subject.num_classes}),
        },
        RESNET,
    )


MODELS = tuple(
    Model(
        name=name,
        library="torchvision",
        describe=describe,
        source=f"torchvision.models.{name}({{options}})",
        imports=("import torchvision",),
        options={option: option for option in OPTIONS},
        parts=TORCHVISION,
    )
    for name in DEPTHS
)
