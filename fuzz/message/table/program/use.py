"""Messages of modules that are made, called or indexed otherwise than they can be."""

import re

from fuzz.message.reading import Told, plain, reading
from fuzz.message.table.program.attribute import HEADS, WRAPPERS
from fuzz.message.words import names_network
from strategies.layer import LAYERS

MODULE = "https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html"
SEQUENTIAL = "https://docs.pytorch.org/docs/stable/generated/torch.nn.Sequential.html"

OF_BLOCKS = 9
"""The arguments that torchvision's ResNet makes a block with, and self."""


def _without_words(told: Told) -> bool:
    """Whether the forward() that each module has by birth was called."""
    last = told.raised.frames[-1:]
    birth = any(one.path.endswith("nn/modules/module.py") and "forward" in one.function for one in last)
    return birth and not told.raised.message.strip()


def _network(told: Told) -> bool:
    """Whether it is a network that is indexed, by the name of its class."""
    return told.text("object") in (*HEADS, *WRAPPERS) or names_network(told.text("object"))


def _entry(told: Told) -> dict[str, str] | None:
    """The name in brackets, as of an entry of a checkpoint, that stands behind a network."""
    lines = [frame.source for frame in told.raised.frames[-1:]] or list(told.shown)
    found = next(filter(None, (re.search(r"\w\[([\"']\w+[\"'])\]", line) for line in lines)), None)
    return {"entry": found[1]} if found and _network(told) else None


