"""Rules: what the documentation asks for, in plain Python over shapes and element types.

A rule belongs to a kind of layer or loss, and stands in the file of its table. `Rule.require`
raises `RuleViolated` where its condition is false, so that the code of a rule reads like the sentence of
the documentation that it comes from.
"""

from typing import Literal, NamedTuple, NoReturn

import msgspec

from strategies.value import FLOATING, Shape

Fact = object
"""One of the two values that disagree: a size, a shape, a name; it is only ever shown."""

MANY = "tuple"
"""What stands for an element type where there are several tensors instead of one."""


Domain = Literal["numbers", "probabilities", "log-probabilities"]
"""What the elements of a tensor are meant as."""


class TensorSpec(NamedTuple):
    """A tensor as far as rules look at it: its sizes, and the name of its element type."""

    shape: Shape
    dtype: str = "float32"


class Conditions(NamedTuple):
    """What a rule may have to know of the run: the mode, and the element type of autocast or "off"."""

    training: bool = False
    autocast: str = "off"


class Rule(msgspec.Struct, frozen=True):
    """One thing that the documentation asks for."""

    name: str
    """Its name among the rules of a kind: the argument or the property that it is about."""

    cause: str
    """What is wrong where it is violated. The layer or loss is ``{layer}`` in it; the two values that
    disagree are ``{wanted}`` and ``{got}``."""

    fix: str
    """What to do about it, with the same names."""

    page: str = ""
    """The page of PyTorch's reference that says so; "" for that of the layer or loss."""

    capability: str = ""
    """What a processor has to be capable of where it can't be violated, such as ``onednn.{got}``; ""
    for a rule that holds on each."""

    of_values: bool = False
    """Whether it is about the values of elements, which a device without values (``meta``) can't see."""

    def require(self, condition: bool, wanted: Fact, got: Fact) -> None:
        """Raise `RuleViolated` unless the rule is kept."""
        if not condition:
            raise RuleViolated(self, wanted, got)

    def reject(self, wanted: Fact, got: Fact) -> NoReturn:
        """Raise `RuleViolated`."""
        raise RuleViolated(self, wanted, got)


class RuleViolated(Exception):
    """A rule is violated: it wants one value and has got another."""

    def __init__(self, rule: Rule, wanted: Fact, got: Fact) -> None:
        super().__init__(rule, wanted, got)
        self.rule, self.wanted, self.got = rule, wanted, got

    def __str__(self) -> str:
        return self.text(self.rule.cause, "the layer")

    def text(self, template: str, layer: str) -> str:
        """A text of the rule with the name of a layer or loss, and the two values, filled in."""
        return template.format(layer=layer, wanted=shown(self.wanted), got=shown(self.got))


def shown(fact: Fact) -> str:
    """A value as PyTorch prints it: a shape as ``[2, 3, 224, 224]``, a number without idle zeros."""
    if isinstance(fact, tuple | list):
        return f"[{', '.join(map(shown, fact))}]"
    return f"{fact:g}" if isinstance(fact, float) else str(fact)


SAME_TYPE = Rule(
    "dtype",
    "its weights are {wanted}, and it is given {got}",
    "convert the input, as in x.float(), or the network, as in model.double()",
    "generated/torch.nn.Module.html#torch.nn.Module.to",
)
FLOATING_TYPE = Rule(
    "floating",
    "it computes with {wanted} numbers, and is given {got}",
    "convert the input: x.float()",
    "tensor_attributes.html#torch.dtype",
)
CASTABLE = (FLOATING[0], *FLOATING[2:])
"""What autocast converts: float64 and whole numbers stay as they are. Source:
https://docs.pytorch.org/docs/stable/amp.html#ops-eligible-for-autocasting"""


def cast(x: TensorSpec, how: Conditions) -> str:
    """The element type of features after autocast, where that converts what an operation is given."""
    return how.autocast if how.autocast != "off" and x.dtype in CASTABLE else x.dtype


def widened(x: TensorSpec, how: Conditions) -> str:
    """The element type of features where autocast has an operation done in float32."""
    return "float32" if how.autocast != "off" and x.dtype in CASTABLE else x.dtype


def as_weights(x: TensorSpec, how: Conditions) -> str:
    """The element type that a layer with float32 weights gives: that of its weights, or of autocast."""
    if how.autocast != "off" and x.dtype in CASTABLE:
        return how.autocast
    SAME_TYPE.require(x.dtype == "float32", "float32", x.dtype)
    return x.dtype


def floating(x: TensorSpec) -> str:
    """The element type of features that have to be real and floating."""
    FLOATING_TYPE.require(x.dtype in FLOATING, "floating", x.dtype)
    return x.dtype
