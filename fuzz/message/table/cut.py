"""Messages that were pasted without their end, or as somebody remembered them: their numbers are gone.

What the message says is known by its words; which layer and which sizes it was about is to be printed.
"""

import re
from functools import partial

from fuzz.message.reading import Told
from fuzz.message.words import option

NN = "https://docs.pytorch.org/docs/stable/generated/torch.nn"
BROADCASTING = "https://docs.pytorch.org/docs/stable/notes/broadcasting.html"
COLLATE = "https://docs.pytorch.org/docs/stable/data.html#working-with-collate-fn"
LOADING = (
    "https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html#torch.nn.Module.load_state_dict"
)
PRINTED = "print(x.shape) in front of the line that the traceback names"

NUMBERS = re.compile(r"\d+ ?x ?\d|[(\[]\d|copying a param|devices?, \w|out of bounds for|: ?\"")
"""What the whole of such a message has, and its beginning has not."""


def _cut(told: Told) -> bool:
    return not NUMBERS.search(told.raised.message)


STAGES = (64, 128, 256, 512, 1024, 2048)


def _pair(told: Told) -> tuple[int, int]:
    return told.number("a"), told.number("b")


def _widths(told: Told) -> dict[str, str] | None:
    """Channels of two stages, or of one stage in two networks."""
    a, b = _pair(told)
    if a == b or not {a, b} <= set(STAGES):
        return None
    four = max(a, b) == 4 * min(a, b)
    return {
        "why": "as one stage has in resnet50 and in resnet18, or two stages of one network"
        if four
        else "of two stages"
    }


def _sizes(told: Told) -> dict[str, str] | None:
    """Any other two numbers: maps that were rounded apart, or a batch that is smaller."""
    a, b = _pair(told)
    if a == b:
        return None
    if abs(a - b) == 1 and min(a, b) > 2:
        return {
            "why": ": maps that differ by one come of an odd size that was halved",
            "advice": "resize or pad the images to multiples of 32, or F.interpolate(x,"
            " size=other.shape[-2:]); in a shortcut a pooling wants ceil_mode=True",
        }
    return {"why": "", "advice": "they must be equal, or one of them 1 (x.unsqueeze(dim))"}


cut = partial(option, when=_cut)

