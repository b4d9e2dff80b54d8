"""Messages of torchvision's model builders: weights, classes, and options of ResNets."""

import re
from collections.abc import Mapping

from fuzz.message.reading import Told, plain, reading
from fuzz.message.table.program.keyword import own_builder

RESNET = "https://docs.pytorch.org/vision/stable/models/resnet.html"
MODELS = "https://docs.pytorch.org/vision/stable/models.html"
EXTRACTION = "https://docs.pytorch.org/vision/stable/feature_extraction.html"
NETWORKS = (
    r"^(?:_?resnet\d*|wide_resnet\w+|resnext\w+|ResNet|densenet\d+|DenseNet|vgg\w+|VGG|mobilenet\w+|"
    r"\w*(?:resnet|mobilenet)\w*_fpn\w*|(?:resnet|mobilenet)_fpn_backbone|mobilenet_backbone|"
    r"(?:fcn|deeplabv3|lraspp)_\w+|(?:r3d|mc3|r2plus1d)_18|VideoResNet|(?:ssd|ssdlite)\d+_\w+|"
    r"convnext_\w+|swin_\w+|vit_[bhl]_\d+|regnet_\w+|shufflenet_\w+|squeezenet\w+|mnasnet\w+|"
)
NETWORKS += (
    r"MobileNetV[23]|efficientnet\w+|EfficientNet|inception_v3|Inception3|googlenet|GoogLeNet|alexnet)$"
)

STEM = "replace conv1 instead: model.conv1 = nn.Conv2d(channels, 64, 7, 2, 3, bias=False)"


def _network(told: Told) -> bool:
    return bool(re.match(NETWORKS, told.text("model"))) and own_builder(told) is None


def _looked_up(told: Told) -> bool:
    """Whether a module of networks was asked for one by name."""
    own = re.search(r"(?:^|\.)(?:models?|networks?|nets|backbones?|archs?)$", told.text("module"))
    asked = any(re.search(r"\bgetattr\(|__dict__\[", line) for line in told.shown)
    known = told.text("module").startswith(("torchvision", "torch."))
    return bool(own) and not known and (asked or bool(re.match(NETWORKS, told.text("name"))))


def _stage(told: Told) -> bool:
    """Whether a ResNet looked for the number of blocks of a stage."""
    last = told.raised.frames[-1:]
    return bool(last) and "_make_layer(" in last[0].source and "layers[" in last[0].source


def _option(told: Told) -> Mapping[str, str] | None:
    name, model = told.text("name"), told.text("model")
    if not _network(told):
        return None
    known = {
        "num_class": "it is called num_classes", "n_classes": "it is called num_classes",
        "classes": "it is called num_classes", "weight": "it is called weights",
        "in_channels": STEM,
        "in_chans": f"it is an option of timm; {STEM}",
        "num_channels": STEM,
        "features_only": "it is an option of timm; use create_feature_extractor() of torchvision",
        "out_indices": OF_FEATURES,
        "output_stride": OF_FEATURES,
        "include_top": "it is an option of Keras; model.fc = nn.Identity() takes the head off",
        "input_shape": "it is an option of Keras; a ResNet takes any size",
        "dropout": "put it into the head: model.fc = nn.Sequential(nn.Dropout(0.5), nn.Linear(...))",
        "pretrained": "it is called weights since torchvision 0.13",
        "aux_logits": "it is an option of Inception and GoogLeNet",
    }  # fmt: skip
    return {"model": model, "hint": known.get(name, "leave it out, or see the options of the builder")}


OF_FEATURES = (
    "it is for networks of timm that return maps: timm.create_model(name, features_only=True,"
    " out_indices=(1, 2, 3, 4)), as without features_only it goes to the network itself; of torchvision"
    " use create_feature_extractor()"
)
SINCE_RESNEXT = ("groups", "width_per_group", "norm_layer", "replace_stride_with_dilation")


def _of_old_resnet(told: Told) -> bool:
    """Whether torchvision's ResNet was made: in its own files, or in those that torch.hub got."""
    if told.text("name") not in SINCE_RESNEXT or not told.raised.frames:
        return False
    last = told.raised.frames[-1]
    there = "torchvision/models" in last.path or "hub/" in last.path or last.name == "hubconf.py"
    return there and "ResNet(" in last.source and "ResNet.__init__" not in told.raised.message


