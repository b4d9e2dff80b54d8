"""What autograd saves of a layer's input and output, and what a layer modifies in place.

Source: the ``self`` and ``result`` that each formula of tools/autograd/derivatives.yaml names.
"""

from collections.abc import Callable
from typing import Literal, NamedTuple

from strategies.value import Options, Shape


class AutogradEffect(NamedTuple):
    """What is saved for backward, the memory of the output, and whether the input is modified in place.

    ``output`` is a "new" tensor, a "view" of the input, or the "same" tensor.
    """

    saves_input: bool = False
    saves_output: bool = False
    output: Literal["new", "view", "same"] = "new"
    modifies_input: bool = False


AutogradRule = Callable[[Options, Shape, bool], AutogradEffect]
"""The effect of a layer with some options on an input of a shape, in training mode or not."""

NOTHING = AutogradEffect()
INPUT = AutogradEffect(saves_input=True)
OUTPUT = AutogradEffect(saves_output=True)
VIEW = AutogradEffect(output="view")
SAME = AutogradEffect(output="same")
IN_PLACE = AutogradEffect(output="same", modifies_input=True)


def always(autograd: AutogradEffect) -> AutogradRule:
    """The same effect for all options, inputs and modes."""
    return lambda _, __, ___: autograd


def optionally(plain: AutogradEffect, in_place: AutogradEffect) -> AutogradRule:
    """One effect by default, and another with inplace=True."""
    return lambda options, _, __: in_place if options.get("inplace") else plain


def input_saved(_: Options, __: Shape, ___: bool) -> AutogradEffect:
    """Most layers save their input for backward."""
    return INPUT
