"""Messages about the network as a whole: parts that were taken out, and what it is called with."""

from fuzz.message.place import inside
from fuzz.message.reading import Told, also, asked, plain, reading
from fuzz.message.table.layer.pages import RESNET, module
from fuzz.message.words import saying
from strategies.contract.own_code import CALLED
from strategies.contract.predict import EMPTY_BATCH
from strategies.rule import RuleViolated

PARTS = ("conv1", "bn1", "relu", "maxpool", "layer1", "layer2", "layer3", "layer4", "avgpool", "fc")
KINDS = ("ResNet", "Bottleneck", "BasicBlock")
WITHOUT = (
    "DataParallel",
    "DistributedDataParallel",
    "Sequential",
    "VGG",
    "AlexNet",
    "DenseNet",
    "EfficientNet",
    "MobileNetV2",
    "MobileNetV3",
    "VisionTransformer",
    "SwinTransformer",
    "ConvNeXt",
    "SqueezeNet",
    "module",
    "function",
    "type",
)
"""Classes that never had a part of such a name."""
PLACES = ("NoneType", "tuple", "list", "dict", "OrderedDict", "str", "ndarray", "numpy.ndarray", "Image")
FUNCTIONS = (
    "conv1d",
    "conv2d",
    "conv3d",
    "linear",
    "relu",
    "relu_",
    "max_pool2d",
    "batch_norm",
    "flatten",
    "softmax",
    "log_softmax",
    "sigmoid",
    "avg_pool2d",
    "adaptive_avg_pool2d",
    "dropout",
)


def _call(told: Told) -> None:
    raise RuleViolated(CALLED, told.text("name"), "deleted")


def _deleted(told: Told) -> bool:
    return (
        told.text("name") in PARTS
        and told.text("kind") in KINDS
        and inside(told.raised, told.text("name"))
    )


def _maybe_deleted(told: Told) -> bool:
    return told.text("name") in PARTS and told.text("kind") in KINDS and not told.raised.frames


def _elsewhere(told: Told) -> bool:
    kind = told.text("kind")
    known = (*KINDS, *WITHOUT, *PLACES)
    network = kind[:1].isupper() and not kind.endswith(("Dict", "Config", "Namespace", "Tensor"))
    return told.text("name") in PARTS and kind not in known and "." not in kind and network


def _deleted_elsewhere(told: Told) -> bool:
    return _elsewhere(told) and (inside(told.raised, told.text("name")) or not told.raised.frames)


def _maybe_other(told: Told) -> bool:
    return _maybe_deleted(told) or (_elsewhere(told) and not told.raised.frames)


def _layer_call(told: Told) -> dict[str, str] | None:
    """A layer that got something else than one tensor."""
    if told.text("function") not in FUNCTIONS:
        return None
    kind = told.text("kind").rpartition(".")[2]
    advice = {
        "tuple": "take the part that is meant: x[0] of a tuple; an Inception or an LSTM returns several,"
        " a DataLoader gives (images, labels)",
        "list": "take the one that is meant: features[-1] is the last map of a backbone that gives"
        " several (of different sizes, which can't be stacked); a list of images is made one tensor by"
        " torch.stack(images)",
        "dict": "take one entry: x['out'] of a segmentation model, batch['image'] of a dataset",
        "OrderedDict": "take one entry: x['out'] of a segmentation model, x['0'] of a backbone with FPN",
        "ndarray": "convert it: torch.from_numpy(x).float()",
        "numpy.ndarray": "convert it: torch.from_numpy(x).float()",
        "Image": "convert it: transforms.ToTensor()(image).unsqueeze(0)",
        "NoneType": "return the tensor: a forward, or a transform, without return gives None",
        "str": "open the image that the path names, and convert it: transforms.ToTensor()(image)",
        "bool": "call the network with images: what came instead is an option, as where a network was"
        " called in place of the function that builds it (pass torchvision.models.resnet50, not"
        " resnet50())",
    }
    if kind.endswith(("Outputs", "Output")):
        advice[kind] = (
            "take the tensor of the logits: output.logits, or output[0]; inception_v3 and googlenet"
            " return auxiliary outputs too in train mode: build them with aux_logits=False, or call"
            " eval()"
        )
    if kind.endswith("ImageFile"):
        advice[kind] = advice["Image"]
    said = advice.get(kind, "print(type(x)) in front of it, and pass one tensor")
    return {"what": kind, "advice": said}


METHODS = ("dim", "size", "shape", "flatten", "view", "unsqueeze", "permute", "mean")
"""What code of networks asks of a tensor, and of nothing else."""


