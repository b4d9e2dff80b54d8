"""Messages of the constructors of layers."""

import re

from fuzz.message.reading import Told, asked, plain, reading
from fuzz.message.table.layer.pages import module
from fuzz.message.words import makes_network, names_network, saying
from strategies.contract.constructor import ONE_ARGUMENT
from strategies.layer import LAYERS
from strategies.layer.convolution import PADDING_MODE, PADDING_WORD
from strategies.value import Options

CONV = module("Conv2d")
MISSING = "missing {n:number} required positional argument"
HYPERPARAMETERS = "https://lightning.ai/docs/pytorch/stable/common/checkpointing_basic.html"
TEN = {"in_channels": 10, "out_channels": 10, "kernel_size": 3}

OPTIONS = (
    "in_channels",
    "out_channels",
    "kernel_size",
    "in_features",
    "out_features",
    "num_features",
    "num_groups",
    "normalized_shape",
    "embed_dim",
    "num_heads",
    "output_size",
    "num_embeddings",
    "embedding_dim",
    "upscale_factor",
    "norm_type",
    "padding",
)


def _options(kind: str, **options: int | str) -> None:
    full: Options = {**TEN, **options}
    LAYERS[kind].check_options(full)


RESNETS = ("block", "layers")
NETWORKS = (
    "num_classes", "n_classes", "n_class", "num_class", "nclass", "nb_classes", "num_layers",
    "num_blocks", "depth", "backbone", "encoder", "decoder", "hparams", "hidden_dim", "hidden_size",
    "input_dim", "output_dim", "in_dim", "out_dim", "input_size", "input_shape", "input_channels",
    "in_ch", "out_ch", "in_chans", "n_channels", "latent_dim", "dim", "planes", "inplanes",
    "growth_rate", "img_size", "patch_size", "image_size", "n_features", "feature_dim",
    "embedding_size",
)  # fmt: skip
"""What networks are made of."""

CALLED = re.compile(r"\b[A-Z]\w*(?:Net|Sequential|Block|Model|Encoder|Decoder|Backbone|Head)\(")
"""A line that makes a network or a part of one, by the name of the class."""

CHECKPOINT = re.compile(r"load_from_checkpoint|_load_model_state|_load_state")


def _from_checkpoint(told: Told) -> bool:
    frames = told.raised.frames
    shown = (told.rest, *(f"{one.function} {one.source}" for one in frames))
    return any(CHECKPOINT.search(text) for text in shown)


def _of_network(told: Told) -> bool:
    """Whether it is the class of a network that was made, by the argument or by the frames."""
    known = makes_network(told) or told.text("option") in (*RESNETS, *NETWORKS)
    return known or names_network(told.text("kind")) or any(map(CALLED.search, told.shown))


def _sliced(told: Told) -> bool:
    """Whether a slice of an nn.Sequential made a new one of the same class."""
    last = told.raised.frames[-1:]
    return any(one.path.endswith("torch/nn/modules/container.py") for one in last)


def _class_of(told: Told) -> dict[str, str]:
    made = ": ResNet(Bottleneck, [3, 4, 6, 3])" if told.text("option") in RESNETS else ""
    return {"what": told.text("kind").rpartition(".")[2] or "a class", "made": made}