READINGS = (
    cut(
        "cut.linear",
        "shapes cannot be multiplied",
        cause="the last dimension of what goes into a Linear layer is not its in_features; the sizes,"
        " which the whole message names, tell why",
        fix=f"{PRINTED}: make the layer nn.Linear(x.shape[-1], ...); where x is a map [N, C, H, W],"
        f" flatten"
        " it first, torch.flatten(x, 1), and where its size depends on that of the images, put"
        " nn.AdaptiveAvgPool2d(1) in front",
        page=f"{NN}.Linear.html",
        confidence="likely",
    ),
    cut(
        "cut.batch",
        "match target batch_size",
        cause="output and target of the loss have different numbers of samples, which the whole message"
        " names",
        fix="print(output.shape, target.shape): keep the batch in a reshape, x.flatten(1) or"
        " x.view(x.size(0), -1) in place of view(-1, n), and keep that of the target, too",
        page=f"{NN}.CrossEntropyLoss.html",
        confidence="likely",
    ),
    cut(
        "cut.broadcast",
        "must match the size of tensor b",
        cause="two tensors are added or multiplied whose sizes differ in one dimension; the whole"
        " message names them",
        fix="print both shapes: maps that differ by one come of images whose height or width is no"
        " multiple"
        " of 32 (resize or pad them), channels that differ of a shortcut without its 1 x 1 convolution",
        page=BROADCASTING,
        confidence="likely",
    ),
    option(
        "cut.widths",
        "The size of tensor a ({a:number}) must match the size of tensor b ({b:number})",
        cause="two tensors of {a} and {b} are combined element by element; both are numbers of channels"
        " that stages of a ResNet have, {why}; the message is cut off",
        fix=f"{PRINTED}: make what comes behind the backbone for its channels, or bring one to the width"
        f" of the other, nn.Conv2d({{b}}, {{a}}, 1); in a block of your own give the shortcut a 1x1"
        f" convolution",
        page=f"{NN}.Conv2d.html",
        confidence="likely",
        more=_widths,
    ),
    option(
        "cut.sizes",
        "The size of tensor a ({a:number}) must match the size of tensor b ({b:number})",
        cause="two tensors are combined element by element of which one has size {a} and the other {b}"
        " in some dimension; the message is cut off{why}",
        fix=f"{PRINTED}, both shapes: {{advice}}",
        page=BROADCASTING,
        confidence="likely",
        more=_sizes,
    ),
    cut(
        "cut.joined",
        "Sizes of tensors must match except in dimension",
        cause="torch.cat joins tensors that have the same size in all other dimensions, and these have"
        " not; the whole message names them",
        fix="print the shapes: maps that differ by one come of images whose height or width is no"
        " multiple of 32 (resize or pad them), or F.interpolate(x, size=skip.shape[-2:])",
        page="https://docs.pytorch.org/docs/stable/generated/torch.cat.html",
        confidence="likely",
    ),
    cut(
        "cut.collate",
        "stack expects each tensor to be equal size",
        cause="the items of a batch have different shapes, which the whole message names",
        fix="resize each image with both edges given, Resize((224, 224)), open all as"
        " Image.open(path).convert('RGB'), and keep boxes in a list by a collate_fn",
        page=COLLATE,
        confidence="likely",
    ),
    option(
        "cut.channels",
        "to have {wanted:number} channels, but got {got:number} channels",
        cause="a convolution expects {wanted} input channels (in_channels={wanted}), but its input has"
        " {got}",
        fix=f"{PRINTED}: for images, convert them (Image.open(path).convert('RGB') has 3, 'L' has 1) or"
        f" use"
        " in_channels={got} in the first layer; [N, H, W, C] wants x.permute(0, 3, 1, 2)",
        page=f"{NN}.Conv2d.html",
        when=lambda told: told.text("wanted") != told.text("got"),
    ),
    cut(
        "cut.devices",
        "Expected all tensors to be on the same device",
        cause="a tensor and the weights, or two tensors, are on different devices; the whole message"
        " names them",
        fix="move the model and every batch to one device: model.to(device), images.to(device),"
        " labels.to(device); make new tensors there: torch.zeros(n, device=x.device)",
        page="https://docs.pytorch.org/docs/stable/tensor_attributes.html#torch.device",
        confidence="likely",
    ),
    option(
        "cut.same_device",
        "xpected tensor for argument #{:number} '{first:name}' to have the same device as tensor for",
        "xpected tensor for argument #{:number} '{first:name}' to be on the same device as tensor for",
        cause="the {first} of an operation is on another device than its other tensors, mostly the"
        " weights: one of them on the CPU, or on another GPU; the whole message names the two",
        fix="move the model and every batch to one device: device = torch.device('cuda:0');"
        " model.to(device), images.to(device), labels.to(device); under nn.DataParallel to that of its"
        " first GPU, without .cuda() in forward",
        page="https://docs.pytorch.org/docs/stable/tensor_attributes.html#torch.device",
        confidence="likely",
        when=lambda told: "but device" not in told.raised.message,
    ),
    cut(
        "cut.types",
        "nput type and weight type should be the same",
        cause="the input of a convolution and its weights differ in their dtype or in their device; the"
        " whole message names the two types",
        fix="print(x.dtype, x.device, next(model.parameters()).dtype, next(model.parameters()).device):"
        " x.float() for another dtype, x.to(device) or model.to(device) for another device",
        page=f"{NN}.Module.html#torch.nn.Module.to",
        confidence="likely",
    ),
    cut(
        "cut.labels",
        "Target is out of bounds",
        cause="a class index of the target is negative, or not below the number of outputs of the"
        " network",
        fix="print(target.min(), target.max(), output.shape): number the classes from 0, and give the"
        " last layer an output for each; ignore_index for labels that do not count",
        page=f"{NN}.CrossEntropyLoss.html",
        confidence="likely",
    ),
    cut(
        "cut.kernel",
        "ernel size can't be greater than actual input size",
        cause="a convolution or pooling spans more than what is left of its input, whose size the whole"
        " message names",
        fix="use larger images, fewer layers with a stride, or padding=kernel_size // 2",
        page=f"{NN}.Conv2d.html",
        confidence="likely",
    ),
    cut(
        "cut.state_dict",
        "Missing key(s) in state_dict",
        "Unexpected key(s) in state_dict",
        cause="the names in the file are not those of the model; the whole message lists them, and they"
        " tell why",
        fix="print(list(state)[:5], list(model.state_dict())[:5]): a prefix as module. is stripped"
        " ({{k.removeprefix('module.'): v for k, v in state.items()}}), other names are of another"
        " network or of its dictionary inside the checkpoint (checkpoint['state_dict'])",
        page=LOADING,
        confidence="likely",
    ),
    cut(
        "cut.head",
        "size mismatch for {name:name}",
        cause="{name} has another shape in the file than in the model, as the layer for other classes,"
        " or of another network, has; the whole message names both",
        fix="build the model with the number of classes of the file, load, and replace its last layer"
        " afterwards; or leave these keys out of the state dict and load with strict=False",
        page=LOADING,
        confidence="likely",
    ),
)
