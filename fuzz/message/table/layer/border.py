"""Messages about padding of inputs that are empty, or smaller than what is cropped from them."""

from fuzz.message.reading import Told, asked, plain, reading
from fuzz.message.table.layer.pages import functional, module
from strategies.layer.common_rules import EMPTY

PAD = functional("pad")


def _empty(told: Told) -> None:
    got = told.shape("got")
    EMPTY.require(0 not in got[1:], "1 or more", got)


def _made(told: Told) -> bool:
    return any(told.number(one) < 1 for one in ("od", "oh", "ow") if one in told)


def _other_rank(told: Told) -> bool:
    return 0 not in told.shape("got")


READINGS = (
    reading(
        "Expected {least:number}D or {most:number}D (batch mode) tensor with possibly 0 batch size and"
        " other non-zero dimensions for input, but got: {got:shape}",
        answers=(
            asked("forward", "ReflectionPad2d", _empty),
            plain(
                "padding.input_rank",
                cause="padding in 'reflect' or 'replicate' mode expects an input of {least} or {most}"
                " dimensions, but got [{got}]",
                fix="use the class whose name ends in the number of spatial dimensions:"
                " nn.ReflectionPad2d for (N, C, H, W)",
                page=module("ReflectionPad2d"),
                when=_other_rank,
            ),
        ),
    ),
    reading(
        "input (D: {d:number} H: {h:number}, W: {w:number}) is too small. Calculated output D:"
        " {od:number} H: {oh:number} W: {ow:number}",
        "input (H: {h:number}, W: {w:number}) is too small. Calculated output H: {oh:number} W:"
        " {ow:number}",
        "input (W: {w:number}) is too small. Calculated output W: {ow:number}",
        answers=(
            plain(
                "padding.nothing_left",
                cause="a negative padding crops more than the input has: nothing would be left, with"
                " a width of {w} in and {ow} out",
                fix="use a padding of 0 or more, a smaller crop, or a larger image",
                page=module("ReflectionPad2d"),
                when=_made,
            ),
        ),
    ),
    reading(
        "Negative padding value is resulting in an empty dimension",
        answers=(
            plain(
                "padding.circular_crop",
                cause="a negative padding in mode 'circular' crops a whole dimension away",
                fix="crop less than the input has, print(x.shape), or use a padding of 0 or more",
                page=PAD,
            ),
        ),
    ),
)
