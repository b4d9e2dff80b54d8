"""Files as trees of syntax, and the parts of them that a line is in."""

import ast
import linecache
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, TypeVar

from fuzz.check.network.place import line_of
from fuzz.execution.named.place import Place, Span

Node = TypeVar(
    "Node", ast.Call, ast.FunctionDef, ast.ClassDef, ast.Return, ast.Lambda, ast.With, ast.For
)

EXPRESSION: Any = ast.expr


@lru_cache(maxsize=64)
def tree_of(file: str) -> ast.Module:
    """The tree of a file; an empty one where it can't be read."""
    try:
        return ast.parse("".join(linecache.getlines(file)))
    except SyntaxError:
        return ast.Module([], [])


def at_line(place: Place, kind: type[Node]) -> list[Node]:
    """The parts of a kind that a line is in, the outermost first."""
    wanted: Any = kind  # of which mypy doubts that it can be a key
    parts: tuple[Node, ...] = _parts(place.file, wanted)
    return [node for node in parts if begins(node) <= place.line <= (node.end_lineno or node.lineno)]


def expression_at(place: Place | None, span: Span | None) -> ast.expr | None:
    """The expression of a file that is exactly there; None for none."""
    parts = _parts(place.file, EXPRESSION) if place is not None and span is not None else ()
    return next((one for one in parts if _span_of(one) == span), None)


@lru_cache(maxsize=256)
def _parts(file: str, kind: Any) -> tuple[Any, ...]:
    """The parts of a kind in a file, which is walked through once for all questions about its lines."""
    return tuple(node for node in ast.walk(tree_of(file)) if isinstance(node, kind))


def _span_of(node: ast.expr) -> tuple[int, int, int | None, int | None]:
    return node.lineno, node.col_offset, node.end_lineno, node.end_col_offset


def function_of(place: Place) -> ast.FunctionDef | None:
    """The innermost function that a line is in; None for one that is in none."""
    return next(iter(at_line(place, ast.FunctionDef)[-1:]), None)


def is_inside(place: Place | None, function: ast.FunctionDef | None, file: str) -> bool:
    """Whether a line is in a function of a file."""
    if place is None or function is None or place.file != file:
        return False
    return begins(function) <= place.line <= (function.end_lineno or 0)


def begins(node: ast.stmt | ast.expr) -> int:
    """The first line of a part, its decorators included."""
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(one.lineno for one in decorators)])


def definition(code: object) -> ast.FunctionDef | ast.ClassDef | ast.Lambda | None:
    """The part that defines a function or a class; None where it can't be read."""
    place = line_of(code)
    if place is None:
        return None
    there: tuple[ast.ClassDef | ast.FunctionDef | ast.Lambda, ...] = (
        *at_line(place, ast.ClassDef),
        *at_line(place, ast.FunctionDef),
        *at_line(place, ast.Lambda),
    )
    return next((node for node in reversed(there) if begins(node) == place.line), None)


def parts_of(code: object) -> Iterator[ast.stmt]:
    """The statements of a function or a class, in their order in the file."""
    defined = definition(code)
    nodes = ast.walk(defined) if defined is not None else iter(())
    statements = [node for node in nodes if isinstance(node, ast.stmt) and node is not defined]
    if isinstance(defined, ast.Lambda):
        statements = [ast.copy_location(ast.Expr(defined.body), defined.body)]
    return iter(sorted(statements, key=lambda one: one.lineno))
