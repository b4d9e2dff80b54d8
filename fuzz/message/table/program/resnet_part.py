"""Messages about parts of a ResNet or of its blocks that it has under another name, or not at all."""

import re

from fuzz.message.reading import Told, plain, reading
from fuzz.message.table.program.attribute import PARTS
from fuzz.message.words import names_network

RESNET = "https://github.com/pytorch/vision/blob/main/torchvision/models/resnet.py"
SAVING = "https://docs.pytorch.org/tutorials/beginner/saving_loading_models.html"
OF_DICT = ("keys", "items", "values", "get", "pop", "update")
MODULE = "https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html"
SINCE = {
    "to": "0.4", "requires_grad_": "1.2", "register_full_backward_hook": "1.8", "get_submodule": "1.9",
    "get_parameter": "1.9", "get_buffer": "1.9", "to_empty": "1.10",
    "register_full_backward_pre_hook": "2.0",
}  # fmt: skip
"""Methods of nn.Module, by the release of torch that brought them."""

OF_MODULES = (
    "parameters", "named_parameters", "children", "named_children", "modules", "named_modules", "eval",
    "train", "cuda", "cpu", "half", "float", "state_dict", "load_state_dict", "zero_grad", "apply",
    "add_module", "register_buffer", "register_forward_hook",
)  # fmt: skip
"""Those that each nn.Module has had from the beginning."""

OF_NETWORKS = (
    "parameters", "named_parameters", "children", "named_children", "modules", "named_modules", "eval",
    "train", "state_dict", "load_state_dict",
)  # fmt: skip
WIDTHS = ("in_features", "out_features", "in_channels", "out_channels")
THIRD = ("conv3", "bn3")
LIKE_A_PART = re.compile(
    r"(?:layer|conv|bn|relu|maxpool|avgpool|avg_pool|max_pool|pool|stage|res|stem)\d*(?:_\d+)?"
)


def _from_elsewhere(told: Told) -> bool:
    """Whether it is a ResNet that is asked for a part by code that isn't its own."""
    name = told.text("name")
    own = any(re.search(rf"\bself\.{re.escape(name)}\b", one.source) for one in told.raised.frames[-1:])
    return told.text("object") == "ResNet" and not own


def _since(told: Told) -> dict[str, str] | None:
    """The release that brought a method of nn.Module."""
    since = SINCE.get(told.text("name"), "")
    return {"since": since} if since else None


def _parts_of_block(told: Told) -> dict[str, str] | None:
    """The parts of a block that is asked for one which it hasn't."""
    convolutions = {"BasicBlock": 2, "Bottleneck": 3}.get(told.text("object"), 0)
    like = re.fullmatch(r"(?:conv|bn|relu)\d+|shortcut|se|fc", told.text("name"))
    if not convolutions or like is None:
        return None
    numbers = range(1, convolutions + 1)
    return {"parts": ", ".join((*(f"conv{n}, bn{n}" for n in numbers), "relu, downsample"))}


READINGS = (
    reading(
        "'{object:name}' object has no attribute '{name:name}'",
        answers=(
            plain(
                "part.of_tensor",
                cause="a tensor is used as a network: {name} is of networks. The name of the network"
                " was given to its output, model = model(x), or a layer was replaced by a tensor",
                fix="give the output a name of its own, output = model(x), and build the network anew;"
                " a layer is replaced by a layer, model.fc = nn.Linear(...)",
                page=MODULE,
                confidence="likely",
                when=lambda told: (
                    told.text("object") == "Tensor" and told.text("name") in (*PARTS, *OF_NETWORKS)
                ),
            ),
            plain(
                "part.of_none",
                cause="a network or layer is None, and {name} is read from it: a function that builds"
                " it has no return, or the layer was taken out by setting it to None",
                fix="return the network at the end of the function that builds it; take a layer out by"
                " nn.Identity() in place of None, and read in_features before that",
                page=MODULE,
                confidence="likely",
                when=lambda told: (
                    told.text("object") == "NoneType"
                    # None.children is what a parser of HTML gives
                    and told.text("name") in {*PARTS, *OF_NETWORKS, *WIDTHS} - {"children"}
                ),
            ),
            plain(
                "part.third_convolution",
                cause="a BasicBlock, of resnet18 and resnet34, has two convolutions and no {name},"
                " which a Bottleneck of resnet50 and deeper has",
                fix="take the last that it has: block.{last} (hasattr(block, '{name}') tells which"
                " block it is); or use resnet50, which the code was written for",
                page=RESNET,
                when=lambda told: told.text("object") == "BasicBlock" and told.text("name") in THIRD,
                more=lambda told: {"last": told.text("name").replace("3", "2")},
            ),
            plain(
                "part.of_block",
                cause="a {object} has no {name}: its parts are {parts}, with one relu for all of its"
                " activations",
                fix="use one of these names; for another part assign it first, block.{name} = ..., and"
                " give the block a forward that calls it",
                page=RESNET,
                more=_parts_of_block,
            ),
            plain(
                "part.newer_method",
                cause="each nn.Module has {name}() since torch {since}: the torch that is installed is"
                " older, or this {object} is no nn.Module, but a class that holds one",
                fix="print(torch.__version__, isinstance(model, torch.nn.Module)): update torch, or"
                " pass the network that it holds, holder.model; a class of your own is made of"
                " nn.Module, with super().__init__() first",
                page=MODULE,
                confidence="likely",
                when=lambda told: names_network(told.text("object")),
                more=_since,
            ),
            plain(
                "part.no_module",
                cause="each nn.Module has {name}, and this {object} has not: it is no nn.Module, but a"
                " class that holds one, or one that was written without nn.Module as its base",
                fix="pass the network that it holds, holder.model; or class {object}(nn.Module), with"
                " super().__init__() first",
                page=MODULE,
                confidence="likely",
                when=lambda told: names_network(told.text("object")) and told.text("name") in OF_MODULES,
            ),
            plain(
                "load.network_as_state_dict",
                cause="a {object} is a network and no dictionary: what was loaded or passed is the"
                " whole network, where its state dict is wanted",
                fix="state = loaded.state_dict(), then state.{name}(...)",
                page=SAVING,
                when=lambda told: (
                    told.text("name") in OF_DICT
                    and (names_network(told.text("object")) or told.text("object") == "DataParallel")
                ),
            ),
            plain(
                "part.of_resnet",
                cause="a ResNet of torchvision has no {name}: its parts are conv1, bn1, relu, maxpool,"
                " layer1 to layer4, avgpool and fc",
                fix="use one of these names (layer4 is the last stage, model.layer4[-1] its last"
                " block); for a part of your own assign it first, model.{name} = ..., in a subclass"
                " whose forward calls it",
                page=RESNET,
                confidence="likely",
                when=lambda told: (
                    LIKE_A_PART.fullmatch(told.text("name")) is not None
                    and told.text("name") not in PARTS
                    and _from_elsewhere(told)
                ),
            ),
        ),
    ),
)
