"""Messages about the head of a network: where it is, how wide it is, and that it was replaced before."""

import re
from collections.abc import Mapping

from fuzz.message.place import inside
from fuzz.message.reading import Told, plain, reading
from fuzz.message.table.program.attribute import (
    HEAD_NAMES,
    HEADS,
    MODELS,
    MODULE,
    PARTS,
    SEQUENTIAL,
    WRAPPERS,
)

WIDTHS = (
    "in_features", "out_features", "out_channels", "num_classes", "feature_dim", "feat_dim", "out_dim",
    "output_dim", "embedding_size", "embed_dim", "last_channel", "final_feat_dim", "feature_size",
    "n_features", "hidden_dim", "output_size", "n_classes", "feature_info",
)  # fmt: skip
"""What libraries call the width of their networks."""
OF_LAYERS = ("in_features", "out_features", "weight", "bias", "in_channels", "out_channels")


def _replaced_twice(told: Told) -> Mapping[str, str] | None:
    """A line that reads the layer which it replaces: ``net.fc = nn.Linear(net.fc.in_features, 2)``."""
    if told.text("object") != "Sequential" or told.text("name") not in ("in_features", "out_features"):
        return None
    own = [one for one in told.raised.frames if "torch/nn/modules/module.py" not in one.path]
    for text in (told.rest, *(frame.source for frame in own[-1:])):
        for found in re.finditer(r"\b(?P<layer>\w+(?:\.\w+)+) *= *nn\.", text):
            if f"{found['layer']}.{told.text('name')}" in text[found.end() :]:
                return {"layer": found["layer"]}
    return None


def _of_sequential(told: Told) -> Mapping[str, str] | None:
    """Which layer of a Sequential is meant: the input is that of the first, the output of the last."""
    name = told.text("name")
    kind = "nn.Conv2d" if "channels" in name else "nn.Linear"
    if told.text("object") != "Sequential" or name not in OF_LAYERS:
        return None
    if name.startswith("out_"):
        read = f"[m for m in model.fc.modules() if isinstance(m, {kind})][-1].{name}"
    elif name.startswith("in_"):
        read = f"next(m for m in model.fc.modules() if isinstance(m, {kind})).{name}"
    else:
        read = f"model.fc[0].{name}"
    return {"read": read.replace("model.fc", "model.conv1") if "channels" in name else read}


def _of_detector(told: Told) -> bool:
    """Whether a detector was built with a network as its backbone."""
    named = any(
        re.search(r"\b(?:\w+RCNN|RetinaNet|FCOS|SSD)\(|\bbackbone\.out_channels", line)
        for line in told.shown
    )
    inside_ = any("models/detection/" in one.path for one in told.raised.frames)
    return told.text("name") == "out_channels" and told.text("object") in HEADS and (named or inside_)


def _no_head(told: Told) -> bool:
    """Whether somebody else's class was asked for a layer of torchvision's ResNet from outside."""
    kind = told.text("object")
    outside = bool(told.raised.frames) and not inside(told.raised, told.text("name"))
    known = kind in (*HEADS, *WRAPPERS, "Sequential", "Identity", "function", "NoneType", "str", "type")
    network = kind[:1].isupper() and not kind.endswith(("Dict", "Config", "Namespace", "Tensor"))
    own = kind == "ResNet" and told.text("name") in PARTS
    return outside and network and told.text("name") in (*PARTS, *HEAD_NAMES) and (own or not known)


LAST = {
    "AlexNet": "classifier[-1]",
    "DenseNet": "classifier",
    "EfficientNet": "classifier[-1]",
    "GoogLeNet": "fc",
    "Inception3": "fc",
    "MobileNetV2": "classifier[-1]",
    "MobileNetV3": "classifier[-1]",
    "ShuffleNetV2": "fc",
    "VGG": "classifier[-1]",
}
"""The last layer of networks of torchvision."""


def _width_of(told: Told) -> dict[str, str] | None:
    layer = LAST.get(told.text("object"), "")
    return {"layer": layer} if layer and told.text("name") in (*WIDTHS, "num_features") else None


READINGS = (
    reading(
        "'{object:name}' object has no attribute '{name:name}'",
        "{object:name} instance has no attribute '{name:name}'",
        answers=(
            plain(
                "attribute.other_class",
                cause="{object} is not torchvision's ResNet as it comes, but the class of a library or"
                " of one's own, or a ResNet whose part was removed, and has no attribute {name}: its"
                " layers may have other names, or lie deeper",
                fix="print(model), or list(dict(model.named_children())), and use the name that stands"
                " there: a head is often called classifier, _classifier, head or linear, and a ResNet"
                " inside may be model.model or model.backbone",
                page=MODULE,
                confidence="likely",
                when=_no_head,
            ),
            plain(
                "zoo.no_out_channels",
                cause="a detector asks its backbone how many channels its maps have, out_channels, and"
                " this {object} is a whole classifier that has no such attribute and returns no maps",
                fix="backbone = resnet_fpn_backbone(backbone_name='resnet50', weights=None), which has"
                " it; or the part in front of the pooling, backbone ="
                " nn.Sequential(*list(model.children())[:-2]) with backbone.out_channels = 2048 (512 for"
                " ResNet-18 and -34) and anchors for one map",
                page="https://docs.pytorch.org/vision/stable/models/faster_rcnn.html",
                when=_of_detector,
            ),
            plain(
                "attribute.no_width",
                cause="a ResNet of torchvision has no attribute {name}: how many features it has is told"
                " by its last layer, fc.in_features, and how many classes by fc.out_features",
                fix="model.fc.in_features (512 for ResNet-18 and -34, 2048 for -50, -101 and -152), or"
                " model.fc.out_features; where a library's own ResNet with {name} was meant, build it"
                " with that library instead of torchvision, or install the release that defines it",
                page=MODELS,
                confidence="likely",
                when=lambda told: told.text("object") == "ResNet" and told.text("name") in WIDTHS,
            ),
            plain(
                "attribute.no_width",
                cause="a {object} of torchvision has no attribute {name}: how many features it has is"
                " told by its last layer, {layer}.in_features",
                fix="model.{layer}.in_features; where a library's own {object} with {name} was meant"
                " (timm has num_features), build it with that library",
                page=MODELS,
                confidence="likely",
                more=_width_of,
            ),
            plain(
                "attribute.replaced_twice",
                cause="{layer} is an nn.Sequential already, which has no {name}: this line, which reads"
                " {layer}.{name} and replaces {layer}, was run before on the same model, as where a cell"
                " of a notebook is run twice",
                fix="build the model anew in front of this line; or read it from the first Linear of the"
                " new head: next(m for m in {layer}.modules() if isinstance(m, nn.Linear)).{name}",
                page=SEQUENTIAL,
                confidence="likely",
                more=_replaced_twice,
            ),
            plain(
                "attribute.sequential_as_layer",
                cause="{name} was read from an nn.Sequential, which has none: it holds several layers."
                " It is a head of several layers, or one that an earlier run of this line (a cell of a"
                " notebook run twice) has already put in the place of the Linear",
                fix="if the model was changed before, build it anew; otherwise read it from the layer"
                " itself: {read} (print(model) shows the layers and their numbers)",
                page=SEQUENTIAL,
                more=_of_sequential,
            ),
        ),
    ),
)
