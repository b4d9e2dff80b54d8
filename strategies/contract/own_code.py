"""The rules of what the forward of a block does itself: calls of its children, sums, views, products."""

from strategies.layer.common_rules import IMAGES
from strategies.repair import (
    WANTED,
    BeforeFlatten,
    KeepShape,
    Repair,
    SetEdit,
    SetInput,
    SetOption,
    SetSize,
)
from strategies.rule import Rule

CALLED = Rule(
    "child",
    "{layer} calls its submodule {wanted}, but that was {got}",
    (Repair("replace {wanted} by nn.Identity() instead of deleting it", SetEdit("how", "identity")),),
    "generated/torch.nn.Identity.html",
    shared=True,
)
NONE = Rule(
    "none",
    "{layer} calls its submodule {wanted}, but that is {got}",
    (Repair("use nn.Identity() instead of None", SetEdit("how", "identity")),),
    "generated/torch.nn.Identity.html",
    shared=True,
)
RESIDUAL = Rule(
    "residual",
    "{layer}: the output of the residual branch must have the shape of the shortcut, {wanted}, but got"
    " {got}",
    (
        Repair(
            "use options with which the edited layer keeps the shape of the branch: its stride, padding"
            " and number of channels",
            KeepShape("options"),
        ),
        Repair(
            "put a 1x1 nn.Conv2d or an nn.AdaptiveAvgPool2d behind the edited layer, or in the place"
            " of a removed one, which keeps the shape of the branch",
            KeepShape("layer"),
        ),
        Repair("use the same stride and number of channels in the branch and in downsample"),
    ),
    "notes/broadcasting.html",
)
FLATTENED = Rule(
    "flatten",
    "{layer}: torch.flatten(x, 1) in front of fc expects {wanted} dimensions, but got {got}",
    (
        IMAGES,
        Repair("keep the batch dimension", SetOption("shape", of="any")),
        Repair(
            "squeeze or average another dimension than that of the batch",
            SetOption("dim", (-1, 1), of="any"),
        ),
        Repair(
            "add the batch dimension in front of the flatten: x.unsqueeze(0)",
            BeforeFlatten("Unsqueeze", {"dim": 0}),
        ),
        Repair(
            "add a dimension in front of the flatten: x.unsqueeze(1)",
            BeforeFlatten("Unsqueeze", {"dim": -1}),
        ),
    ),
    "generated/torch.flatten.html",
)

KEYWORDS = Rule(
    "keywords",
    "{layer} is called with {got}, but its forward() takes {wanted}",
    (
        Repair("edit what is in the module that is called so, not the module itself"),
        Repair("wrap the layer in a module whose forward() takes **kwargs"),
    ),
    "generated/torch.nn.Module.html#torch.nn.Module.forward",
    shared=True,
)
ITERATED = Rule(
    "iterated",
    "{layer} calls what is in its submodule {wanted} one by one, but {got} can't be iterated over",
    (Repair("replace what is in {wanted}, or put the layer into an nn.Sequential"),),
    "generated/torch.nn.ModuleList.html",
)
NO_FORWARD = Rule(
    "forward",
    "{layer} has no {wanted}, and is called all the same",
    (Repair("edit what is in the list, not the list itself"),),
    "generated/torch.nn.ModuleList.html",
)
GUARDED = Rule(
    "channels",
    "{layer} was made for {wanted} channels, and checks that before it calls any layer, but got {got}",
    (
        Repair("pass images with {wanted} channels", SetSize(1, (WANTED,))),
        Repair("set num_channels in the configuration of the model as well"),
    ),
)
GUARDED_RANK = Rule(
    "rank", "{layer} expects an input with {wanted} dimensions, but got {got}", (IMAGES,)
)
VIEWED = Rule(
    "viewed",
    "{layer}: x.view(x.size(0), -1) expects a tensor that is {wanted} in memory, but got one {got}",
    (
        Repair("use torch.flatten(x, 1), which copies where it has to"),
        Repair("pass an input that is contiguous: x.contiguous()", SetInput("layout", "contiguous")),
    ),
    "generated/torch.Tensor.view.html",
)
VIEWED_EMPTY = Rule(
    "viewed_empty",
    "{layer}: x.view(x.size(0), -1) expects {wanted} images, but got {got}, of which -1 may be any size",
    (
        Repair("use torch.flatten(x, 1)"),
        Repair("skip empty batches", SetSize(0, (2, 1))),
    ),
    "generated/torch.Tensor.view.html",
)
MULTIPLIED = Rule(
    "product",
    "{layer} multiplies tensors whose shapes must be equal or 1 in each dimension, but got {got} and"
    " {wanted}",
    (
        Repair(
            "use options with which the edited layer keeps the shape of what is multiplied",
            KeepShape("options"),
        ),
    ),
    "notes/broadcasting.html",
)
UNPACKED = Rule(
    "unpacked",
    "{layer} takes the shape of a tensor apart, which it expects to have {wanted} dimensions, but got"
    " {got}",
    (
        Repair("put what flattens or unflattens the tensor behind it", KeepShape("options")),
        IMAGES,
    ),
    "generated/torch.Tensor.size.html",
)
EXPANDED = Rule(
    "expanded",
    "{layer}: expand_as() expects a tensor that can be expanded to shape {wanted}, but got {got}",
    (
        Repair(
            "use options with which the edited layer keeps the shape of what is expanded",
            KeepShape("options"),
        ),
    ),
    "generated/torch.Tensor.expand.html",
)
JOINED = Rule(
    "joined",
    "{layer} joins tensors whose shapes must be equal except in one dimension, but got {got}"
    " and {wanted}",
    (
        Repair(
            "use options with which the edited layer keeps the shape of what is joined",
            KeepShape("options"),
        ),
    ),
    "generated/torch.cat.html",
)
