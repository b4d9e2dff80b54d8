"""Rules: what the documentation requires, in plain Python over shapes and dtypes.

A rule belongs to a kind of layer or loss, and is defined in the file of its table. `Rule.require`
raises `RuleViolated` where its condition is false, so that the code of a rule reads like the sentence of
the documentation that it comes from.
"""

import re
from typing import Literal, NamedTuple, NoReturn

import msgspec
from msgspec.structs import replace

from strategies.release import ANY, LATEST, Release, installed
from strategies.repair import Repair, SetInput, resolved
from strategies.value import FLOATING, Shape, dtype_family

Fact = object
"""One of the two values that disagree: a size, a shape, a name; it is only ever shown."""

MANY = "tuple"
"""The dtype of an output that is several tensors instead of one."""


def several(dtype: str) -> str:
    """What a check of an input returns for several tensors, the first of which has this dtype."""
    return f"{MANY} of {dtype}"


Domain = Literal["numbers", "probabilities", "log-probabilities"]
"""What the elements of a tensor represent."""


class TensorSpec(NamedTuple):
    """A tensor as far as rules look at it: its shape, and the name of its dtype.

    Of several tensors (`MANY`): the shape of the first, and in ``first`` its dtype.
    """

    shape: Shape
    dtype: str = "float32"
    first: str = ""

    def one(self) -> "TensorSpec":
        """The first of several tensors, or this one."""
        return TensorSpec(self.shape, self.first or "float32") if self.dtype == MANY else self


def returned(shape: Shape, dtype: str) -> TensorSpec:
    """A tensor of a dtype, or several where the dtype is that of `several`."""
    many, of, first = dtype.partition(" of ")
    return TensorSpec(shape, many, first) if of else TensorSpec(shape, dtype)


class Conditions(NamedTuple):
    """The mode of a run, and the dtype of autocast or "off", where a rule depends on them."""

    training: bool = False
    autocast: str = "off"


class Rule(msgspec.Struct, frozen=True, eq=False):
    """One requirement of the documentation. Rules are compared by identity."""

    name: str
    """Its name among the rules of a kind: the argument or the property that it is about."""

    cause: str
    """What is wrong where it is violated, in one sentence without a full stop, as it is shown behind a
    place. ``{layer}`` is the class of the layer or loss, ``{wanted}`` and ``{got}`` are the two values
    that disagree."""

    repairs: tuple[Repair, ...]
    """What to change, the smallest change first; in their sentences, the same names."""

    page: str = ""
    """The page of PyTorch's reference that says so; "" for that of the layer or loss."""

    capability: str = ""
    """The capability of a processor that lifts the rule, such as ``onednn.{got}``; "" for a rule that
    holds on every processor."""

    of_values: bool = False
    """Whether it is about the values of elements, which the ``meta`` device doesn't have."""

    option: str = ""
    """The option that it is about, where that isn't its name."""

    out_of_bounds: bool = False
    """Whether nothing checks it, so that memory is accessed out of bounds where it is violated: from
    there on the process may end anywhere."""

    shared: bool = False
    """Whether layers or losses of many kinds have it, so that its violations are one cause."""

    since: Release = ANY
    until: Release = LATEST
    """The first and the last release of torch that have it, where another has not: `require` then is
    about nothing."""

    def require(self, condition: bool, wanted: Fact, got: Fact) -> None:
        """Raise `RuleViolated` where the condition is false, and the installed release has the rule."""
        if not condition and self.since <= installed() <= self.until:
            raise RuleViolated(self, wanted, got)

    def reject(self, wanted: Fact, got: Fact) -> NoReturn:
        """Raise `RuleViolated`, whatever the release."""
        raise RuleViolated(self, wanted, got)


class RuleViolated(Exception):
    """A rule is violated: it requires one value and got another."""

    def __init__(self, rule: Rule, wanted: Fact, got: Fact) -> None:
        super().__init__(rule, wanted, got)
        self.rule, self.wanted, self.got = rule, wanted, got

    def __str__(self) -> str:
        return self.text(self.rule.cause, "the layer")

    def kept(self) -> "RuleViolated":
        """Itself, to be remembered: without the frames that it went through, and all that is in them."""
        return self.with_traceback(None)

    def text(self, template: str, layer: str) -> str:
        """A template of the rule with the class of a layer or loss, and the two values, filled in.

        The family of a class is its name without the number of its spatial dimensions.
        """
        family = re.sub(r"[123]d$", "", layer)
        return template.format(
            layer=layer, family=family, wanted=shown(self.wanted), got=shown(self.got)
        )

    def repairs(self, layer: str) -> tuple[Repair, ...]:
        """The repairs of the rule for a layer or loss, with the two values filled in."""
        return tuple(
            replace(
                one,
                text=self.text(one.text, layer),
                change=resolved(one.change, self.wanted, self.got),
            )
            for one in self.rule.repairs
        )


def shown(fact: Fact) -> str:
    """A value as PyTorch prints it: a shape as ``[2, 3, 224, 224]``, a float by ``%g``."""
    if isinstance(fact, tuple | list):
        return f"[{', '.join(map(shown, fact))}]"
    return f"{fact:g}" if isinstance(fact, float) else str(fact)


SAME_TYPE = Rule(
    "dtype",
    "{layer} has {wanted} weights, but its input is {got}",
    (
        Repair(
            "convert the input to the dtype of the weights: x.to(torch.{wanted})",
            SetInput("dtype", "{wanted}"),
        ),
    ),
    "generated/torch.nn.Module.html#torch.nn.Module.to",
    shared=True,
)
FLOATING_TYPE = Rule(
    "floating",
    "{layer} expects an input with {wanted}, but got {got}",
    (Repair("convert the input: x.float()", SetInput("dtype", "float32")),),
    "tensor_attributes.html#torch.dtype",
    shared=True,
)
CASTABLE = (FLOATING[0], *FLOATING[2:])
"""The dtypes that autocast converts: float64 and integers stay as they are. Source:
https://docs.pytorch.org/docs/stable/amp.html#ops-eligible-for-autocasting"""


def cast(x: TensorSpec, how: Conditions) -> str:
    """The dtype of an input to an operation that autocast runs in its lower precision."""
    return how.autocast if how.autocast != "off" and x.dtype in CASTABLE else x.dtype


def widened(x: TensorSpec, how: Conditions) -> str:
    """The dtype of an input to an operation that autocast runs in float32."""
    return "float32" if how.autocast != "off" and x.dtype in CASTABLE else x.dtype


def as_weights(x: TensorSpec, how: Conditions) -> str:
    """The output dtype of a layer with float32 weights: that of its weights, or of autocast.

    Raises `RuleViolated` where the input has another dtype than the weights.
    """
    if how.autocast != "off" and x.dtype in CASTABLE:
        return how.autocast
    SAME_TYPE.require(x.dtype == "float32", "float32", x.dtype)
    return x.dtype


def typed(x: TensorSpec, allowed: tuple[str, ...]) -> str:
    """The dtype of an input. Raises `RuleViolated` where it is not an allowed one."""
    FLOATING_TYPE.require(x.dtype in allowed, dtype_family(allowed), x.dtype)
    return x.dtype


def floating(x: TensorSpec) -> str:
    """The dtype of an input. Raises `RuleViolated` where it is not a floating-point one."""
    return typed(x, FLOATING)
