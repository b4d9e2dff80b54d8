"""What the vocabulary knows of one kind of loss: a row of the tables beside this file."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import msgspec

from strategies.layer import Layer
from strategies.loss.target import Target, Targets, TargetValues
from strategies.rule import Domain, Feature
from strategies.value import Options, Shape, Value


class Loss(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A loss as plain data: the name of its class in torch.nn, and the options given to it.

    An option that torch wants as a tensor (``weight``, ``pos_weight``) is given as its length, and
    is a tensor of ones.
    """

    kind: str = "CrossEntropyLoss"
    options: dict[str, Value] = {}

    def __hash__(self) -> int:
        return hash((self.kind, tuple(sorted(self.options.items()))))


Takes = Callable[[Options, Feature, Target], None]
"""Raises a `strategies.rule.Breach` where a loss may not be given such an output and target."""


def anything(_: Options) -> None:
    """Any options will do."""


def no_doubt(_: Options, __: Feature, ___: Target) -> None:
    """Nothing to say."""


Call = Literal["plain", "pair", "variance", "lengths"]
"""How a loss is called: see `strategies.loss.call`."""


def each_element(shape: Shape) -> Shape:
    """A loss for each element of the output."""
    return shape


def each_place(shape: Shape) -> Shape:
    """A loss for each place that has classes."""
    return (*shape[:1], *shape[2:]) if len(shape) > 1 else ()


def each_sample(shape: Shape) -> Shape:
    """A loss for each sample, over the last axis."""
    return shape[:-1]


def all_in_one(_: Shape) -> Shape:
    """A single loss."""
    return ()


BELOW_CLASSES: tuple[TargetValues, ...] = ("zeros", "unit", "classes", "ones", "onehot", "probabilities")
"""Target values that are class indices 0, and then 0 or 1, as whole numbers."""


@dataclass(frozen=True, kw_only=True)
class LossOption:
    """One argument of a loss's constructor: the values people pass, the plainest first.

    ``lengths`` gives, from the shape of the output, the lengths that fit where the argument is a
    tensor; an option that has them is a tensor.
    """

    name: str
    values: tuple[Value, ...] = ()
    lengths: Callable[[Shape], tuple[int, ...]] | None = None


@dataclass(frozen=True, kw_only=True, eq=False)
class LossKind:
    """One kind of loss: its options, the targets that fit an output, and how it is called.

    ``asks`` raises a `strategies.rule.Breach` where its options can suit no output, ``takes`` where they
    do not suit the output and target at hand, ``doubts`` where all would run, and mean something else.
    ``wants`` is what the output may be meant as, () for anything, and ``numbers`` first where the loss
    makes probabilities of them itself.
    ``back`` does where it gives a number, and there is no way back from it. ``unreduced`` is the shape
    of what it gives for an output where it is not reduced.
    ``targets`` gives the targets that fit an output of a given shape, the plainest first.
    ``activation`` is the layer that belongs between the last layer of the network and this loss.
    Where a loss is ``valued``, the values of the output tell whether it raises or stays finite. One
    that is ``unchecked`` takes class indices as they come: one out of range makes it read, and in
    the backward pass write, memory that is not its own.
    """

    name: str
    options: tuple[LossOption, ...]
    targets: Targets
    takes: Takes
    asks: Callable[[Options], None] = anything
    doubts: Takes = no_doubt
    wants: tuple[Domain, ...] = ()
    back: Takes = no_doubt
    unreduced: Callable[[Shape], Shape] = each_element
    call: Call = "plain"
    activation: Layer | None = None
    valued: bool = False
    unchecked: bool = False

    def safe(self, target: Target, output: Shape) -> bool:
        """Whether a target can be tried on an output in a process that is still needed."""
        return not self.unchecked or target.values in BELOW_CLASSES[: 2 if output[-1:] == (1,) else None]

    def option(self, name: str) -> LossOption | None:
        return next((option for option in self.options if option.name == name), None)


REDUCTION = LossOption(name="reduction", values=("mean", "sum", "none", "batchmean"))


def classes(shape: Shape) -> tuple[int, ...]:
    """The class count of an output: axis 1, or the only axis of an unbatched one."""
    return (shape[1] if len(shape) > 1 else shape[-1] if shape else 1,)
