"""Messages about attributes that an object doesn't have: the wrong object, or the wrong network."""

import re
from collections.abc import Mapping

from fuzz.message.reading import Told, plain, reading
from fuzz.message.words import OF_BOTH, OF_TENSORS

MODULE = "https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html"
SEQUENTIAL = "https://docs.pytorch.org/docs/stable/generated/torch.nn.Sequential.html"
DP = "https://docs.pytorch.org/docs/stable/generated/torch.nn.DataParallel.html"
MODELS = "https://docs.pytorch.org/vision/stable/models.html"

HEADS = {
    "ResNet": "fc", "DenseNet": "classifier", "VGG": "classifier", "AlexNet": "classifier",
    "MobileNetV2": "classifier", "MobileNetV3": "classifier", "EfficientNet": "classifier",
    "ConvNeXt": "classifier", "MNASNet": "classifier", "SqueezeNet": "classifier", "Inception3": "fc",
    "GoogLeNet": "fc", "ShuffleNetV2": "fc", "RegNet": "fc", "VisionTransformer": "heads",
    "SwinTransformer": "head", "MaxVit": "classifier",
}  # fmt: skip
"""The last layer of torchvision's networks, by the class of the network."""

WIDTHS = (
    "in_features", "out_features", "out_channels", "num_classes", "feature_dim", "feat_dim", "out_dim",
    "output_dim", "embedding_size", "embed_dim", "last_channel", "final_feat_dim", "feature_size",
    "n_features", "hidden_dim", "output_size", "n_classes", "feature_info",
)  # fmt: skip
"""What libraries call the width of their networks."""
OF_LAYERS = ("in_features", "out_features", "weight", "bias", "in_channels", "out_channels")
HEAD_NAMES = ("fc", "classifier", "head", "heads", "last_linear", "_fc")
WRAPPERS = ("DataParallel", "DistributedDataParallel")
PARTS = ("conv1", "bn1", "relu", "maxpool", "layer1", "layer2", "layer3", "layer4", "avgpool", "fc")
METHODS = (
    "to", "cuda", "cpu", "eval", "train", "parameters", "state_dict", "load_state_dict", "zero_grad",
    "children", "modules", "named_parameters", "forward", "half",
)  # fmt: skip


def _inside(told: Told) -> bool:
    """Whether the network's own code read the attribute, as where a part of it was deleted."""
    frames = [frame for frame in told.raised.frames if "torch/nn/modules/module.py" not in frame.path]
    return bool(frames) and bool(
        re.search(r"\bself\.", frames[-1].source) or "forward" in frames[-1].function
    )


def _other_head(told: Told) -> Mapping[str, str] | None:
    head, name = HEADS.get(told.text("object"), ""), told.text("name")
    if not head or name == head or name not in HEAD_NAMES or _inside(told):
        return None
    layer = {
        "VGG": "classifier[-1]", "AlexNet": "classifier[-1]", "MobileNetV2": "classifier[-1]",
        "MobileNetV3": "classifier[-1]", "EfficientNet": "classifier[-1]", "ConvNeXt": "classifier[-1]",
        "MNASNet": "classifier[-1]", "VisionTransformer": "heads.head", "MaxVit": "classifier[-1]",
        "SqueezeNet": "classifier[1]",
    }.get(told.text("object"), head)  # fmt: skip
    features = "in_channels" if told.text("object") == "SqueezeNet" else "in_features"
    made = (
        f"model.{layer} = nn.Conv2d(512, classes, 1)"
        if told.text("object") == "SqueezeNet"
        else f"model.{layer} = nn.Linear(model.{layer}.in_features, classes)"
    )
    return {"head": head, "made": made, "features": features}


def _replaced_twice(told: Told) -> Mapping[str, str] | None:
    """A line that reads the layer which it replaces: ``model.fc = nn.Linear(model.fc.in_features, 2)``."""
    if told.text("object") != "Sequential" or told.text("name") not in ("in_features", "out_features"):
        return None
    told_lines = [told.rest, *(frame.source for frame in told.raised.frames[-1:])]
    for text in told_lines:
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


def _no_head(told: Told) -> bool:
    """Whether somebody else's class was asked for a layer of torchvision's ResNet from outside."""
    kind = told.text("object")
    outside = bool(told.raised.frames) and not _inside(told)
    known = kind in (*HEADS, *WRAPPERS, "Sequential", "Identity", "function", "NoneType", "str", "type")
    network = kind[:1].isupper() and not kind.endswith(("Dict", "Config", "Namespace", "Tensor"))
    own = kind == "ResNet" and told.text("name") in PARTS
    return outside and network and told.text("name") in (*PARTS, *HEAD_NAMES) and (own or not known)


