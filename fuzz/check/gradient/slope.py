"""Slopes of a loss: nodes of its graph at which a gradient becomes zero, NaN or infinite."""

import math
from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor, nn

from fuzz.check.gradient.trail import Trail
from fuzz.check.plain.observed import How, Stopped
from fuzz.check.plain.tensor import is_finite
from strategies.value import Shape

Node = Any
"""A node of the graph, of which there is no class that could be named."""

STEPPED = {
    "RoundBackward": "round",
    "FloorBackward": "floor",
    "CeilBackward": "ceil",
    "TruncBackward": "trunc",
    "SignBackward": "sign",
    "BernoulliBackward": "bernoulli",
}
"""Operations whose slope is zero everywhere, by the names of their nodes."""

WRAPPED = 2**63
"""Negative dimensions are kept as if they were without a sign."""


class Slopes:
    """The graph of a loss, of which each node notes what comes in and what goes out in backward.

    ``loud`` are the nodes that were given anything but zero, ``spoiling`` the first that made NaN or
    infinity of what was finite; ``constant`` those that make the same of any input nearby, and why.
    """

    def __init__(self, loss: Tensor) -> None:
        self.users: dict[Node, list[Node]] = {}
        self.leaves: dict[int, Node] = {}
        self.loud: set[Node] = set()
        self.constant: dict[Node, How] = {}
        self.shapes: dict[Node, Shape] = {}
        """Of what each softmax has made that is constant."""
        self.spoiling: Node | None = None
        waiting: list[Node] = [loss.grad_fn]
        seen = {loss.grad_fn}
        while waiting:
            node = waiting.pop()
            node.register_hook(self._noting(node))
            if why := _constant(node):  # what is saved is gone after the backward pass
                self.constant[node] = why
                self.shapes[node] = tuple(node._saved_result.shape) if why == "single_softmax" else ()
            if hasattr(node, "variable"):
                self.leaves[id(node.variable)] = node
            for following, _ in node.next_functions:
                if following is not None:
                    self.users.setdefault(following, []).append(node)
                    if following not in seen:
                        seen.add(following)
                        waiting.append(following)

    def _noting(self, node: Node) -> Any:
        def note(made: Any, given: Any) -> Any:
            there = [one for one in given if one is not None]
            if any(bool(one.any()) for one in there):
                self.loud.add(node)
            spoils = not all(is_finite(one) for one in made if one is not None)
            if self.spoiling is None and spoils and all(map(is_finite, there)):
                self.spoiling = node
            if self.constant.get(node) == "single_norm" and made[0] is not None:
                return (torch.zeros_like(made[0]), *made[1:])  # which is rounded to about that
            return None

        return note

    def line(self, node: Node, trail: Trail) -> tuple[str, Any]:
        """The operation that a node is of and its line: its own, or that of the next on the way to the
        loss; nothing where there is none."""
        for _ in range(len(self.users)):
            if node in trail.nodes:
                return trail.nodes[node]
            if node not in self.users:
                break
            node = self.users[node][0]
        return "", None

    def quieting(self, parameter: Tensor) -> set[Node]:
        """The nodes that get a gradient, and hand on nothing but zero towards a parameter."""
        leaf = self.leaves.get(id(parameter))
        waiting, seen, found = [leaf], {leaf}, set()
        while waiting:
            for node in self.users.get(waiting.pop(), ()):
                if node in self.loud:
                    found.add(node)
                elif node not in seen:
                    seen.add(node)
                    waiting.append(node)
        return found


def unbounded(slopes: Slopes, trail: Trail, learned: dict[str, nn.Parameter]) -> Stopped | None:
    """The parameters whose gradients are NaN or infinite, and the line at which that begins."""
    there = ((name, one.grad) for name, one in learned.items())
    names = tuple(name for name, grad in there if grad is not None and not is_finite(grad))
    if not names or slopes.spoiling is None:
        return None
    return Stopped(names, "unbounded", *slopes.line(slopes.spoiling, trail))


def flat(slopes: Slopes, trail: Trail, zero: dict[str, nn.Parameter]) -> Iterator[Stopped]:
    """The parameters whose gradients are zero for a reason that is known, by that."""
    behind: dict[Node, list[str]] = {}
    for name, one in zero.items():
        nodes = slopes.quieting(one)
        if len(nodes) == 1:
            behind.setdefault(nodes.pop(), []).append(name)
    for node, names in behind.items():
        op, place = slopes.line(node, trail)
        if why := slopes.constant.get(node):
            yield Stopped(tuple(names), why, op, place, slopes.shapes.get(node, ()))
        elif len(names) > 1 and all(not zero[name].any() for name in names):
            yield Stopped(tuple(names), "both_zero", op, place)


def _constant(node: Node) -> How | None:
    """Why what comes of a node is the same for any input nearby; None for none of these reasons."""
    kind = node.name().rstrip("0123456789")
    if kind in STEPPED:
        return "stepped"
    if kind in ("SoftmaxBackward", "LogSoftmaxBackward"):
        dim = int(node._saved_dim)
        shape = node._saved_result.shape
        single = shape[dim - 2 * WRAPPED if dim >= WRAPPED else dim] == 1
        return "single_softmax" if single and math.prod(shape) > 1 else None
    return "single_norm" if _is_of_one(node, kind) else None


def _is_of_one(node: Node, kind: str) -> bool:
    """Whether a node is of a norm over single values, from which each has a distance of zero."""
    if kind == "NativeLayerNormBackward":
        return bool(math.prod(node._saved_normalized_shape) == 1)
    if kind == "NativeGroupNormBackward":
        return bool(node._saved_C == node._saved_group and node._saved_HxW == 1)
    return False
