"""Files as trees of syntax, and the parts of them that a line is in."""

import ast
import linecache
from functools import lru_cache
from typing import TypeVar

from fuzz.check.place import Place

Node = TypeVar("Node", ast.Call, ast.FunctionDef, ast.ClassDef, ast.Return)


@lru_cache(maxsize=64)
def tree_of(file: str) -> ast.Module:
    """The tree of a file; an empty one where it can't be read."""
    try:
        return ast.parse("".join(linecache.getlines(file)))
    except SyntaxError:
        return ast.Module([], [])


def at_line(place: Place, kind: type[Node]) -> list[Node]:
    """The parts of a kind that a line is in, the outermost first."""
    nodes = (node for node in ast.walk(tree_of(place.file)) if isinstance(node, kind))
    return [node for node in nodes if _begins(node) <= place.line <= (node.end_lineno or node.lineno)]


def _begins(node: ast.Call | ast.FunctionDef | ast.ClassDef | ast.Return) -> int:
    """The first line of a part, its decorators included."""
    return min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", []))])