READINGS = (
    reading(
        "'{object:name}' object has no attribute '{name:name}'",
        "{object:name} instance has no attribute '{name:name}'",
        answers=(
            plain(
                "attribute.in_wrapper",
                cause="the model is wrapped in {object}, which has the network itself in its"
                " attribute module",
                fix="model.module.{name}",
                page=DP,
                when=lambda told: (
                    told.text("object") in WRAPPERS
                    and told.text("name")
                    not in ("module", "_sync_params", "device_ids", "src_device_obj")
                ),
            ),
            plain(
                "attribute.not_wrapped",
                cause="the model ({object}) is not wrapped in DataParallel or"
                " DistributedDataParallel, so it has no"
                " attribute module",
                fix='use the model itself, or (model.module if hasattr(model, "module") else'
                " model) where both"
                " may be",
                page=DP,
                when=lambda told: (
                    told.text("name") == "module"
                    and not told.text("object").islower()
                    and told.text("object") not in ("NoneType", *WRAPPERS)
                ),
            ),
            plain(
                "attribute.other_class",
                cause="{object} is not torchvision's ResNet as it comes, but the class of a library or of"
                " one's own, or a ResNet whose part was removed, and has no attribute {name}: its layers"
                " may have other names, or lie deeper",
                fix="print(model), or list(dict(model.named_children())), and use the name that stands"
                " there: a head is often called classifier, _classifier, head or linear, and a ResNet"
                " inside may be model.model or model.backbone",
                page=MODULE,
                confidence="likely",
                when=_no_head,
            ),
            plain(
                "attribute.other_head",
                cause="the last layer of a {object} is called {head}, not {name}",
                fix="{made}",
                page=MODELS,
                more=_other_head,
            ),
            plain(
                "attribute.no_width",
                cause="a ResNet of torchvision has no attribute {name}: how many features it has is told by"
                " its last layer, fc.in_features, and how many classes by fc.out_features",
                fix="model.fc.in_features (512 for ResNet-18 and -34, 2048 for -50, -101 and -152), or"
                " model.fc.out_features; where a library's own ResNet with {name} was meant, build it with"
                " that library instead of torchvision, or install the release that defines it",
                page=MODELS,
                confidence="likely",
                when=lambda told: told.text("object") == "ResNet" and told.text("name") in WIDTHS,
            ),
            plain(
                "attribute.no_features",
                cause="a ResNet has no attribute features: its parts are conv1, bn1, relu,"
                " maxpool, layer1 to layer4,"
                " avgpool and fc",
                fix="features = nn.Sequential(*list(model.children())[:-2]), or"
                " torchvision.models.feature_extraction.create_feature_extractor(model,"
                ' ["layer4"])',
                page="https://docs.pytorch.org/vision/stable/feature_extraction.html",
                when=lambda told: (
                    told.text("object") == "ResNet"
                    and told.text("name") in ("features", "extract_features", "feature", "blocks")
                    and not _inside(told)
                ),
            ),
            plain(
                "attribute.forward_features",
                cause="{name}() is a method of the networks of timm; this ResNet is torchvision's",
                fix='timm.create_model("resnet50"), or create_feature_extractor(model, ["layer4"]) of'
                " torchvision",
                page="https://docs.pytorch.org/vision/stable/feature_extraction.html",
                when=lambda told: (
                    told.text("object") == "ResNet"
                    and told.text("name")
                    in ("forward_features", "forward_head", "num_features", "reset_classifier")
                ),
            ),
            plain(
                "attribute.in_sequential",
                cause="an nn.Sequential has its modules by number, and none is called {name}: it"
                " was made without"
                " names, such as from list(model.children())",
                fix="by number (of a ResNet's children: 0 conv1, 1 bn1, 4 to 7 layer1 to layer4),"
                " or build it with"
                ' names: nn.Sequential(OrderedDict([("{name}", ...)])); within a stage, the block'
                " comes first:"
                " model.layer1[0].conv1",
                page=SEQUENTIAL,
                when=lambda told: (
                    told.text("object") == "Sequential"
                    and bool(
                        re.match(
                            rf"(?:{'|'.join(PARTS)}|conv\d|bn\d|downsample|relu\d?)$", told.text("name")
                        )
                    )
                ),
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
                cause="{name} was read from an nn.Sequential, which has none: it holds several layers. It"
                " is a head of several layers, or one that an earlier run of this line (a cell of a"
                " notebook run twice) has already put in the place of the Linear",
                fix="if the model was changed before, build it anew; otherwise read it from the layer"
                " itself: {read} (print(model) shows the layers and their numbers)",
                page=SEQUENTIAL,
                more=_of_sequential,
            ),
            plain(
                "attribute.identity",
                cause="{name} was read from an nn.Identity: the head was replaced before",
                fix="read in_features before model.fc is replaced, or take the width of the"
                " network: 512 for ResNet-18"
                " and -34, 2048 for -50, -101 and -152",
                page="https://docs.pytorch.org/docs/stable/generated/torch.nn.Identity.html",
                when=lambda told: told.text("object") == "Identity",
            ),
            plain(
                "attribute.features_of_linear",
                cause="a Linear has in_features and out_features; {name} is one of a convolution",
                fix="model.fc.in_features",
                page="https://docs.pytorch.org/docs/stable/generated/torch.nn.Linear.html",
                when=lambda told: (
                    told.text("object") == "Linear"
                    and told.text("name")
                    in ("in_channels", "out_channels", "in_feature", "out_feature", "input_size")
                ),
            ),
            plain(
                "attribute.channels_of_convolution",
                cause="a {object} has in_channels and out_channels; {name} is one of a Linear layer",
                fix="model.conv1.out_channels; in_features is one of the last layer, model.fc",
                page="https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv2d.html",
                when=lambda told: (
                    told.text("object").startswith("Conv")
                    and told.text("name") in ("in_features", "out_features")
                ),
            ),
            plain(
                "attribute.before_init",
                cause="the attribute {name}, which nn.Module.__init__() makes, is not there:"
                " __init__() of {object}"
                " doesn't call super().__init__()",
                fix="call super().__init__() first in __init__() of {object}",
                page=MODULE,
                when=lambda told: (
                    told.text("name")
                    in (
                        "_modules",
                        "_parameters",
                        "_buffers",
                        "_backward_hooks",
                        "_forward_hooks",
                        "_non_persistent_buffers_set",
                        "_forward_pre_hooks",
                        "training",
                    )
                    and told.text("object") not in ("dict", "OrderedDict", "function", "NoneType", "str")
                ),
            ),
            plain(
                "attribute.function_as_model",
                cause="the function that builds the network is used as the network: it was not called",
                fix="call it: model = torchvision.models.resnet18(), then model.{name}",
                page=MODELS,
                when=lambda told: told.text("object") == "function" and told.text("name") in METHODS,
            ),
            plain(
                "attribute.inception_outputs",
                cause="in training mode Inception and GoogLeNet return the outputs of their"
                " auxiliary classifiers as"
                " well ({object}), and {name} is one of a tensor",
                fix="outputs, aux = model(x); loss = criterion(outputs, y) + 0.4 * criterion(aux, y); or"
                " aux_logits=False; in eval() there is one tensor",
                page=MODELS,
                when=lambda told: told.text("object") in ("InceptionOutputs", "GoogLeNetOutputs"),
            ),
            plain(
                "attribute.several_outputs",
                cause="a {object} is used as one tensor: the network, or what comes before it,"
                " returns several, and"
                " {name} is one of a tensor",
                fix="print(type(output), len(output)) and take the one that is meant: output ="
                " model(x)[0], or"
                ' model(x)["out"] for the segmentation models of torchvision',
                page=MODULE,
                confidence="likely",
                when=lambda told: (
                    told.text("object")
                    in ("tuple", "list", "dict", "collections.OrderedDict", "OrderedDict")
                    and told.text("name") in OF_TENSORS
                ),
            ),
            plain(
                "attribute.nothing_returned",
                cause="None is used where a tensor is expected ({name}): forward() of the network,"
                " or a function before"
                " this line, has no return statement on this path",
                fix="return the result at the end of forward(); print what is None",
                page=MODULE,
                confidence="likely",
                when=lambda told: (
                    told.text("object") == "NoneType"
                    and told.text("name") in (*OF_TENSORS, *OF_BOTH)
                    and told.text("name") not in ("data", "detach", "mean", "sum", "requires_grad")
                    and told.place in ("", "loss", "network", "convolution", "linear", "activation")
                ),
            ),
        ),
    ),
)
