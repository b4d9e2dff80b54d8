"""The steps of a forward pass through a network: the calls of its layers, and the code of its blocks.

A place is the number of a step. Each block counts its own steps from 0, once: edited networks share the
blocks in which nothing was edited, so that only what is new is counted anew.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from strategies.layer import Layer
from strategies.network.node import Block, Node, below
from strategies.network.program import (
    Add,
    Apply,
    Call,
    Concat,
    Expand,
    Flatten,
    Gather,
    Iterate,
    Multiply,
    Operation,
    Require,
    Take,
    Unpack,
    View,
)

FLATTEN = "flatten"
"""The step of a flatten in the code of a block."""

ADDITION = "+="
"""The step of an addition in the code of a block."""

PRODUCT = "*"
"""The step of a multiplication in the code of a block."""

EXPANSION = "expand_as"
"""The step of an expansion in the code of a block."""

JOIN = "cat"
"""The step of a concatenation in the code of a block."""

GUARD = "if"
"""The step of a check in the code of a block."""

VIEW = Layer("View", {"shape": (-1,)})


class Step(NamedTuple):
    """One step at a site: the call of its layer, or a step of the code of its block.

    Of a block, ``code`` is one of those above, or the name of the child that it calls; a function is a
    layer at the site of the block. Where a block iterates over a list of modules, the call of one of
    them is a step of both, at one place.
    """

    place: int
    code: str = ""
    layer: Layer | None = None


class _Called(NamedTuple):
    """A child that a block calls, and the place of its first step."""

    place: int
    name: str
    child: Node


class _Layout(NamedTuple):
    """The steps of a block's own code, and its children, at their places in the block."""

    own: tuple[Step, ...]
    called: tuple[_Called, ...]
    length: int


def steps_at(node: Node, site: str) -> list[Step]:
    """The steps of what is at a site, without those of its children; several of what is called again."""
    return list(_at(node, site.split(".") if site else (), 0))


def layers_in_order(node: Node, site: str = "") -> Iterator[tuple[str, Layer]]:
    """The layers and functions with their sites, as often as they are called."""
    if isinstance(node, Layer):
        yield site, node
    if isinstance(node, Block):
        own, called, _ = _layout(node)
        parts: list[Step | _Called] = sorted((*own, *called), key=lambda one: one.place)
        for part in parts:
            if isinstance(part, _Called):
                yield from layers_in_order(part.child, below(site, part.name))
            elif part.layer is not None:
                yield site, part.layer


def layer_steps(node: Node) -> tuple[Step, ...]:
    """The steps that call a layer or a function, wherever they are."""
    if isinstance(node, Block):
        return _layer_steps(node)
    return (Step(0, layer=node),) if node is not None else ()


@lru_cache(maxsize=4096)
def _layer_steps(block: Block) -> tuple[Step, ...]:
    own, called, _ = _layout(block)
    inside = (_moved(step, by=each.place) for each in called for step in layer_steps(each.child))
    return (*(step for step in own if step.layer is not None), *inside)


def _at(node: Node, names: Sequence[str], place: int) -> Iterator[Step]:
    if isinstance(node, Layer):
        yield from () if names else (Step(place, layer=node),)
    elif node is not None and not names:
        yield from (_moved(step, by=place) for step in _layout(node).own)
    elif node is not None:
        for each in _layout(node).called:
            if each.name == names[0]:
                yield from _at(each.child, names[1:], place + each.place)


def _moved(step: Step, by: int) -> Step:
    return Step(step.place + by, step.code, step.layer)


def _length(node: Node) -> int:
    if isinstance(node, Block):
        return _layout(node).length
    return int(node is not None)


@lru_cache(maxsize=4096)
def _layout(block: Block) -> _Layout:
    own: list[Step] = []
    called: list[_Called] = []
    length = 0
    for step in block.steps():
        if isinstance(step, Gather | Take):
            continue
        if not isinstance(step, Call | Iterate):
            own.append(_own(step, length))
            length += 1
            continue
        name, child = step.child, block.children.get(step.child)
        if child is None and isinstance(step, Call) and step.optional:
            continue
        own.append(Step(length, name))
        length += 1
        if isinstance(step, Iterate):
            own += _called_of_list(child, name, length)
        called.append(_Called(length, name, child))
        length += _length(child)
    return _Layout(tuple(own), tuple(called), length)


def _called_of_list(modules: Node, name: str, place: int) -> Iterator[Step]:
    """The calls of a list's modules, as steps of the block that iterates over it and so calls them."""
    for step in steps_at(modules, ""):
        if step.code:
            yield Step(place + step.place, below(name, step.code))


def _own(step: Operation, place: int) -> Step:
    match step:
        case Flatten():
            return Step(place, FLATTEN)
        case View():
            return Step(place, layer=VIEW)
        case Require() | Unpack():
            return Step(place, GUARD)
        case Expand():
            return Step(place, EXPANSION)
        case Add():
            return Step(place, ADDITION)
        case Multiply():
            return Step(place, PRODUCT)
        case Concat():
            return Step(place, JOIN)
        case Apply(layer=layer):
            return Step(place, layer=layer)
    raise TypeError(step)
