"""What a call in a line gives for an argument."""

import ast

from fuzz.check.code.tree import at_line
from fuzz.execution.named.place import Call


def given_in(call: Call, argument: str, names: list[str]) -> ast.expr | None:
    """What a call of something with arguments of these ``names`` gives for one of them."""
    node = _node(call)
    if node is None or any(isinstance(one, ast.Starred) for one in node.args):
        return None
    given = dict(zip(names, node.args, strict=False))
    given |= {word.arg: word.value for word in node.keywords if word.arg is not None}
    return given.get(argument)


def is_complete(call: Call) -> bool:
    """Whether a call says itself all that it gives, and unpacks nothing."""
    node = _node(call)
    starred = node is not None and any(isinstance(one, ast.Starred) for one in node.args)
    return node is not None and not starred and all(one.arg is not None for one in node.keywords)


def _node(call: Call) -> ast.Call | None:
    there = at_line(call.place, ast.Call)
    return next((one for one in there if (one.end_lineno, one.end_col_offset) == call.end), None)
