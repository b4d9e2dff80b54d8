"""What is written in a line: names that one value is taken apart into, a super() of another class."""

import ast
from collections.abc import Iterator

from fuzz.check.code.tree import at_line, tree_of
from fuzz.execution.named.place import Place

Simple = ast.Assign | ast.AnnAssign | ast.AugAssign | ast.Expr | ast.Return


def taken_apart(place: Place | None) -> tuple[str, int] | None:
    """What a line calls whose result it gives to several names, and how many; None where it doesn't."""
    for node in _at(place):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            target = node.targets[0]
            if isinstance(target, ast.Tuple | ast.List):
                return ast.unparse(node.value.func), len(target.elts)
    return None


def superior(place: Place | None) -> tuple[str, str] | None:
    """The class that a line names in super(), and the one that it is in."""
    classes = at_line(place, ast.ClassDef) if place is not None else []
    for node in _at(place):
        for call in ast.walk(node):
            if isinstance(call, ast.Call) and ast.unparse(call.func) == "super" and len(call.args) == 2:
                return ast.unparse(call.args[0]), classes[-1].name if classes else ""
    return None


def _at(place: Place | None) -> Iterator[Simple]:
    """The simple statements at a line."""
    nodes = ast.walk(tree_of(place.file)) if place is not None else iter(())
    line = place.line if place is not None else 0
    for node in nodes:
        if isinstance(node, Simple) and node.lineno <= line <= (node.end_lineno or 0):
            yield node
