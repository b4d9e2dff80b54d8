"""Samples of a message: its places filled with values such as a user would see."""

import re

from benchmarks.inventory.message import Message, Slot

SAMPLES = 12
"""How many samples of a message are tried."""

SHAPES = ("[2, 3]", "torch.Size([2, 3])", "(2, 3)", "[2, 3, 8, 8]", "torch.Size([2, 5, 8, 8])")
NUMBERS = ("3", "5", "64", "0", "-1", "0.5")
TYPES = ("<class 'list'>", "<class 'str'>", "<class 'torch.Tensor'>")
NAMES = ("weight", "layer1.0.conv1.weight", "Conv2d")
DTYPES = ("torch.float32", "torch.int64", "torch.FloatTensor")
VALUES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"dtype|scalar_type|\.type\(\)", DTYPES),
    (r"device", ("cuda:0", "cpu", "[0, 1]")),
    (r"^(?:torch\.)?typename|__name__|__qualname__|_get_name", ("list", "Linear", "str", "Tensor")),
    (r"type\(|__class__|\btype\b|_type$", TYPES),
    (r"(?:size|shape)\([^)]*\)\s*\[|size\(-?\w+\)|shape\[|sizes?\[", NUMBERS),
    (r"shape|\.size\(\)|sizes$|_size$|kernel|stride|padding|dilation|scale_factor", (*SHAPES, *NUMBERS)),
    (r"^len\(|\.dim\(\)|ndim|\bdim\b|num|count|length|index|idx|n_|channels|groups|features", NUMBERS),
    (r"size|dims|batch|classes|range|width|height", (*NUMBERS, *SHAPES)),
    (r"^(?:lr|p|eps|alpha|beta|momentum|gamma|max_lr|margin|delta|prob|rate)$|lr|beta|eps|decay|rho"
     r"|momentum|factor|ratio|margin|value|epoch|step|sigma|prob|quality", ("-0.1", "-1", "2.0", "3")),
    (r"mode|reduction|nonlinearity|name|key|param|attr|module|arg|option|string", NAMES),
)
"""What an expression prints, by what it is called."""

ELSE = ("weight", "3", "[2, 3]", "<class 'list'>", "torch.float32", "5.0")


def samples(message: Message) -> list[str]:
    """Samples of a message: as many as differ."""
    return list(dict.fromkeys(_sample(message, number) for number in range(SAMPLES)))


def _sample(message: Message, number: int) -> str:
    """A sample. Neighbouring places of one kind get values that differ, as they do in a complaint."""
    text, place = "", 0
    for piece in message.pieces:
        if isinstance(piece, Slot):
            values = _values(piece.expression)
            # From the middle of the samples on, the places change against each other.
            text += values[(number + place * (1 + number // 6)) % len(values)]
            place += 1
        else:
            text += piece
    return text


def _values(expression: str) -> tuple[str, ...]:
    return next((values for pattern, values in VALUES if re.search(pattern, expression)), ELSE)


def pasted(message: Message, sample: str) -> str:
    """A sample as the end of a traceback, with the frame that raised it where that is Python's."""
    if not message.file.endswith(".py"):
        return f"{message.exception}: {sample}"
    frame = f'  File "/site-packages/{message.file}", line 1, in {message.function}'
    return f"Traceback (most recent call last):\n{frame}\n{message.exception}: {sample}"
