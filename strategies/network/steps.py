"""The steps of a forward pass through a network: the calls of its layers, and the code of its blocks.

A place is the number of a step. Each block counts its own steps from 0, once: edited networks share the
blocks in which nothing was edited, so that only what is new is counted anew.
"""

from collections.abc import Callable, Iterator
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


class _Layout(NamedTuple):
    """The steps of a block's own code, and the places in the block of the first step of each child."""

    own: tuple[Step, ...]
    called: dict[str, tuple[int, ...]]
    length: int


def steps_at(node: Node, site: str) -> list[Step]:
    """The steps of what is at a site, without those of its children; several of what is called again."""
    places: tuple[int, ...] = (0,)
    for name in site.split(".") if site else ():
        if not isinstance(node, Block):
            return []
        inside = _layout(node).called.get(name, ())
        places = tuple(begin + place for begin in places for place in inside)
        node = node.children.get(name)
    return [_moved(step, by=place) for place in places for step in _own_steps(node)]


def layers_in_order(node: Node, site: str = "") -> Iterator[tuple[str, Layer]]:
    """The layers and functions with their sites, as often as they are called."""
    if isinstance(node, Layer):
        yield site, node
    if isinstance(node, Block):
        own, called, _ = _layout(node)
        parts: list[tuple[int, str, Node]] = [(step.place, site, step.layer) for step in own]
        for name, places in called.items():
            parts += ((place, below(site, name), node.children.get(name)) for place in places)
        for _, where, part in sorted(parts, key=lambda part: part[0]):
            yield from layers_in_order(part, where)


def layer_steps(node: Node, chosen: Callable[[Layer], bool]) -> tuple[Step, ...]:
    """The steps that call a layer or a function of those chosen; told once for each block and choice."""
    if isinstance(node, Block):
        return _layer_steps(node, chosen)
    return _own_steps(node) if node is not None and chosen(node) else ()


@lru_cache(maxsize=4096)
def _layer_steps(block: Block, chosen: Callable[[Layer], bool]) -> tuple[Step, ...]:
    own, called, _ = _layout(block)
    inside = (
        _moved(step, by=place)
        for name, places in called.items()
        for step in layer_steps(block.children.get(name), chosen)
        for place in places
    )
    return (*(step for step in own if step.layer is not None and chosen(step.layer)), *inside)


def _own_steps(node: Node) -> tuple[Step, ...]:
    if isinstance(node, Block):
        return _layout(node).own
    return (Step(0, layer=node),) if node is not None else ()


def _moved(step: Step, by: int) -> Step:
    return Step(step.place + by, step.code, step.layer)


def _length(node: Node) -> int:
    if isinstance(node, Block):
        return _layout(node).length
    return int(node is not None)


@lru_cache(maxsize=4096)
def _layout(block: Block) -> _Layout:
    own: list[Step] = []
    called: dict[str, tuple[int, ...]] = {}
    length = 0
    for step in block.steps():
        match step:
            case Gather() | Take():
                continue
            case Call(child=name) | Iterate(child=name):
                child = block.children.get(name)
                if child is None and isinstance(step, Call) and step.optional:
                    continue
                own.append(Step(length, name))
                length += 1
                if isinstance(step, Iterate):
                    own += _called_of_list(child, name, length)
                called[name] = (*called.get(name, ()), length)
                length += _length(child)
            case _:
                own.append(_own(step, length))
                length += 1
    return _Layout(tuple(own), called, length)


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
