"""Grip: what a layer does with the memory of its features, as far as the way back cares.

Source: the ``self`` and ``result`` that each formula of tools/autograd/derivatives.yaml names.
"""

from collections.abc import Callable
from typing import Literal, NamedTuple

from strategies.value import Options, Shape


class AutogradEffect(NamedTuple):
    """What is kept for the way back, what memory the output has, and whether it is written over.

    ``output`` is "new" memory, a "view" of the input's, or the "same" tensor.
    """

    saves_input: bool = False
    saves_output: bool = False
    output: Literal["new", "view", "same"] = "new"
    modifies_input: bool = False


AutogradRule = Callable[[Options, Shape, bool], AutogradEffect]
"""The grip of a layer with some options on features of a shape, in training or not."""

NOTHING = AutogradEffect()
INPUT = AutogradEffect(saves_input=True)
OUTPUT = AutogradEffect(saves_output=True)
VIEW = AutogradEffect(output="view")
SAME = AutogradEffect(output="same")
IN_PLACE = AutogradEffect(output="same", modifies_input=True)


def always(autograd: AutogradEffect) -> AutogradRule:
    """The same whatever the options, features and mode."""
    return lambda _, __, ___: autograd


def optionally(plain: AutogradEffect, in_place: AutogradEffect) -> AutogradRule:
    """One grip as a rule, and another where the layer works in place."""
    return lambda options, _, __: in_place if options.get("inplace") else plain


def input_saved(_: Options, __: Shape, ___: bool) -> AutogradEffect:
    """Most layers keep what they are given."""
    return INPUT