READINGS = (
    reading(
        "groups must be a positive integer",
        answers=(asked("build", "Conv2d", lambda told: _options("Conv2d", groups=0)),),
    ),
    reading(
        "{option:name} must be divisible by groups",
        answers=(
            asked(
                "build",
                "Conv2d",
                lambda told: _options("Conv2d", **{told.text("option"): 9, "groups": 2}),
                when=lambda told: told.text("option") in ("in_channels", "out_channels"),
                cause="{option} of a convolution is not a multiple of its groups",
                fix="use groups that divide in_channels and out_channels: groups=1, the default, or"
                " groups=in_channels for a depthwise convolution",
            ),
        ),
    ),
    reading(
        "Invalid padding string {got:type}, should be one of",
        answers=(asked("build", "Conv2d", saying(PADDING_WORD, "'same' or 'valid'", "{got}")),),
    ),
    reading(
        "padding='same' is not supported for strided convolutions",
        answers=(
            asked(
                "build",
                "Conv2d",
                lambda told: _options("Conv2d", padding="same", stride=2),
                cause="padding='same' keeps the size of the input, which a convolution with a stride"
                " can't",
                fix="use padding=kernel_size // 2 (1 for kernel_size=3), or stride=1",
            ),
        ),
    ),
    reading(
        "padding_mode must be one of {}, but got padding_mode='{got:name}'",
        answers=(
            asked(
                "build",
                "Conv2d",
                saying(PADDING_MODE, "'zeros', 'reflect', 'replicate' or 'circular'", "{got}"),
            ),
        ),
    ),
    reading(
        'Only "zeros" padding mode is supported for {kind:name}',
        "Only `zeros` padding mode is supported for {kind:name}",
        answers=(
            asked(
                "build",
                lambda told: told.text("kind").rstrip("."),
                saying(PADDING_MODE, "'zeros'", "another"),
            ),
        ),
    ),
    reading(
        "GroupNorm.__init__() missing 1 required positional argument: 'num_channels'",
        answers=(asked("build", "resnet", saying(ONE_ARGUMENT, "the number of channels alone", "two")),),
    ),
    reading(
        "__init__() missing {n:number} required positional argument: '{option:name}'",
        "__init__() missing {n:number} required positional arguments: '{option:name}'",
        answers=(
            plain(
                "construction.argument",
                cause="a layer was made without its {option}",
                fix="pass it: nn.Conv2d(in_channels, out_channels, kernel_size), nn.Linear(in_features,"
                " out_features), nn.BatchNorm2d(num_features)",
                page=CONV,
                when=lambda told: told.text("option") in OPTIONS,
            ),
        ),
    ),
    reading(
        f"{{kind:name}}.__init__() {MISSING}: '{{option:name}}'",
        f"{{kind:name}}.__init__() {MISSING}s: '{{option:name}}'",
        f"__init__() {MISSING}: '{{option:name}}'",
        f"__init__() {MISSING}s: '{{option:name}}'",
        answers=(
            plain(
                "construction.checkpoint",
                cause="load_from_checkpoint() makes {what} anew, and the checkpoint does not tell its"
                " argument {option}: it was not saved as a hyperparameter",
                fix="pass it: Model.load_from_checkpoint(path, {option}=...); and call"
                " self.save_hyperparameters() in __init__ for the next time (not for modules, which it"
                " would copy: ignore=['model'])",
                page=HYPERPARAMETERS,
                when=_from_checkpoint,
                more=_class_of,
            ),
            plain(
                "construction.sliced",
                cause="a slice of {what}, a class made of nn.Sequential, builds another {what} of the"
                " layers that are left, and its __init__ takes other arguments",
                fix="make a plain one of them: nn.Sequential(*list(model)[:2])",
                page="https://docs.pytorch.org/docs/stable/generated/torch.nn.Sequential.html",
                when=_sliced,
                more=_class_of,
            ),
            plain(
                "construction.missing",
                cause="{what} was made without its argument {option}, which has no default",
                fix="pass it where the class is called{made}; where load_from_checkpoint() of Lightning"
                " makes it, load_from_checkpoint(path, {option}=...), and self.save_hyperparameters()"
                " in __init__ for the next time",
                page="https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html",
                confidence="likely",
                when=_of_network,
                more=_class_of,
            ),
        ),
    ),
    reading(
        "{kind:name}.__init__() got an unexpected keyword argument '{option:name}'",
        answers=(
            plain(
                "construction.keyword",
                cause="{kind} has no option named {option}",
                fix="look it up on the page of the layer: kernel_size, stride, padding, dilation, groups"
                " and bias are the options of a convolution",
                page=CONV,
                when=lambda told: told.text("kind") in LAYERS,
            ),
        ),
    ),
    reading(
        "Trying to create tensor with negative dimension {got:number}: ",
        answers=(
            plain(
                "construction.negative",
                cause="a tensor, mostly the weight of a layer, was to be made with a negative size,"
                " {got}",
                fix="print the numbers that the layer is made of: channels and features that are"
                " worked out from others must be 1 or more",
                page=module("Linear"),
            ),
        ),
    ),
    reading(
        "empty(): argument 'size' failed to unpack the object at pos {n:number} with error"
        ' "type must be'
        ' tuple of ints,but got {got:name}"',
        "empty() received an invalid combination of arguments - got (tuple, dtype=NoneType,"
        " device=NoneType)",
        # torch 0.4 to 1.0
        "new() received an invalid combination of arguments - got (float, int",
        "new() received an invalid combination of arguments - got (int, float",
        "empty(): argument 'size' must be tuple of ints, but found element of type {got:name} at pos"
        " {n:number}",
        answers=(
            plain(
                "construction.ints",
                cause="the sizes of a layer must be ints, and one is something else, such as a float: /"
                " makes floats, even of whole numbers",
                fix="divide whole, channels // 4, or convert with int(...)",
                page=module("Linear"),
            ),
        ),
    ),
    reading(
        "in1_features must be > 0, but got (in1_features={got:number})",
        answers=(
            plain(
                "construction.bilinear",
                cause="Bilinear was made with in1_features={got}; it must be 1 or more",
                fix="pass the number of features of its first input",
                page=module("Bilinear"),
            ),
        ),
    ),
)
