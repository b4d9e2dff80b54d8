"""LossKind: a row of the tables of losses in this folder."""

from collections.abc import Callable
from typing import Literal

import msgspec

from strategies.layer import Layer
from strategies.loss.option_type import check_types
from strategies.loss.target import Target, Targets, TargetValues
from strategies.rule import Domain, RuleViolated, TensorSpec
from strategies.value import Options, Shape, Value, same_options


class Loss(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False, repr_omit_defaults=True):
    """A loss as plain data: the name of its class in torch.nn, and the arguments of its constructor.

    An argument that is a tensor (``weight``, ``pos_weight``) is stored as its shape or length, and is
    a tensor of ones.
    """

    kind: str = "CrossEntropyLoss"
    options: dict[str, Value] = {}

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self.kind == other.kind and same_options(self.options, other.options)

    def __hash__(self) -> int:
        return hash((self.kind, tuple(sorted(self.options.items()))))


CheckInput = Callable[[Options, TensorSpec, Target], None]
"""Raises `RuleViolated` where a loss with these options rejects such an output and target."""


def no_misuse(_: Options, __: TensorSpec, ___: Target) -> None:
    """Accept anything."""


Call = Literal["plain", "pair", "variance", "lengths"]
"""The arguments that a loss is called with: see `strategies.loss.call`."""


def each_element(shape: Shape) -> Shape:
    """A loss for each element of the output."""
    return shape


def each_place(shape: Shape) -> Shape:
    """A loss for each class index: (N, C, ...) becomes (N, ...)."""
    return (*shape[:1], *shape[2:]) if len(shape) > 1 else ()


def each_sample(shape: Shape) -> Shape:
    """A loss for each sample: the last dimension is reduced."""
    return shape[:-1]


def all_in_one(_: Shape) -> Shape:
    """A single loss."""
    return ()


BELOW_CLASSES: tuple[TargetValues, ...] = ("zeros", "unit", "classes", "ones", "onehot", "probabilities")
"""Target values that as integers are the class index 0, and then 0 or 1."""


class LossOption(msgspec.Struct, frozen=True, kw_only=True):
    """One argument of a loss's constructor: the values that people pass, the plainest first.

    An option with ``lengths`` is a tensor: from the shape of the output they give the lengths that
    fit.
    """

    name: str
    values: tuple[Value, ...] = ()
    lengths: Callable[[Shape], tuple[int, ...]] | None = None


class LossKind(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """One kind of loss: a row of the tables in this folder."""

    name: str
    """The name of its class in torch.nn."""

    options: tuple[LossOption, ...]
    """The arguments of its constructor."""

    targets: Targets
    """The targets that fit an output of some shape, the plainest first."""

    checks: tuple[CheckInput, ...]
    """What it requires of options, output and target, one by one: each raises `RuleViolated`. Those for
    which PyTorch raises an error come first, in the order in which it looks."""

    blind: int = 1
    """How many of the ``checks`` come before PyTorch looks whether the output is a tensor at all."""

    check_misuse: CheckInput = no_misuse
    """Raises `RuleViolated` for what runs but is hardly ever what its author meant."""

    input_domain: tuple[Domain, ...] = ()
    """What the output may represent, () for anything; ``numbers`` first where the loss computes
    probabilities from logits itself."""

    check_backward: CheckInput = no_misuse
    """Raises `RuleViolated` where the loss can be computed but not differentiated."""

    unreduced: Callable[[Shape], Shape] = each_element
    """The shape of the loss of an output with ``reduction="none"``."""

    call: Call = "plain"
    """The arguments of its call: see `strategies.loss.call`."""

    activation: Layer | None = None
    """The activation that the loss expects at the end of the network, if any."""

    valued: bool = False
    """Whether it depends on the values of the output if it raises or returns NaN or infinity."""

    unchecked: bool = False
    """Whether class indices are not checked: one out of range reads, and in the backward pass writes,
    out of bounds."""

    def violated(self, options: Options, output: TensorSpec, target: Target) -> list[RuleViolated]:
        """All rules that options, output and target violate, in the order of the ``checks``."""
        return _violated((self._check_types, *self.checks), options, output, target)

    def violated_blindly(self, options: Options, target: Target) -> list[RuleViolated]:
        """The rules that are found violated where the output is no tensor, before that is."""
        blindly = (self._check_types, *self.checks[: self.blind])
        return _violated(blindly, options, ANY_OUTPUT, target)

    def _check_types(self, options: Options, _: TensorSpec, __: Target) -> None:
        check_types(self.name, options)

    def check_input(self, options: Options, output: TensorSpec, target: Target) -> None:
        """Raise the first of the rules that are `violated`."""
        check_types(self.name, options)
        for check in self.checks:
            check(options, output, target)

    quadratic: bool = False
    """Whether it takes time by the square of the number of classes."""

    def safe(self, target: Target, output: Shape) -> bool:
        """Whether a target can be run on an output without risk of memory corruption."""
        return not self.unchecked or target.values in BELOW_CLASSES[: 2 if output[-1:] == (1,) else None]

    def option(self, name: str) -> LossOption | None:
        """The option of a name, or None where the loss has no such argument."""
        return next((option for option in self.options if option.name == name), None)


ANY_OUTPUT = TensorSpec((2, 10))
"""An output that stands for those which are no tensor."""


def _violated(
    checks: tuple[CheckInput, ...], options: Options, output: TensorSpec, target: Target
) -> list[RuleViolated]:
    found = []
    for check in checks:
        try:
            check(options, output, target)
        except RuleViolated as violated:
            found.append(violated.kept())
    return found


REDUCTION = LossOption(name="reduction", values=("mean", "sum", "none", "batchmean"))


def classes(shape: Shape) -> tuple[int, ...]:
    """The number of classes of an output, as a tuple: dimension 1, or the only one of (C,)."""
    return (shape[1] if len(shape) > 1 else shape[-1] if shape else 1,)
