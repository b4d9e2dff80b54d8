"""ResNet-50 as plain data: its sites in order, and the layer at each.

The table follows torchvision's ``ResNet`` and ``Bottleneck`` for any constructor options, so that
generation knows, without torch, which layer is at each site. A test compares it with the real network.
"""

from functools import lru_cache

from strategies.layer import Layer
from strategies.network.node import Block, Node, sequential
from strategies.network.program import Add, Call, Flatten, Program
from strategies.subject import NORM_LAYERS, Subject

STAGES = (3, 4, 6, 3)
EXPANSION = 4

PLAIN_SITES = ("", "fc", "avgpool", "conv1", "layer4", "layer1")
"""The sites that people mostly edit, the plainest first: the whole network, head, stem, stages."""

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


def _bottleneck(
    subject: Subject, ins: int, planes: int, stride: int, dilation: int, project: bool
) -> Block:
    width = planes * subject.width_per_group // 64 * subject.groups
    outs = planes * EXPANSION
    children: dict[str, Node] = {
        "conv1": _conv(ins, width, 1),
        "bn1": _norm(subject, width),
        "conv2": _conv(width, width, 3, stride, subject.groups, dilation),
        "bn2": _norm(subject, width),
        "conv3": _conv(width, outs, 1),
        "bn3": _norm(subject, outs),
        "relu": Layer("ReLU", {"inplace": True}),
    }
    if project:
        children["downsample"] = sequential(_conv(ins, outs, 1, stride), _norm(subject, outs))
    return Block("Bottleneck", children, BOTTLENECK)


def _stages(subject: Subject) -> dict[str, Node]:
    dilate = (False, *subject.replace_stride_with_dilation, False, False, False)[:4]
    ins, dilation, stages = 64, 1, {}
    for index, (blocks, dilated) in enumerate(zip(STAGES, dilate, strict=True)):
        planes, stride, before = 64 * 2**index, 1 if index == 0 else 2, dilation
        if dilated:
            dilation, stride = dilation * stride, 1
        members = []
        for block in range(blocks):
            first = block == 0
            members.append(
                _bottleneck(
                    subject, ins, planes, stride if first else 1, before if first else dilation, first
                )
            )
            ins = planes * EXPANSION
        stages[f"layer{index + 1}"] = sequential(*members)
    return {**stages}


@lru_cache(maxsize=64)
def network(subject: Subject) -> Block:
    """The unedited network of a subject. Source: torchvision/models/resnet.py."""
    return Block(
        "ResNet",
        {
            "conv1": _conv(3, 64, 7, 2),
            "bn1": _norm(subject, 64),
            "relu": Layer("ReLU", {"inplace": True}),
            "maxpool": Layer("MaxPool2d", {"kernel_size": 3, "stride": 2, "padding": 1}),
            **_stages(subject),
            "avgpool": Layer("AdaptiveAvgPool2d", {"output_size": (1, 1)}),
            "fc": Layer("Linear", {"in_features": 512 * EXPANSION, "out_features": subject.num_classes}),
        },
        RESNET,
    )
