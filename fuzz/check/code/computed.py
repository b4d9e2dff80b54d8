"""image_of(): the size of images for which the features of a layer are computed, as by 224 // 32."""

import ast

from fuzz.check.code.entry import Way, end_of
from fuzz.execution.named.place import Call

DEPTH = 8
"""How deep an expression is followed."""


def image_of(calls: tuple[Call, ...], given: ast.expr) -> int:
    """The number that is divided in an expression of the innermost of some calls; 0 for none."""
    return _divided(Way(given, calls, calls[0].place.file), DEPTH)


def _divided(way: Way, depth: int) -> int:
    end = end_of(way) if depth else None
    node = end.node if end is not None else None
    if end is None or not isinstance(node, ast.BinOp):
        return 0
    if isinstance(node.op, ast.FloorDiv):
        first = end_of(end._replace(node=node.left))
        value = first.node.value if first is not None and isinstance(first.node, ast.Constant) else 0
        if type(value) is int:
            return value
    sides = (_divided(end._replace(node=one), depth - 1) for one in (node.left, node.right))
    return next((one for one in sides if one), 0)
