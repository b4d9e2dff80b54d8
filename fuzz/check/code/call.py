"""Calls in a line of code."""

import ast

from fuzz.check.code.tree import at_line
from fuzz.execution.named.place import Place


def passes_true(place: Place, argument: str) -> bool:
    """Whether a call in a line names an argument, or ends in one, that is True: so it is meant."""
    there = at_line(place, ast.Call)
    named = (word.value for node in there for word in node.keywords if word.arg == argument)
    last = (node.args[-1] for node in there if len(node.args) > 2)
    return any(isinstance(one, ast.Constant) and one.value is True for one in (*named, *last))
