"""What the vocabulary knows of one kind of layer: a row of the tables beside this file."""

from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from strategies.value import Options, Shape, Value


class Layer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A layer as plain data: the name of its kind, and the options that are given to it."""

    kind: str
    options: dict[str, Value] = {}

    def __hash__(self) -> int:
        return hash((self.kind, tuple(sorted(self.options.items()))))


def nothing(_: Shape) -> tuple[Value, ...]:
    return ()


def same(_: Options, shape: Shape) -> Shape:
    return shape


def weightless(_: Options) -> int:
    return 0


def frugal(_: Options, __: Shape) -> int:
    return 0


@dataclass(frozen=True, kw_only=True)
class Option:
    """One argument of a layer's constructor.

    ``fits`` lists the values that suit features of a given shape, the plainest first; ``others``
    are the values that people also pass, by choice or by mistake. A required option is passed by
    position, in the order of the table, any other by name.
    """

    name: str
    fits: Callable[[Shape], tuple[Value, ...]] = nothing
    others: tuple[Value, ...] = ()
    required: bool = False


@dataclass(frozen=True, kw_only=True, eq=False)
class Kind:
    """One kind of layer.

    ``ranks`` are the ranks of the features it takes (() for any). ``flow`` is the shape that it
    makes of features it accepts. ``parameters`` is how many elements its weights have, ``scratch``
    how many it may hold besides those and its output while it runs. ``home`` is the module that
    holds its class, ``torch.nn`` or the vocabulary's own `strategies.layer.module`.
    """

    name: str
    options: tuple[Option, ...] = ()
    ranks: tuple[int, ...] = ()
    flow: Callable[[Options, Shape], Shape] = same
    parameters: Callable[[Options], int] = weightless
    scratch: Callable[[Options, Shape], int] = frugal
    home: str = "torch.nn"

    def option(self, name: str) -> Option | None:
        return next((option for option in self.options if option.name == name), None)


def fixed(*values: Value) -> Callable[[Shape], tuple[Value, ...]]:
    """The same fitting values whatever the features."""
    return lambda _: values


def required(name: str, fits: Callable[[Shape], tuple[Value, ...]], *others: Value) -> Option:
    return Option(name=name, fits=fits, others=others, required=True)


def optional(name: str, *others: Value) -> Option:
    return Option(name=name, others=others)


def channels(shape: Shape) -> tuple[Value, ...]:
    """The channel count of batched features: axis 1, or the last where there is no axis 1."""
    return (shape[1] if len(shape) > 1 else shape[-1] if shape else 1,)


def last(shape: Shape) -> tuple[Value, ...]:
    return (shape[-1] if shape else 1,)
