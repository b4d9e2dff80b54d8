"""Grip: what a layer does with the memory of its features, as far as the way back cares.

Source: the ``self`` and ``result`` that each formula of tools/autograd/derivatives.yaml names.
"""

from collections.abc import Callable
from typing import Literal, NamedTuple

from strategies.value import Options, Shape


class Grip(NamedTuple):
    """What is kept for the way back, what memory the output has, and whether it is written over.

    ``output`` is "new" memory, a "view" of the input's, or the "same" tensor.
    """

    keeps_input: bool = False
    keeps_output: bool = False
    output: Literal["new", "view", "same"] = "new"
    writes: bool = False


Gripping = Callable[[Options, Shape, bool], Grip]
"""The grip of a layer with some options on features of a shape, in training or not."""

NOTHING = Grip()
INPUT = Grip(keeps_input=True)
OUTPUT = Grip(keeps_output=True)
VIEW = Grip(output="view")
SAME = Grip(output="same")
WRITING = Grip(output="same", writes=True)


def always(grip: Grip) -> Gripping:
    """The same whatever the options, features and mode."""
    return lambda _, __, ___: grip


def optionally(plain: Grip, in_place: Grip) -> Gripping:
    """One grip as a rule, and another where the layer works in place."""
    return lambda options, _, __: in_place if options.get("inplace") else plain


def input_kept(_: Options, __: Shape, ___: bool) -> Grip:
    """Most layers keep what they are given."""
    return INPUT
