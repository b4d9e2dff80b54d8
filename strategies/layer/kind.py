"""What the vocabulary knows of one kind of layer: a row of the tables beside this file."""

from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from strategies.layer.grip import Gripping, input_kept
from strategies.rule import Conditions, Domain, Feature
from strategies.value import Options, Shape, Value


class Layer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A layer as plain data: the name of its kind, and the options that are given to it."""

    kind: str
    options: dict[str, Value] = {}

    def __hash__(self) -> int:
        return hash((self.kind, tuple(sorted(self.options.items()))))


STATISTICS = ("running_mean", "running_var", "num_batches_tracked")


def nothing(_: Shape) -> tuple[Value, ...]:
    return ()


def same(_: Options, shape: Shape) -> Shape:
    return shape


def weightless(_: Options) -> int:
    return 0


Doubts = Callable[[Options, Feature], None]
"""Raises a `strategies.rule.Breach` for what no layer refuses and nobody means."""

Takes = Callable[[Options, Feature, Conditions], str]
"""From what a layer is given, the element type of what it gives; raises `strategies.rule.Breach`."""


def anything(_: Options) -> None:
    """Any options will do."""


def any_features(_: Options, given: Feature, __: Conditions) -> str:
    """Any features will do, and their element type stays."""
    return given.dtype


State = Callable[[Options], dict[str, Shape]]
"""The names and shapes of a layer's weights and buffers, as its state dict has them."""


def stateless(_: Options) -> dict[str, Shape]:
    return {}


def inside(**parts: dict[str, Shape]) -> dict[str, Shape]:
    """The state of a layer that is made of others, from theirs by name."""
    return {f"{part}.{name}": shape for part, state in parts.items() for name, shape in state.items()}


def no_doubt(_: Options, __: Feature) -> None:
    """Nothing to say."""


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

    ``asks`` raises a `strategies.rule.Breach` where its options can suit no features at all, ``takes``
    where they do not suit those that it is given; else that gives the element type of what comes out.
    ``doubts`` does where all would run, and mean something else than people think.
    ``ranks`` are the ranks of the features it takes (() for any). ``flow`` is the shape that it makes of
    features it accepts. ``state`` are its weights and buffers by name, ``parameters`` how many elements
    they have, ``scratch`` how many it may hold besides those and its output while it runs. ``home`` is
    the module that holds its class, ``torch.nn`` or the vocabulary's own `strategies.layer.module`.
    ``grip`` is what it does with the memory of its features: most keep what they are given. ``gives`` is
    what its output is meant as, None for what its input was. A ``frozen`` one has buffers for weights.
    """

    name: str
    options: tuple[Option, ...] = ()
    ranks: tuple[int, ...] = ()
    asks: Callable[[Options], None] = anything
    takes: Takes = any_features
    doubts: Doubts = no_doubt
    flow: Callable[[Options, Shape], Shape] = same
    state: State = stateless
    parameters: Callable[[Options], int] = weightless
    scratch: Callable[[Options, Shape], int] = frugal
    grip: Gripping = input_kept
    gives: Domain | None = "numbers"
    frozen: bool = False
    home: str = "torch.nn"

    def trained(self, options: Options) -> bool:
        """Whether it has weights that a gradient is wanted for."""
        names = (name.rpartition(".")[2] for name in self.state(options))
        return not self.frozen and any(name not in STATISTICS for name in names)

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
