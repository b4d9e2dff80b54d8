"""Messages about attributes that an object doesn't have: the wrong object, or the wrong network."""

import re
from collections.abc import Mapping

from fuzz.message.foreign import in_other_package
from fuzz.message.place import inside
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

HEAD_NAMES = ("fc", "classifier", "head", "heads", "last_linear", "_fc")
WRAPPERS = ("DataParallel", "DistributedDataParallel")
PARTS = ("conv1", "bn1", "relu", "maxpool", "layer1", "layer2", "layer3", "layer4", "avgpool", "fc")
OF_RESNET = ("inplanes", "dilation", "groups", "base_width")
METHODS = (
    "to", "cuda", "cpu", "eval", "train", "parameters", "state_dict", "load_state_dict", "zero_grad",
    "children", "modules", "named_parameters", "forward", "half",
)  # fmt: skip


def _other_head(told: Told) -> Mapping[str, str] | None:
    head, name = HEADS.get(told.text("object"), ""), told.text("name")
    if not head or name == head or name not in HEAD_NAMES or inside(told.raised, name):
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


CUT_AT = {
    "InceptionOutputs": ("inception_v3", "Mixed_7c"),
    "GoogLeNetOutputs": ("googlenet", "inception5b"),
}
"""The networks with auxiliary classifiers, by what they return, and their last layer with a map."""

OF_DICTIONARY = ("values", "items", "keys")


def _backbone(told: Told) -> Mapping[str, str] | None:
    """What a backbone gives where a detector looks for its feature maps."""
    kind, name = told.text("object"), told.text("name")
    detector = any("torchvision/models/detection/" in one.path for one in told.raised.frames)
    if name not in OF_DICTIONARY or not (kind in CUT_AT or (detector and kind in ("tuple", "list"))):
        return None
    if kind in CUT_AT:
        network, layer = CUT_AT[kind]
        why = (
            "it is the whole classifier, which in training returns its scores and those of its auxiliary"
        )
        advice = (
            "cut it to its convolutions: backbone ="
            f" create_feature_extractor({network}(weights='DEFAULT'), {{'{layer}': '0'}})"
        )
    else:
        why = "its forward() returns several values, or maps without names"
        advice = (
            "return one map, or OrderedDict([('0', first), ('1', second)]), from its forward(), as"
            " create_feature_extractor(model, {'layer3': '0', 'layer4': '1'}) does"
        )
    return {"why": why, "advice": advice}


def _picture(told: Told) -> bool:
    """Whether it may be an image that OpenCV did not find: then nothing is said of a network."""
    source = told.raised.frames[-1].source if told.raised.frames else ""
    named = re.search(
        r"\b(?:\w*im(?:g|age)?\d*|\w*(?:frame|mask|photo|picture))\.(?:shape|size)\b", source
    )
    return bool(named) or (told.text("name") == "shape" and not told.raised.frames)


def _logger(told: Told) -> bool:
    """Whether it may be what losses are logged to: its log is none of a tensor."""
    return told.text("name") == "log" and any(re.search(r"\.log\(['\"{]", one) for one in told.shown)