def _attribute(told: Told) -> dict[str, str] | None:
    """An object that has not what code of networks asks of a tensor."""
    if told.text("kind") not in PLACES or told.text("name") not in METHODS:
        return None
    # elsewhere it may be anything, such as an image that OpenCV did not find
    last = told.raised.frames[-1] if told.raised.frames else None
    if last is None or ("torch/nn/" not in last.path and last.function != "forward"):
        return None
    if told.place in ("loss", "optimizer", "loading", "metric", "data", "transform"):
        return None
    return _layer_call(Told(told.fields | {"function": "conv2d"}, told.raised, told.rest))


ELSEWHERE = plain(
    "attribute.other_class",
    cause="this {kind} is of another library or repository than torchvision's ResNet: its layers have"
    " other names, so that it has no {name}",
    fix="print(model), and use the name that stands there: a head is often called linear, classifier or"
    " head",
    page="https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html",
    confidence="possible",
    tell="the line of the traceback is in your own code: model.{name}",
    when=_maybe_other,
)

READINGS = (
    reading(
        "'{kind:name}' object has no attribute '{name:name}'",
        answers=(
            asked(
                "forward",
                lambda told: told.text("kind"),
                _call,
                confidence="likely",
                when=_deleted,
                fix="replace {name} by nn.Identity() instead of deleting it; where it was never made,"
                " make it in __init__()",
            ),
            asked(
                "forward",
                "ResNet",
                _call,
                confidence="possible",
                tell="the line of the traceback is in the forward of the network: self.{name}(x)",
                when=_maybe_deleted,
            ),
            also(ELSEWHERE),
            asked(
                "forward",
                "network",
                _call,
                confidence="possible",
                tell="the line of the traceback is in the forward of {kind}: self.{name}(x)",
                when=_deleted_elsewhere,
            ),
        ),
    ),
    reading(
        "non-empty {} tensor expected but got",
        answers=(asked("forward", "network", saying(EMPTY_BATCH, "one or more", "none")),),
    ),
    reading(
        "{function:name}(): argument 'input' (position 1) must be Tensor, not {kind:name}",
        answers=(
            plain(
                "network.input",
                cause="{function} expects one tensor as its input, but got an object of type {what}",
                fix="{advice}",
                page=RESNET,
                more=_layer_call,
            ),
        ),
    ),
    reading(
        "{function:name}(): argument '{argument:name}' (position {n:number}) must be Tensor, not"
        " {kind:name}",
        answers=(
            plain(
                "network.tensor_wanted",
                cause="{function}() takes a tensor as its {argument}, but got an object of type {what}",
                fix="{advice}",
                page="https://docs.pytorch.org/docs/stable/torch.html",
                confidence="likely",
                when=lambda told: (
                    told.place in ("", "network", "activation", "shortcut")
                    and told.text("argument") in ("other", "tensor1", "mat2", "weight")
                ),
                more=lambda told: _layer_call(
                    Told(told.fields | {"function": "conv2d"}, told.raised, told.rest)
                ),
            ),
        ),
    ),
    reading(
        "conv2d() received an invalid combination of arguments - got ({kind:name}, Parameter",
        "conv2d() received an invalid combination of arguments - got ({kind:name}, Tensor",
        answers=(
            plain(
                "network.arguments",
                cause="the convolution expects one tensor as its input, but got an object of type"
                " {what}",
                fix="{advice}",
                page=RESNET,
                when=lambda told: told.text("kind") != "Tensor",
                more=lambda told: _layer_call(
                    Told(told.fields | {"function": "conv2d"}, told.raised, told.rest)
                ),
            ),
        ),
    ),
    reading(
        "conv2d() received an invalid combination of arguments - got (Tensor, Parameter, {}, tuple,",
        answers=(
            plain(
                "network.options",
                cause="an option of the convolution, stride, padding, dilation or groups, is not made of"
                " ints: a float of a division, or a tensor",
                fix="use ints: padding=kernel_size // 2, or int(...)",
                page=module("Conv2d"),
                confidence="likely",
            ),
        ),
    ),
    reading(
        "unsupported operand type(s) for {op:word}: 'Tensor' and '{kind:name}'",
        "unsupported operand type(s) for {op:word}: '{kind:name}' and 'Tensor'",
        answers=(
            plain(
                "network.operand",
                cause="a tensor is combined by {op} with an object of type {kind}, not with a tensor",
                fix="look at what made it: a forward without return gives None, and some layers return a"
                " tuple or a dict, of which the part that is meant has to be taken (x[0], x['out'])",
                page=RESNET,
                when=lambda told: told.text("kind") in PLACES,
            ),
        ),
    ),
    reading(
        "'{kind:name}' object has no attribute '{name:name}'",
        answers=(
            plain(
                "network.attribute",
                cause="a layer, or forward, expects a tensor, and got an object of type {what}, which"
                " has no {name}",
                fix="{advice}",
                page=RESNET,
                confidence="likely",
                more=_attribute,
            ),
        ),
    ),
)
