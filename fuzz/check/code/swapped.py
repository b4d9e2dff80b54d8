"""swapped_sides(): the line that gives width and height in the other order than a shape has them."""

import ast

from fuzz.check.code.tree import at_line
from fuzz.execution.named.place import Place, place_of


def swapped_sides(place: Place | None) -> Place | None:
    """The first line of the function around a line that writes (w, h), where ``h, w`` were taken of a
    shape in this order; None where none does."""
    for function in at_line(place, ast.FunctionDef)[-1:] if place is not None else ():
        assert place is not None
        sides = [pair for node in ast.walk(function) if (pair := _taken(node)) is not None]
        for node in ast.walk(function):
            if isinstance(node, ast.Tuple | ast.List) and isinstance(node.ctx, ast.Load):
                names = tuple(map(ast.unparse, node.elts[-2:]))
                if names[::-1] in sides and len(node.elts) > 1:
                    return place_of(place.file, node.lineno)
    return None


def _taken(node: ast.AST) -> tuple[str, str] | None:
    """The last two names that a line takes of a shape, in their order."""
    if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Tuple):
        return None
    value = ast.unparse(node.value)
    names = node.targets[0].elts[-2:]
    whole = ".shape" in value or ".size()" in value
    if not whole or len(names) < 2 or not all(isinstance(one, ast.Name) for one in names):
        return None
    return ast.unparse(names[0]), ast.unparse(names[1])
