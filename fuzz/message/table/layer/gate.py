"""Messages about a map that is weighed by attention, or joined with another: read by the line that"
" did."""

import re

from fuzz.message.reading import Told, plain, reading
from fuzz.message.table.layer.broadcast import EXPANDS
from fuzz.message.table.layer.linear_sizes import WIDTHS
from fuzz.message.table.layer.odd_size import rounded
from fuzz.message.table.layer.pages import BROADCASTING, RESNET, function, functional, module

WEIGHED = re.compile(
    r"\b(?:x|out|identity|input|feats?|features?|residual|\w*map)\b(?:\[[^]]*\])? ?\* ?\w|\breturn \w+"
    r" ?\* ?\w"
    r"|\w\.mul\("
)
RESIZED = re.compile(r"interp|[Uu]psampl|\bup\w*\(|resize", re.IGNORECASE)
COPIED = re.compile(r"\.copy_\(|\bweight(?:\.data)?\[[^]]*\]\s*=(?!=)")
CROPPED = (2, 4, 6)
"""What a 3 x 3, 5 x 5 or 7 x 7 convolution without padding takes away."""

SMALLEST = 64
"""The fewest channels that a stage of a ResNet gives."""


def _shown(told: Told, pattern: re.Pattern[str]) -> bool:
    innermost = told.shown[:1] if told.raised.frames else told.shown
    return any(pattern.search(line) for line in (*innermost, *told.rest.splitlines()))


def _weighed(told: Told) -> bool:
    return _shown(told, WEIGHED) and told.text("a") != told.text("b")


def _sizes(told: Told) -> tuple[int, int, int]:
    return told.number("a"), told.number("b"), told.number("dim")


def _unshaped(told: Told) -> bool:
    """Whether a row of weights stands against the width of a map."""
    a, b, dim = _sizes(told)
    return dim == 3 and _weighed(told) and max(a, b) in WIDTHS and max(a, b) >= SMALLEST > min(a, b)


def _cropped(told: Told) -> dict[str, str] | None:
    a, b, dim = _sizes(told)
    if dim < 2 or not _weighed(told) or abs(a - b) not in CROPPED:
        return None
    return {"kernel": str(abs(a - b) + 1), "padding": str(abs(a - b) // 2)}


def _other_channels(told: Told) -> bool:
    a, b, dim = _sizes(told)
    return dim == 1 and _weighed(told) and max(a, b) >= SMALLEST and min(a, b) > 1


def _resized(told: Told) -> bool:
    a, b, dim = _sizes(told)
    return dim > 1 and _shown(told, RESIZED) and a != b and not rounded(a, b)


def _halved(told: Told) -> bool:
    """Whether one of two maps has half the size of the other, and nothing says where they met."""
    a, b, dim = _sizes(told)
    return dim > 1 and max(a, b) == 2 * min(a, b) > 2 and not told.raised.frames


def _two_widths(told: Told) -> bool:
    a, b, dim = _sizes(told)
    wide = {a, b} <= set(WIDTHS) and min(a, b) >= SMALLEST
    return dim == 1 and a != b and wide and not _in_block(told) and not EXPANDS.search(told.rest)


def _in_block(told: Told) -> bool:
    last = told.raised.frames[-1:]
    return told.place in ("shortcut", "loss") or any(one.name == "resnet.py" for one in last)


READINGS = (
    reading(
        "The size of tensor a ({a:number}) must match the size of tensor b ({b:number}) at non-singleton"
        " dimension {dim:number}",
        answers=(
            plain(
                "gate.copied",
                cause="a weight is copied into a parameter of another shape: {b} against {a} in"
                " dimension {dim}",
                fix="copy what fits, with torch.no_grad(): parameter[:n].copy_(weight[:n]) (of a conv1"
                " with more channels weight[:, :3] = old, weight[:, 3:] = old.mean(1, keepdim=True)); or"
                " make the layer in the shape of the weight; where state dicts are merged, skip keys of"
                " another shape: {{k: v for k, v in state.items() if k in own and v.shape =="
                " own[k].shape}}",
                page=function("Tensor.copy_"),
                when=lambda told: _shown(told, COPIED) and told.text("a") != told.text("b"),
            ),
            plain(
                "gate.unshaped",
                cause="a map [N, C, H, W] is multiplied by weights [N, C], one for each channel, whose"
                " last dimension stands against its width: {a} and {b} in dimension {dim}",
                fix="give the weights two dimensions of size 1: x * w[:, :, None, None], or w.view(n,"
                " c, 1, 1)",
                page=BROADCASTING,
                when=_unshaped,
            ),
            plain(
                "gate.cropped",
                cause="a map is multiplied by attention that is smaller, {a} and {b} in dimension"
                " {dim}: its {kernel} x {kernel} convolution has no padding",
                fix="nn.Conv2d(..., kernel_size={kernel}, padding={padding})",
                page=module("Conv2d"),
                confidence="likely",
                more=_cropped,
            ),
            plain(
                "gate.channels",
                cause="a map is multiplied by attention of another number of channels, {a} and {b}: it"
                " has to give a weight for each channel of the map that it gets (or one for all)",
                fix="make the block for the channels of its input, with as many outputs as inputs:"
                " print(x.shape) in front of it (a stage of ResNet-18 and -34 gives 64 to 512 channels,"
                " of deeper ones 256 to 2048)",
                page=RESNET,
                confidence="likely",
                when=_other_channels,
            ),
            plain(
                "gate.resized",
                cause="a map that was interpolated has size {a}, or {b}, and the one that it meets the"
                " other, along dimension {dim}: its size, or its scale, is written down for images of"
                " another size",
                fix="interpolate to the size of the other map, F.interpolate(x, size=other.shape[-2:]),"
                " or resize the images to what the network is for (224 x 224, multiples of 32)",
                page=functional("interpolate"),
                confidence="likely",
                when=_resized,
            ),
            plain(
                "gate.halved",
                cause="two maps are combined of which one has half the height or width of the other,"
                " {a} and {b} in dimension {dim}: one of them went through a stride of 2, a pooling or"
                " an upsampling more",
                fix="in a residual block give the shortcut a downsample with the stride of the branch:"
                " nn.Sequential(nn.Conv2d(in_channels, out_channels, 1, stride=2, bias=False),"
                " nn.BatchNorm2d(out_channels)); elsewhere F.interpolate(x, size=other.shape[-2:])",
                page=RESNET,
                confidence="likely",
                tell="the line that adds them is in a block, out += identity, or in a decoder",
                when=_halved,
            ),
            plain(
                "gate.two_widths",
                cause="two tensors of features have {a} and {b} channels, and are combined element by"
                " element: they come from stages, or backbones, of another width (64, 128, 256, 512"
                " of resnet18 and resnet34, four times as many of resnet50 and deeper ones)",
                fix="make what was written for one backbone for the channels of that which is used, or"
                " bring one to the width of the other: nn.Linear({b}, {a}) for vectors [N, C],"
                " nn.Conv2d({b}, {a}, 1) for maps; or join them, torch.cat([a, b], 1)",
                page=RESNET,
                confidence="likely",
                when=_two_widths,
            ),
        ),
    ),
)
