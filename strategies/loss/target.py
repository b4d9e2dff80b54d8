"""Target: the tensor that a loss compares the output with, as plain data."""

from collections.abc import Callable
from math import prod
from typing import Literal, get_args

import msgspec

from strategies.value import Shape

TargetValues = Literal[
    "classes",
    "zeros",
    "ones",
    "beyond",
    "negative",
    "normal",
    "unit",
    "onehot",
    "probabilities",
    "signs",
    "ignored",
]
"""The plainest first: 0 and 1 in turn; all 0; all 1; all 9999 (or the largest number of the dtype),
past any class; all -1; from a normal distribution, or -2 to 2 in turn in an integer dtype; uniform
in [0, 1); one-hot along the class dimension; positive and summing to one along it; 1 and -1 in turn;
all -100, the default ``ignore_index``."""


LIMITS = {"int64": 2**63 - 1, "int32": 2**31 - 1, "int16": 2**15 - 1, "int8": 127, "uint8": 255}
"""The largest number of each integer dtype."""


class Target(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    gc=False,
    repr_omit_defaults=True,
):
    """One target tensor: by default, two class indices, for a batch of two."""

    shape: Shape = (2,)
    dtype: str = "int64"
    values: TargetValues = "classes"

    def numbers(self) -> frozenset[int]:
        """The distinct values of a target of an integer dtype; none of any other."""
        if self.dtype not in LIMITS:
            return frozenset()
        wrap = 256 if self.dtype == "uint8" else 0
        return frozenset(n if n >= 0 else n + wrap for n in _numbers(self)[: prod(self.shape)])

    def repeats(self) -> int:
        """How many labels of a sequence, a 1D target of an integer dtype, are as the one before."""
        count = prod(self.shape)
        if self.values in ("classes", "signs", "normal") or not count:
            return 0
        return count - 1 - (self.values == "onehot" and count > 1)

    @property
    def filling(self) -> str:
        """The values in words, as in "the target is filled with -100"."""
        match self.values:
            case "beyond":
                return str(min(9999, LIMITS.get(self.dtype, 9999)))
            case "normal" if self.dtype in LIMITS:
                return "-2 to 2 in turn"
        return FILLINGS[self.values]


FILLINGS: dict[TargetValues, str] = {
    "classes": "0 and 1 in turn",
    "zeros": "zeros",
    "ones": "ones",
    "negative": "-1",
    "normal": "numbers from a normal distribution",
    "unit": "numbers from a uniform distribution on [0, 1)",
    "onehot": "one-hot vectors",
    "probabilities": "probabilities",
    "signs": "1 and -1 in turn",
    "ignored": "-100",
}
"""What a target is filled with, where that does not depend on its dtype."""


def _numbers(target: Target) -> tuple[int, ...]:
    """The values of a target in an integer dtype, in turn."""
    match target.values:
        case "classes":
            return (0, 1)
        case "signs":
            return (1, -1)
        case "ones":
            return (1,)
        case "negative":
            return (-1,)
        case "ignored":
            return (-100,)
        case "beyond":
            return (min(9999, LIMITS[target.dtype]),)
        case "normal":
            return (-2, -1, 0, 1, 2)
        case "onehot":
            return (1, 0) if _class_count(target.shape) > 1 else (1,)
        case "probabilities":
            return (0,) if _class_count(target.shape) > 1 else (1,)
    return (0,)


def _class_count(shape: Shape) -> int:
    return shape[1] if len(shape) > 1 else prod(shape)


TARGET_VALUES: tuple[TargetValues, ...] = get_args(TargetValues)


Targets = Callable[[Shape], tuple[Target, ...]]
"""From the shape of an output, the targets that fit it."""


def indices(shape: Shape) -> tuple[Target, ...]:
    """Class indices for an output (N, C, ...): targets of shape (N, ...), or () for (C,)."""
    places = (shape[0], *shape[2:]) if len(shape) > 1 else ()
    return (Target(shape=places), Target(shape=places, values="zeros"))


def alike(*values: TargetValues, dtype: str = "float32") -> Targets:
    """Targets of the shape of the output, one for each way to fill them."""
    return lambda shape: tuple(Target(shape=shape, dtype=dtype, values=v) for v in values)


def per_sample(values: TargetValues, dtype: str) -> Targets:
    """One value for each sample of an output (N, ...): shape (N,)."""
    return lambda shape: (Target(shape=shape[:1], dtype=dtype, values=values),)


def related_shapes(output: Shape) -> tuple[Shape, ...]:
    """The target shapes that people pass for an output (N, C, ...).

    Always the same number of them, in the same order.
    """
    batch = output[0] if output else 1
    classes = output[1] if len(output) > 1 else 1
    return (
        output,
        (batch,),
        (batch, 1),
        (batch, classes + 1),
        (batch + 1, *output[1:]),
        (batch * classes,),
        output[::-1],
        (batch, *output[2:]),
        (batch, 7, 7),
        (classes,),
        (1, batch),
        (batch + 1,),
        (),
        (0,),
        (batch, classes, 1),
        (1,),
    )
