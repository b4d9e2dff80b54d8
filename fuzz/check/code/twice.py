"""taken_twice(): a name that is taken twice in a row of names, where another is taken nowhere."""

import ast
from typing import NamedTuple

from fuzz.check.code.loop import is_near
from fuzz.check.code.tree import at_line
from fuzz.execution.named.place import Place, place_of


class Twice(NamedTuple):
    """The name that nothing reads, the one that is taken in its place, and the line."""

    unread: str
    name: str
    place: Place


def taken_twice(place: Place | None, module: str) -> Twice | None:
    """What is taken in place of the name to which a line assigns what a module makes; None where that is
    read, or where none with almost the same name is taken twice."""
    functions = at_line(place, ast.FunctionDef)[-1:] if place is not None else []
    for function in functions:
        assert place is not None
        unread = _assigned(function, place.line, module)
        loads = [node for node in ast.walk(function) if isinstance(node, ast.Name)]
        later = (one for one in loads if one.lineno > place.line and isinstance(one.ctx, ast.Load))
        if not unread or unread in (one.id for one in later):
            return None
        for node in ast.walk(function):
            names = [one.id for one in _row(node) if isinstance(one, ast.Name)]
            both = next((one for one in names if names.count(one) > 1 and is_near(one, unread)), None)
            if both is not None and getattr(node, "lineno", 0) > place.line:
                return Twice(unread, both, place_of(place.file, getattr(node, "lineno", 0)))
    return None


def _assigned(function: ast.FunctionDef, line: int, module: str) -> str:
    """The name to which a line assigns what a module makes."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and node.lineno <= line <= (node.end_lineno or 0):
            pairs = zip(_row(node.targets[0]), _row(node.value), strict=False)
            single = [(node.targets[0], node.value)]
            for target, value in (*pairs, *single):
                if isinstance(target, ast.Name) and f"self.{module}(" in ast.unparse(value):
                    return target.id
    return ""


def _row(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.Call):
        return node.args
    return node.elts if isinstance(node, ast.Tuple | ast.List) else []
