"""The parameters along which a case is varied, and the values that are tried of each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Literal

from msgspec.structs import replace

from strategies.case import Case
from strategies.input import Input
from strategies.layer import Layer
from strategies.loss import Loss
from strategies.loss.target import Target
from strategies.stage import STAGES, Stage
from strategies.surgery import Insert, Replace
from strategies.value import Value

Tensor = Literal["input", "target"]

IMAGE = ("batch size", "channel count", "height", "width")
LADDERS = ((1, 2, 3, 8), (1, 2, 3, 4, 64), (1, 7, 32, 33, 64, 224, 256))
"""The sizes that are tried of the batch, of the channels, and of height and width."""

SIZES = (1, 2, 3, 10, 1000)
NUMBERS = (1, 2, 3, 7, 64, 512, 1000, 2048)
TYPES = ("float32", "float64", "float16", "bfloat16", "int64", "uint8", "bool")
TARGET_TYPES = ("int64", "int32", "uint8", "bool", "float32", "float64", "float16")


@dataclass(frozen=True)
class Axis:
    """A parameter of a case: its name, its own value, the others to try, and the case with a value."""

    name: str
    own: Value
    others: tuple[Value, ...]
    at: Callable[[Value], Case]

    @property
    def values(self) -> tuple[Value, ...]:
        """All values that are tried; numbers are sorted."""
        values = tuple({self.own: None, **dict.fromkeys(self.others)})
        return tuple(sorted(values, key=_number)) if self.numeric else values

    @property
    def numeric(self) -> bool:
        """Whether the values are numbers."""
        return _is_number(self.own)


def _number(value: Value) -> int:
    assert isinstance(value, int)
    return value


def _is_number(value: Value) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def axes(case: Case, stage: Stage) -> Iterator[Axis]:
    """The axes that can matter to a failure at a stage."""
    for index, edit in enumerate(case.edits):
        if isinstance(edit, Insert | Replace):
            yield from _of_layer(case, index, edit.layer)
    if STAGES.index(stage) < STAGES.index("forward"):
        return
    yield from _of_input(case)
    yield Axis("mode", case.mode, ("eval", "train"), lambda value: replace(case, mode=value))
    if stage in ("loss", "backward") and case.loss is not None:
        yield from _of_loss(case, case.loss)


def _of_layer(case: Case, index: int, layer: Layer) -> Iterator[Axis]:
    for name, own in layer.options.items():
        if _is_number(own):
            others = (*NUMBERS, _number(own) + 1)
            yield Axis(f"{name} of {layer.kind}", own, others, partial(_with_option, case, index, name))


def _with_option(case: Case, index: int, name: str, value: Value) -> Case:
    edit = case.edits[index]
    assert isinstance(edit, Insert | Replace)
    layer = Layer(edit.layer.kind, {**edit.layer.options, name: value})
    return replace(
        case, edits=(*case.edits[:index], replace(edit, layer=layer), *case.edits[index + 1 :])
    )


def _of_input(case: Case) -> Iterator[Axis]:
    shape = case.input.shape
    names = IMAGE if len(shape) == 4 else tuple(f"dimension {n} of the input" for n in range(len(shape)))
    for axis, (size, name) in enumerate(zip(shape, names, strict=True)):
        yield Axis(name, size, LADDERS[min(axis, 2)], partial(_with_size, case, "input", axis))
    name = "dtype of the input"
    yield Axis(name, case.input.dtype, TYPES, partial(_with_type, case, "input"))


def _of_loss(case: Case, loss: Loss) -> Iterator[Axis]:
    for axis, size in enumerate(case.target.shape):
        yield Axis(
            f"dimension {axis} of the target", size, SIZES, partial(_with_size, case, "target", axis)
        )
    name = "dtype of the target"
    yield Axis(name, case.target.dtype, TARGET_TYPES, partial(_with_type, case, "target"))
    for name, own in loss.options.items():
        if _is_number(own):
            yield Axis(f"{name} of {loss.kind}", own, NUMBERS, partial(_with_loss_option, case, name))


def _with_size(case: Case, tensor: Tensor, axis: int, size: Value) -> Case:
    part: Input | Target = getattr(case, tensor)
    shape = (*part.shape[:axis], size, *part.shape[axis + 1 :])
    return replace(case, **{tensor: replace(part, shape=shape)})


def _with_type(case: Case, tensor: Tensor, dtype: Value) -> Case:
    part: Input | Target = getattr(case, tensor)
    return replace(case, **{tensor: replace(part, dtype=dtype)})


def _with_loss_option(case: Case, name: str, value: Value) -> Case:
    assert case.loss is not None
    return replace(case, loss=Loss(case.loss.kind, {**case.loss.options, name: value}))
