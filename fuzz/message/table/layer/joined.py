"""What the channels of maps that were joined by torch.cat tell: which of them is another one."""

from fuzz.message.reading import Told, plain
from fuzz.message.table.layer.convolution_sizes import WIDTHS, apart, channels
from fuzz.message.table.layer.pages import module

REDUCED = 256
"""The channels to which ASPP, a pyramid or a projection brings the last map of a ResNet."""
LOW = (24, 32, 48, *WIDTHS)
"""The channels that a decoder has of an early map."""
DEEP = (512, 1024, 2048)
FACTOR = 4
"""How many times as wide the stages of bottlenecks are as those of basic blocks."""
SMALLER = ("resnet18 and resnet34", "resnet50 and deeper ones")


def not_reduced(told: Told) -> dict[str, str] | None:
    """An early map, joined with the last one of the network in place of its 256 reduced channels."""
    wanted, got = channels(told)
    low = wanted - REDUCED
    deep = got - low
    if low not in LOW or deep not in DEEP or wanted in WIDTHS:
        return None
    numbers = {"wanted": wanted, "given": got, "low": low, "deep": deep}
    return {name: str(number) for name, number in numbers.items()}


def _sum_of_stages(count: int) -> str:
    """Two neighbouring stages that have so many channels together; "" where none do."""
    pairs = ((one, 2 * one) for one in WIDTHS if 2 * one in WIDTHS)
    return next((f"{low} + {high}" for low, high in pairs if low + high == count), "")


def of_other_depth(told: Told) -> dict[str, str] | None:
    """Two joined stages of a ResNet of basic blocks in place of one of bottlenecks, or conversely."""
    wanted, got = channels(told)
    if max(wanted, got) != FACTOR * min(wanted, got):
        return None
    parts = _sum_of_stages(wanted), _sum_of_stages(got)
    if not all(parts):
        return None
    these, those = SMALLER if got < wanted else reversed(SMALLER)
    return {
        **(apart(told) or {}),
        "made": parts[0],
        "came": parts[1],
        "these": these,
        "those": those,
    }


NOT_REDUCED = plain(
    "convolution.not_reduced",
    cause="the convolution expects {wanted} = 256 + {low} channels, and got {given} = {deep} + {low}: it"
    " is behind a torch.cat, and the map of the last stage came with its {deep} channels in place of"
    " the 256 that ASPP, or a 1x1 convolution, makes of them",
    fix="pass the last map through that first, x = self.aspp(x) ({deep} to 256), and then join it; or"
    " make this convolution for in_channels={given}",
    page=module("Conv2d"),
    confidence="likely",
    more=not_reduced,
)
JOINED = plain(
    "convolution.joined_stages",
    cause="the convolution expects {wanted} = {made} channels, two stages of {those} joined, but its"
    " input has {given} = {came}, as stages of {these} have: the decoder was made for a backbone of"
    " another depth",
    fix="build the decoder from the channels of the backbone that is used (64, 128, 256, 512 of"
    " resnet18 and resnet34; 256, 512, 1024, 2048 of resnet50 and deeper ones), which gives"
    " in_channels={given} here, or use the backbone that it was made for",
    page=module("Conv2d"),
    confidence="likely",
    more=of_other_depth,
)
