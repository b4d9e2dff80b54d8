"""Target: the tensor that the output is compared with, as plain data."""

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
"""The plainest first: 0 and 1 in turn; all 0; all 1; all 9999 (or the largest number of the type),
past any class; all -1; from a normal distribution, or -2 to 2 in turn in an integral type; uniform
in [0, 1); one-hot along the class axis; positive and summing to one along it; 1 and -1 in turn; all
-100, the default ``ignore_index``."""


LIMITS = {"int64": 2**63 - 1, "int32": 2**31 - 1, "int16": 2**15 - 1, "int8": 127, "uint8": 255}
"""The largest number of each integral type."""


class Target(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """One target tensor. Two class indices, as a batch of two wants them, unless told otherwise."""

    shape: Shape = (2,)
    dtype: str = "int64"
    values: TargetValues = "classes"

    def numbers(self) -> frozenset[int]:
        """The different numbers in a target of whole ones; none in any other."""
        if self.dtype not in LIMITS:
            return frozenset()
        wrap = 256 if self.dtype == "uint8" else 0
        return frozenset(n if n >= 0 else n + wrap for n in _numbers(self)[: prod(self.shape)])


def _numbers(target: Target) -> tuple[int, ...]:
    """What a target is filled with, as whole numbers, in turn."""
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
    """A class index for each place of an output (N, C, ...): shape (N, ...), or () for (C,)."""
    places = (shape[0], *shape[2:]) if len(shape) > 1 else ()
    return (Target(shape=places), Target(shape=places, values="zeros"))


def alike(*values: TargetValues, dtype: str = "float32") -> Targets:
    """Targets of the very shape of the output, one for each way to fill them."""
    return lambda shape: tuple(Target(shape=shape, dtype=dtype, values=v) for v in values)


def per_sample(values: TargetValues, dtype: str) -> Targets:
    """One value for each sample of an output (N, ...): shape (N,)."""
    return lambda shape: (Target(shape=shape[:1], dtype=dtype, values=values),)


def related_shapes(output: Shape) -> tuple[Shape, ...]:
    """The shapes of target that people pass for an output (N, C, ...): always as many, in one order."""
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
