"""chosen_of(): the side of ``a or b``, or of ``a if asked else b``, that constants decide upon."""

import ast
from collections.abc import Callable

Known = Callable[[ast.expr], ast.Constant | None]
"""The constant that an expression stands for; None where that is not known."""


def chosen_of(node: ast.BoolOp | ast.IfExp, known: Known) -> ast.expr | None:
    """The part of an expression that gives its value; None where it can't be told."""
    if isinstance(node, ast.IfExp):
        asked = _truth(node.test, known)
        return None if asked is None else node.body if asked else node.orelse
    ends_at = isinstance(node.op, ast.Or)
    for one in node.values[:-1]:
        constant = known(one)
        if constant is None:
            return None
        if bool(constant.value) is ends_at:
            return one
    return node.values[-1]


def _truth(test: ast.expr, known: Known) -> bool | None:
    match test:
        case ast.UnaryOp(op=ast.Not(), operand=inner):
            truth = _truth(inner, known)
            return None if truth is None else not truth
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            pair = known(left), known(right)
            if pair[0] is None or pair[1] is None:
                return None
            same = pair[0].value == pair[1].value and type(pair[0].value) is type(pair[1].value)
            if isinstance(op, ast.Is | ast.Eq):
                return same
            return not same if isinstance(op, ast.IsNot | ast.NotEq) else None
    constant = known(test)
    return bool(constant.value) if constant is not None else None
