"""What the vocabulary knows of one kind of loss: a row of the tables beside this file."""

from collections.abc import Callable
from typing import Literal

import msgspec

from strategies.layer import Layer
from strategies.loss.target import Target, Targets, TargetValues
from strategies.rule import Domain, TensorSpec
from strategies.value import Options, Shape, Value


class Loss(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A loss as plain data: the name of its class in torch.nn, and the options given to it.

    An option that torch wants as a tensor (``weight``, ``pos_weight``) is given as its length, and
    is a tensor of ones.
    """

    kind: str = "CrossEntropyLoss"
    options: dict[str, Value] = {}

    def __hash__(self) -> int:
        return hash((self.kind, tuple(sorted(self.options.items()))))


CheckInput = Callable[[Options, TensorSpec, Target], None]
"""Raises `RuleViolated` where a loss may not be given such an output and target."""


def anything(_: Options) -> None:
    """Any options will do."""


def no_misuse(_: Options, __: TensorSpec, ___: Target) -> None:
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


class LossOption(msgspec.Struct, frozen=True, kw_only=True):
    """One argument of a loss's constructor: the values people pass, the plainest first.

    ``lengths`` gives, from the shape of the output, the lengths that fit where the argument is a
    tensor; an option that has them is a tensor.
    """

    name: str
    values: tuple[Value, ...] = ()
    lengths: Callable[[Shape], tuple[int, ...]] | None = None


class LossKind(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """One kind of loss: a row of the tables beside this file."""

    name: str
    """The name of its class in torch.nn."""

    options: tuple[LossOption, ...]
    """The arguments of its constructor."""

    targets: Targets
    """The targets that fit an output of a given shape, the plainest first."""

    check_input: CheckInput
    """Raises `RuleViolated` where options, output and target don't suit each other."""

    check_options: Callable[[Options], None] = anything
    """Raises `RuleViolated` where the options suit no output at all."""

    check_misuse: CheckInput = no_misuse
    """Raises `RuleViolated` for what runs, and hardly ever means what its author thinks."""

    input_domain: tuple[Domain, ...] = ()
    """What the output may be meant as, () for anything; ``numbers`` first where the loss makes
    probabilities of them itself."""

    check_backward: CheckInput = no_misuse
    """Raises `RuleViolated` where the loss is a number that no gradient can be computed of."""

    unreduced: Callable[[Shape], Shape] = each_element
    """The shape of the loss of an output with ``reduction="none"``."""

    call: Call = "plain"
    """How it is called: see `strategies.loss.call`."""

    activation: Layer | None = None
    """The layer that belongs between the last layer of the network and this loss."""

    valued: bool = False
    """Whether the values of the output tell if it raises or stays finite."""

    unchecked: bool = False
    """Whether it takes class indices as they come: one out of range makes it read, and in the backward
    pass write, memory that is not its own."""

    def safe(self, target: Target, output: Shape) -> bool:
        """Whether a target can be tried on an output in a process that is still needed."""
        return not self.unchecked or target.values in BELOW_CLASSES[: 2 if output[-1:] == (1,) else None]

    def option(self, name: str) -> LossOption | None:
        """The argument of a name, if it has one."""
        return next((option for option in self.options if option.name == name), None)


REDUCTION = LossOption(name="reduction", values=("mean", "sum", "none", "batchmean"))


def classes(shape: Shape) -> tuple[int, ...]:
    """The class count of an output: axis 1, or the only axis of an unbatched one."""
    return (shape[1] if len(shape) > 1 else shape[-1] if shape else 1,)