READINGS = (
    reading(
        "{model:name}.__init__() got an unexpected keyword argument '{name:name}'",
        "{model:name}() got an unexpected keyword argument '{name:name}'",
        answers=(
            plain(
                "zoo.weights_too_new",
                cause="{model} has no argument weights in this release: it came with torchvision 0.13",
                fix="pretrained=True in earlier releases, or update torchvision together with torch"
                " (print(torchvision.__version__))",
                page=MODELS,
                when=lambda told: (
                    _network(told) and told.text("name") in ("weights", "weights_backbone")
                ),
            ),
            plain(
                "zoo.no_such_option",
                cause="the network {model} has no option {name}",
                fix="{hint}",
                page=RESNET,
                more=_option,
            ),
        ),
    ),
    reading(
        # torchvision 0.3 brought ResNeXt: https://github.com/pytorch/vision/pull/822
        "__init__() got an unexpected keyword argument '{name:name}'",
        answers=(
            plain(
                "zoo.torchvision_too_old",
                cause="the ResNet of the installed torchvision has no option {name}: groups and"
                " width_per_group (ResNeXt), norm_layer and replace_stride_with_dilation came with"
                " torchvision 0.3",
                fix="update torchvision to 0.3 or later, together with torch"
                " (print(torchvision.__version__) tells what is installed)",
                page=RESNET,
                confidence="likely",
                when=_of_old_resnet,
            ),
        ),
    ),
    reading(
        "__init__() got an unexpected keyword argument 'weights'",
        answers=(
            plain(
                "zoo.weights_too_new",
                cause="the network has no argument weights in this release: it came with"
                " torchvision 0.13, and before,"
                " it was handed on to the class",
                fix="pretrained=True in earlier releases, or update torchvision together with torch",
                page=MODELS,
                confidence="likely",
                when=lambda told: any(
                    "torchvision/models" in frame.path for frame in told.raised.frames
                ),
            ),
        ),
    ),
    reading(
        "as positional parameter(s) is deprecated since 0.13",
        answers=(
            plain(
                "zoo.positional",
                cause="an argument of the builder was passed by its position",
                fix="pass it by name: resnet50(weights=..., progress=...)",
                page=MODELS,
            ),
        ),
    ),
    reading(
        "list index out of range",
        answers=(
            plain(
                "zoo.stages",
                cause="a ResNet of torchvision has four stages, and was given the numbers of blocks of"
                " fewer",
                fix="pass four, ResNet(BasicBlock, [2, 2, 2, 2]), and take a stage out afterwards:"
                " model.layer4 = nn.Identity(), with model.fc = nn.Linear(256, classes) behind it",
                page=RESNET,
                when=_stage,
            ),
        ),
    ),
    reading(
        "{model:name}() takes from {least:number} to {most:number} positional arguments but"
        " {got:number} were given",
        "{model:name}() takes {most:number} positional arguments but {got:number} were given",
        "{model:name}() takes {most:number} positional argument but {got:number} were given",
        answers=(
            plain(
                "zoo.by_position",
                cause="{model} was called with {got} arguments by position, and takes {most} so at"
                " most: all others have to be named",
                fix="name them: {model}(weights=..., num_classes=10) (pretrained=True before"
                " torchvision 0.13); with weights leave num_classes out and replace the head behind"
                " them",
                page=RESNET,
                when=lambda told: (
                    re.match(r"(?:wide_)?(?:resnet|resnext|densenet|vgg)\w*\d", told.text("model"))
                    is not None
                ),
            ),
        ),
    ),
    reading(
        "'int' object is not subscriptable",
        answers=(
            plain(
                "zoo.depth_as_layers",
                cause="a ResNet of torchvision is made of the numbers of blocks of its four stages,"
                " and was given one number, such as its depth",
                fix="pass a list: ResNet(Bottleneck, [3, 4, 6, 3]) is resnet50, ResNet(BasicBlock, [2,"
                " 2, 2, 2]) resnet18; or call resnet50() itself",
                page=RESNET,
                when=_stage,
            ),
        ),
    ),
    reading(
        "Unknown model {name:word}",
        answers=(
            plain(
                "zoo.unknown_model",
                cause="torchvision has no model of the name {name}",
                fix="torchvision.models.list_models() names them",
                page=MODELS,
            ),
        ),
    ),
    reading(
        "module 'torchvision.models' has no attribute '{name:name}'",
        "cannot import name '{name:name}' from 'torchvision.models'",
        answers=(
            plain(
                "zoo.cifar_model",
                cause="torchvision has no {name}: the ResNets of depth 20, 32, 44, 56 and 110 are"
                " those for CIFAR (three stages), and torchvision has those for ImageNet alone",
                fix="resnet18, 34, 50, 101 or 152 of torchvision; {name} comes from code of its own,"
                " such as torch.hub.load('chenyaofo/pytorch-cifar-models', 'cifar10_{name}')",
                page=RESNET,
                when=lambda told: (
                    re.fullmatch(r"resnet(?:20|32|44|56|110|1202)", told.text("name")) is not None
                ),
            ),
            plain(
                "zoo.no_such_model",
                when=lambda told: not told.text("name").endswith("_Weights"),
                cause="this release of torchvision has no {name}: the classes of weights"
                " (ResNet50_Weights) came"
                " with 0.13, and other names are misspelled or newer",
                fix="print(torchvision.__version__) and update it together with torch; or"
                " pretrained=True before"
                " 0.13; list_models() names the models",
                page=MODELS,
            ),
        ),
    ),
    reading(
        "module '{module:name}' has no attribute '{name:name}'",
        answers=(
            plain(
                "zoo.not_in_module",
                cause="a network was looked up by the name {name}, and the module {module} has none of"
                " that name",
                fix="print([name for name in dir({module}) if name[0] != '_']) for those that it has,"
                " and pass one of them (as --arch or --model); or import the one that is meant in the"
                " __init__.py of {module}",
                page=MODELS,
                confidence="likely",
                when=_looked_up,
            ),
        ),
    ),
    reading(
        "BasicBlock only supports groups=1 and base_width=64",
        answers=(
            plain(
                "zoo.basic_block_width",
                cause="ResNet-18 and -34 are made of BasicBlocks, which have no groups and no"
                " other width",
                fix="use a network of Bottlenecks: resnet50, resnext50_32x4d or wide_resnet50_2",
                page=RESNET,
            ),
        ),
    ),
    reading(
        "Dilation > 1 not supported in BasicBlock",
        answers=(
            plain(
                "zoo.basic_block_dilation",
                cause="ResNet-18 and -34 are made of BasicBlocks, whose convolutions can't be dilated:"
                " replace_stride_with_dilation is for Bottlenecks alone",
                fix="use resnet50 or a deeper one for dilation (segmentation), or leave the option out",
                page=RESNET,
            ),
        ),
    ),
    reading(
        "replace_stride_with_dilation should be None or a 3-element tuple, got {got}",
        answers=(
            plain(
                "zoo.dilation_option",
                cause="replace_stride_with_dilation has to be None or three values, one each for"
                " layer2, layer3 and"
                " layer4",
                fix="replace_stride_with_dilation=[False, True, True]",
                page=RESNET,
            ),
        ),
    ),
    reading(
        "Trainable layers should be in the range [0,5], got {got:word}",
        "Trainable backbone layers should be in the range [0,{:number}], got {got:word}",
        answers=(
            plain(
                "zoo.trainable_layers",
                cause="{got} layers of the backbone were to be trained, but a ResNet has five that"
                " can be: conv1 with"
                " bn1, and layer1 to layer4",
                fix="trainable_backbone_layers=3 trains layer2 to layer4; 0 freezes all, 5 none",
                page="https://docs.pytorch.org/vision/stable/models/faster_rcnn.html",
            ),
        ),
    ),
    reading(
        "Each returned layer should be in the range [1,4]. Got {got}",
        answers=(
            plain(
                "zoo.returned_layers",
                cause="returned_layers names the stages of the ResNet, 1 to 4 for layer1 to"
                " layer4, but others were"
                " given",
                fix="returned_layers=[1, 2, 3, 4]",
                page="https://docs.pytorch.org/vision/stable/models/faster_rcnn.html",
            ),
        ),
    ),
    reading(
        "backbone should contain an attribute out_channels specifying the number of output channels",
        answers=(
            plain(
                "zoo.no_out_channels",
                cause="the detector asks its backbone how many channels it returns, and this"
                " backbone has no"
                " attribute out_channels",
                fix='backbone = resnet_fpn_backbone(backbone_name="resnet50", weights=None), which'
                " has it, or set it:"
                " backbone.out_channels = 2048 for the last stage of a ResNet-50",
                page="https://docs.pytorch.org/vision/stable/models/faster_rcnn.html",
            ),
        ),
    ),
    reading(
        "num_classes should be None when box_predictor is specified",
        "num_classes should not be None when box_predictor is not specified",
        answers=(
            plain(
                "zoo.box_predictor",
                cause="a detector takes either num_classes or a box_predictor",
                fix="num_classes=classes + 1 (with the background) alone, or"
                " model.roi_heads.box_predictor = FastRCNNPredictor(in_features, classes + 1)"
                " after it is built",
                page="https://docs.pytorch.org/vision/stable/models/faster_rcnn.html",
            ),
        ),
    ),
)
