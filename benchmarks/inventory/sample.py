"""Samples of a message: its places filled with values such as a user would see."""

import re
from collections.abc import Callable
from functools import cache, partial

from benchmarks.inventory.message import Message, Slot

Kind = tuple[str, ...]

NUMBERS = ("3", "5", "64", "7", "2", "8")
FALLING = ("64", "5", "3", "2", "1", "1")
SMALL = ("-1", "-2", "0", "-3")
FRACTIONS = ("-0.1", "1.5", "2.0", "-0.5")
SHAPES = ("[2, 3, 8, 8]", "[2, 5, 8, 8]", "[64, 3, 7, 7]", "[2, 7]")
SIZES = ("torch.Size([2, 3])", "torch.Size([2, 5])", "torch.Size([2])")
ALONE = ("[1, 64]", "torch.Size([1, 64])")
TUPLES = ("(2, 3)", "(2, 5)", "(7, 7)")
TYPES = ("<class 'list'>", "<class 'str'>", "<class 'torch.Tensor'>")
CLASSES = ("list", "Linear", "str", "Tensor")
NAMES = ("fc", "layer1.0.conv1.weight", "weight")
LISTED = ('"fc.weight", "fc.bias"',)
DTYPES = ("torch.float32", "torch.int64", "torch.float16")
SCALARS = ("Float", "Long", "Half")
TENSORS = ("torch.FloatTensor", "torch.cuda.FloatTensor", "torch.LongTensor")
DEVICES = ("cuda:0", "cpu", "cuda:1")
ZEROS = ("0",)
EMPTY = ("[2, 3, 0, 8]", "[2, 0, 8, 8]")
ARGUMENTS = ("argument #2 'target'", "argument #1 'input'")
OPERATIONS = ("max_pool2d", "adaptive_max_pool2d", "conv2d")

VALUES: tuple[tuple[str, tuple[Kind, ...]], ...] = (
    (r"operation", (OPERATIONS,)),
    (r"^argument$", (ARGUMENTS,)),
    (r"join\(", (LISTED, NAMES)),
    (r"dtype|scalar_type|\.type\(\)", (DTYPES, SCALARS, TENSORS)),
    (r"device_(?:index|count)$", (NUMBERS,)),
    (r"device", (DEVICES, ("[0, 1]",))),
    (r"typename|__name__|__qualname__|_get_name", (CLASSES,)),
    (r"type\(|__class__|\btype\b|_type$", (TYPES, CLASSES)),
    (r"size\(-?\w+\)|shape\[|sizes?\[|\.size\(\)\[", (NUMBERS, SMALL)),
    (
        r"shape|\.size\(\)|sizes$|_size$|kernel|stride|padding|dilation|scale_factor",
        (SHAPES, SIZES, TUPLES, NUMBERS, SMALL, ALONE, NAMES, EMPTY),
    ),
    (
        r"^len\(|\.dim\(\)|ndim|\bdim\b|_dim$|num|count|length|index|idx|n_|channels|groups|features",
        (NUMBERS, FALLING, SMALL, FRACTIONS, ZEROS),
    ),
    (r"size|dims|batch|classes|range|width|height", (NUMBERS, SHAPES, SIZES, TUPLES, ALONE, SMALL)),
    (
        r"\blr\b|^(?:p|alpha|rate|d)$|beta|eps|decay|rho|momentum|factor|ratio|margin|epoch|step|sigma"
        r"|prob|quality|delta|gamma|max_lr",
        (FRACTIONS, SMALL, NUMBERS, TYPES),
    ),
    (
        r"mode|reduction|nonlinearity|name|key|param|attr|module|arg|option|string",
        (NAMES, CLASSES, TYPES),
    ),
)
"""The kinds of value that an expression prints, by what it is called, the likeliest first."""

ELSE = (
    NUMBERS,
    NAMES,
    SHAPES,
    TYPES,
    DTYPES,
    DEVICES,
    FRACTIONS,
    SCALARS,
    SIZES,
    FALLING,
    SMALL,
    ALONE,
    CLASSES,
    TUPLES,
    ZEROS,
)


def samples(message: Message) -> list[str]:
    """Samples of a message: as many as differ.

    First all places have the same kind of value, where they can; then the kinds go through against each
    other.
    """
    alike = [_sample(message, partial(_like, kind)) for kind in ELSE]
    mixed = [_sample(message, partial(_mixed, n, shift)) for shift in (1, 2) for n in range(len(ELSE))]
    return list(dict.fromkeys((*alike, *mixed)))


def _like(kind: Kind, kinds: tuple[Kind, ...], _place: int) -> Kind:
    return kind if kind in kinds else kinds[0]


def _mixed(number: int, shift: int, kinds: tuple[Kind, ...], place: int) -> Kind:
    return kinds[(number + place * shift) % len(kinds)]


def _sample(message: Message, choose: Callable[[tuple[Kind, ...], int], Kind]) -> str:
    """A sample. Places of one kind have values that differ, as they do in a complaint."""
    text, place = "", 0
    for piece in message.pieces:
        if isinstance(piece, Slot):
            kind = choose(_kinds(piece.expression), place)
            text += kind[place % len(kind)]
            place += 1
        else:
            text += piece
    return text


@cache
def _kinds(expression: str) -> tuple[Kind, ...]:
    return next((kinds for pattern, kinds in VALUES if re.search(pattern, expression)), ELSE)


def pasted(message: Message, sample: str) -> str:
    """A sample as the end of a traceback, with the frame that raised it where that is Python's."""
    if not message.file.endswith(".py"):
        return f"{message.exception}: {sample}"
    frame = f'  File "/site-packages/{message.file}", line 1, in {message.function}'
    return f"Traceback (most recent call last):\n{frame}\n{message.exception}: {sample}"
