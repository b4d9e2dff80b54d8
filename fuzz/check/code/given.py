"""What a call in a line gives for an argument."""

import ast

from fuzz.check.code.tree import at_line
from fuzz.execution.named.place import Call


def given_in(call: Call, argument: str, names: list[str]) -> ast.expr | None:
    """What a call of something with arguments of these ``names`` gives for one of them."""
    node = _node(call)
    return given_by(node, argument, names) if node is not None else None


def given_by(node: ast.Call, argument: str, names: list[str]) -> ast.expr | None:
    """The same of a call as it is written."""
    if any(isinstance(one, ast.Starred) for one in node.args):
        return None
    given = dict(zip(names, node.args, strict=False))
    given |= {word.arg: word.value for word in node.keywords if word.arg is not None}
    return given.get(argument)


def is_complete(call: Call) -> bool:
    """Whether a call says itself all that it gives, and unpacks nothing."""
    node = _node(call)
    return node is not None and says_all(node)


def says_all(node: ast.Call) -> bool:
    """The same of a call as it is written."""
    starred = any(isinstance(one, ast.Starred) for one in node.args)
    return not starred and all(one.arg is not None for one in node.keywords)


def _node(call: Call) -> ast.Call | None:
    there = at_line(call.place, ast.Call)
    return next((one for one in there if (one.end_lineno, one.end_col_offset) == call.end), None)