READINGS = (
    reading(
        "index {index:word} is out of range",
        "IndexError: Index out of range: {index:word}",
        answers=(
            plain(
                "module.index",
                cause="an nn.Sequential or ModuleList has no module {index}: it has fewer",
                fix="print(len(layers)); of a ResNet, layer1 to layer4 have 2, 2, 2, 2 blocks (18), 3,"
                " 4, 6, 3 (34, 50)",
                page=SEQUENTIAL,
                when=lambda told: any(
                    frame.path.endswith("torch/nn/modules/container.py") for frame in told.raised.frames
                ),
            ),
        ),
    ),
    reading(
        "{object:name} has no attribute `{name:name}`",
        answers=(
            plain(
                "module.no_submodule",
                cause="a {object} has no module {name}, which get_submodule() or set_submodule() was"
                " asked for",
                fix="print([name for name, _ in model.named_modules()]): a part of a part is written"
                " with dots,"
                ' "layer1.0.conv1"',
                page=f"{MODULE}#torch.nn.Module.get_submodule",
            ),
        ),
    ),
    reading(
        "nn.Module.to only accepts floating point or complex dtypes, but got desired dtype={dtype:name}",
        answers=(
            plain(
                "module.integer_network",
                cause="a network can only be cast to a floating-point dtype, and {dtype} is none",
                fix="cast the input or the target instead; for 8-bit weights, use quantization",
                page=f"{MODULE}#torch.nn.Module.to",
            ),
        ),
    ),
    reading(
        "Cannot copy out of meta tensor; no data!",
        "Please use torch.nn.Module.to_empty() instead of torch.nn.Module.to() when moving module from"
        " meta",
        answers=(
            plain(
                "module.meta",
                cause="the model is on the meta device, where parameters have shapes but no values, so"
                " they can't be copied",
                fix='model.to_empty(device="cuda"), then load_state_dict(); or'
                " load_state_dict(state, assign=True)",
                page="https://docs.pytorch.org/docs/stable/meta.html",
            ),
        ),
    ),
    reading(
        "copying from a non-meta parameter in the checkpoint to a meta parameter in the current model",
        answers=(
            plain(
                "module.meta_not_loaded",
                cause="the model is on the meta device, so load_state_dict() copies nothing into it",
                fix="model.load_state_dict(state, assign=True)",
                page=f"{MODULE}#torch.nn.Module.load_state_dict",
            ),
        ),
    ),
    reading(
        "training mode is expected to be boolean",
        answers=(
            plain(
                "module.train_argument",
                cause="model.train() takes True or False, but was given something else, such as a"
                " loader",
                fix="model.train() sets the mode alone; the loop over the data is written by hand",
                page=f"{MODULE}#torch.nn.Module.train",
            ),
        ),
    ),
    reading(
        "{object:name}.__init__() takes from {least:number} to {most:number} positional arguments but"
        " {got:number} were given",
        "__init__() takes from {least:number} to {most:number} positional arguments but {got:number}"
        " were given",
        answers=(
            plain(
                "module.block_arguments",
                cause="torchvision's ResNet makes its blocks with eight arguments (inplanes, planes,"
                " stride, downsample, groups, base_width, dilation, norm_layer) since 0.3, and"
                " __init__() of this block takes {most} with self at most",
                fix="take all of them in that order: def __init__(self, inplanes, planes, stride=1,"
                " downsample=None, groups=1, base_width=64, dilation=1, norm_layer=None), and options of"
                " your own, such as reduction=16, behind them",
                page="https://github.com/pytorch/vision/blob/main/torchvision/models/resnet.py",
                confidence="likely",
                when=lambda told: (
                    told.number("got") == OF_BLOCKS and OF_BLOCKS > told.number("most") > len("xy")
                ),
            ),
            plain(
                "module.more_arguments",
                cause="{object} takes {most} arguments with self at most, but was given {got}",
                fix="compare the call with the arguments of __init__() of this class, and pass them by"
                " name; code that was written for another release may pass more",
                page=MODULE,
                confidence="likely",
                when=lambda told: told.text("object") != "" and told.place != "data",
            ),
        ),
    ),
    reading(
        "{object:name}.__init__() takes {wanted:number} positional argument but {got:number} were given",
        "{object:name}.__init__() takes {wanted:number} positional arguments but {got:number} were"
        " given",
        "__init__() takes {wanted:number} positional argument but {got:number} were given",
        "__init__() takes {wanted:number} positional arguments but {got:number} were given",
        answers=(
            plain(
                "module.arguments",
                cause="{object} takes {wanted} arguments with self, but was given {got}",
                fix="compare the call with the arguments of __init__() of this class; pass them by"
                " name. A class of your own without __init__(self, ...) takes none",
                page=MODULE,
                confidence="likely",
                when=lambda told: told.text("object") != "" and told.place != "data",
            ),
        ),
    ),
    reading(
        # before torch 1.12 it had no words
        "NotImplementedError:",
        answers=(
            plain(
                "module.no_forward",
                cause="a module was called that has no method forward(): it is missing, its name is"
                " misspelled, it stands inside __init__() by its indentation, or the module is a"
                " ModuleList",
                fix="def forward(self, x): at the level of __init__() in the class; call the modules of"
                " a ModuleList one by one",
                page=MODULE,
                when=_without_words,
            ),
        ),
    ),
    reading(
        'Module [{object:name}] is missing the required "forward" function',
        answers=(
            plain(
                "module.called_list",
                cause="an nn.{object} holds modules and can't be called: it has no forward()",
                fix="call its modules one by one (for layer in self.layers: x = layer(x)), or use"
                " nn.Sequential",
                page="https://docs.pytorch.org/docs/stable/generated/torch.nn.ModuleList.html",
                when=lambda told: told.text("object") in ("ModuleList", "ModuleDict"),
            ),
            plain(
                "module.no_forward",
                cause="{object} has no method forward(): it is missing, its name is misspelled, or it"
                " stands inside __init__() by its indentation",
                fix="def forward(self, x): at the level of __init__() in the class {object}",
                page=MODULE,
            ),
        ),
    ),
    reading(
        "'{object:name}' object does not support item assignment",
        answers=(
            plain(
                "module.assigned_by_index",
                cause="a layer of a {object} was assigned by an index or a name in brackets, and its"
                " parts are attributes",
                fix="model.fc = nn.Linear(model.fc.in_features, classes); only an nn.Sequential or"
                " ModuleList is assigned to by number, model.layer4[0] = block; by a name in a"
                " variable: setattr(model, name, layer)",
                page=MODULE,
                when=lambda told: _network(told) or told.text("object") in LAYERS,
            ),
        ),
    ),
    reading(
        "'{object:name}' object is not subscriptable",
        "'{object:name}' object does not support indexing",
        answers=(
            plain(
                "load.network_as_checkpoint",
                cause="what was loaded is the whole network, a {object}, and not a dictionary with an"
                " entry {entry}: it was saved by torch.save(model, path)",
                fix="use what was loaded as the network, without [{entry}]; its weights are"
                " loaded.state_dict()",
                page="https://docs.pytorch.org/tutorials/beginner/saving_loading_models.html",
                confidence="likely",
                more=_entry,
            ),
            plain(
                "module.index_of_network",
                cause="a {object} can't be indexed: its parts have names",
                fix="model.layer4, model.fc, or list(model.children())[0]; only an nn.Sequential such as"
                " model.layer4 has numbers: model.layer4[0]",
                page=MODULE,
                when=_network,
            ),
            plain(
                "module.index_of_layer",
                cause="a {object} is one layer and can't be indexed: code for a head of several"
                " layers, an nn.Sequential, was used on a network whose head is one",
                fix="without the brackets, model.fc.in_features; or make an nn.Sequential of it first:"
                " model.fc = nn.Sequential(nn.Dropout(0.5), nn.Linear(model.fc.in_features, classes))",
                page=MODULE,
                when=lambda told: told.text("object") in LAYERS,
            ),
            plain(
                "module.index_of_function",
                cause="a {object} is indexed: brackets [ ] stand where it should be called with ( )",
                fix="call it: model.parameters(), loader.dataset.samples(), ...",
                page=MODULE,
                confidence="likely",
                when=lambda told: told.text("object") in ("method", "builtin_function_or_method"),
            ),
        ),
    ),
)