READINGS = (
    reading(
        "'{object:name}' object has no attribute '{name:name}'",
        "{object:name} instance has no attribute '{name:name}'",
        answers=(
            plain(
                "attribute.in_wrapper",
                cause="the model is wrapped in {object}, which has the network itself in its attribute"
                " module",
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
                cause="the model ({object}) is not wrapped in DataParallel or DistributedDataParallel,"
                " so it has no attribute module",
                fix='use the model itself, or (model.module if hasattr(model, "module") else'
                " model) where both may be",
                page=DP,
                when=lambda told: (
                    told.text("name") == "module"
                    and not told.text("object").islower()
                    and told.text("object") not in ("NoneType", *WRAPPERS)
                ),
            ),
            plain(
                "attribute.other_head",
                cause="the last layer of a {object} is called {head}, not {name}",
                fix="{made}",
                page=MODELS,
                more=_other_head,
            ),
            plain(
                "attribute.no_features",
                cause="a ResNet of torchvision has no {name}: its parts are conv1, bn1, relu, maxpool,"
                " layer1 to layer4, avgpool and fc",
                fix="features = nn.Sequential(*list(model.children())[:-2]), or"
                " torchvision.models.feature_extraction.create_feature_extractor(model,"
                ' ["layer4"])',
                page="https://docs.pytorch.org/vision/stable/feature_extraction.html",
                when=lambda told: (
                    told.text("object") == "ResNet"
                    and told.text("name") in ("features", "extract_features", "feature", "blocks")
                    and not inside(told.raised, told.text("name"))
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
                cause="an nn.Sequential has its modules by number, and none is called {name}: it was"
                " made without names, such as from list(model.children())",
                fix="by number (of a ResNet's children: 0 conv1, 1 bn1, 4 to 7 layer1 to layer4), or"
                " build it with"
                ' names: nn.Sequential(OrderedDict([("{name}", ...)])); within a stage, the block'
                " comes first: model.layer1[0].conv1",
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
                "attribute.identity",
                cause="{name} was read from an nn.Identity: the head was replaced before",
                fix="read in_features before model.fc is replaced, or take the width of the network:"
                " 512 for ResNet-18 and -34, 2048 for -50, -101 and -152",
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
                "attribute.parent_init",
                cause="_make_layer() of torchvision's ResNet reads {name}, which ResNet.__init__()"
                " sets, and {object} doesn't call it",
                fix="call super().__init__(block, layers) in {object}, and replace layers behind it; or"
                " set what is missing before _make_layer(): self._norm_layer = nn.BatchNorm2d,"
                " self.inplanes = 64, self.dilation = 1, self.groups = 1, self.base_width = 64",
                page="https://github.com/pytorch/vision/blob/main/torchvision/models/resnet.py",
                when=lambda told: (
                    told.text("name") == "_norm_layer"
                    or (told.text("name") in OF_RESNET and "ResNet" in told.text("object"))
                ),
            ),
            plain(
                "attribute.before_init",
                cause="the attribute {name}, which nn.Module.__init__() makes, is not there: __init__()"
                " of {object} doesn't call super().__init__()",
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
                when=lambda told: (
                    told.text("object") == "function" and told.text("name") in (*METHODS, *PARTS)
                ),
            ),
            plain(
                "attribute.backbone_outputs",
                cause="the backbone of a detector is to give one feature map, or a dictionary of them"
                " by name, and it gives {object}: {why}",
                fix="{advice}, and set backbone.out_channels to the channels of its maps",
                page="https://docs.pytorch.org/vision/stable/models/faster_rcnn.html",
                confidence="likely",
                more=_backbone,
            ),
            plain(
                "attribute.inception_outputs",
                cause="in training mode Inception and GoogLeNet return the outputs of their auxiliary"
                " classifiers as well ({object}), and {name} is one of a tensor",
                fix="outputs, aux = model(x); loss = criterion(outputs, y) + 0.4 * criterion(aux, y); or"
                " aux_logits=False; in eval() there is one tensor",
                page=MODELS,
                when=lambda told: (
                    told.text("object") in CUT_AT and told.text("name") in (*OF_TENSORS, *OF_BOTH)
                ),
            ),
            plain(
                "attribute.several_outputs",
                cause="a {object} is used as one tensor: the network, or what comes before it, returns"
                " several, and {name} is one of a tensor",
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
                "attribute.picture",
                cause="an image of PIL ({object}) is used as a tensor, and {name} is one of a tensor",
                fix="convert it first: x = transforms.ToTensor()(image).unsqueeze(0) (resized and"
                " normalized as the weights want it: weights.transforms()), and assign the result",
                page="https://docs.pytorch.org/vision/stable/transforms.html",
                when=lambda told: (
                    re.fullmatch(r"Image|\w+ImageFile", told.text("object")) is not None
                    and told.text("name") in {*OF_TENSORS, *OF_BOTH} - {"size", "getdata", "transpose"}
                ),
            ),
            plain(
                "attribute.nothing_returned",
                cause="None is used where a tensor is expected ({name}): forward() of the network, or a"
                " function before this line, has no return statement on this path",
                fix="return the result at the end of forward(); print what is None",
                page=MODULE,
                confidence="likely",
                when=lambda told: (
                    told.text("object") == "NoneType"
                    and told.text("name") in (*OF_TENSORS, *OF_BOTH)
                    and told.text("name") not in ("data", "detach", "mean", "sum", "requires_grad")
                    and told.place in ("", "loss", "network", "convolution", "linear", "activation")
                    and not (_picture(told) or in_other_package(told.raised) or _logger(told))
                ),
            ),
        ),
    ),
)
