"""fraction(): the expression that makes a float of a size, wherever that is written."""

import ast
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fuzz.check.code.entry import Way, step
from fuzz.check.code.tree import expression_at, tree_of
from fuzz.execution.named.place import Call, Place, Span, place_of

FLOATS = frozenset(
    ("p", "dropout", "eps", "momentum", "negative_slope", "alpha", "scale_factor", "mean", "std", "gain")
)
"""Arguments that are to be floats."""

DEPTH = 12
"""How far a value is followed, through names, calls and what functions return."""

PROPERTIES = ("property", "cached_property")

Sized = ast.Call | ast.BinOp | ast.Subscript


class Fraction(NamedTuple):
    """The expression as it is written, as it is meant, and its line."""

    written: str
    meant: str
    place: Place


def fraction(calls: tuple[Call, ...], span: Span | None) -> Fraction | None:
    """The first float in what the expression was given that has raised, in the innermost of some calls:
    a quotient by /, what a float is a factor of, or a number such as 64.0. None where there is none for
    sure."""
    node = expression_at(calls[0].place, span) if calls else None
    if not isinstance(node, Sized):
        return None
    ways = (_float(Way(one, calls, calls[0].place.file)) for one in _given(node))
    return next((told for one in ways if one is not None and (told := _told(one)) is not None), None)


def _given(node: Sized) -> Iterator[ast.expr]:
    match node:
        case ast.Call():
            yield from node.args
            yield from (word.value for word in node.keywords if word.arg not in FLOATS)
        case ast.BinOp():
            yield from (node.left, node.right)
        case ast.Subscript(slice=ast.Tuple(elts=parts)):
            yield from (one for part in parts for one in _sliced(part))
        case ast.Subscript(slice=part):
            yield from _sliced(part)


def _sliced(part: ast.expr) -> Iterator[ast.expr]:
    match part:
        case ast.Slice(lower=lower, upper=upper, step=gap):
            yield from (one for one in (lower, upper, gap) if one is not None)
        case _:
            yield part


def _told(way: Way) -> Fraction | None:
    node = way.node
    assert isinstance(node, ast.expr)
    written = ast.unparse(node)
    meant = f"int({written})"
    match node:
        case ast.BinOp(left=left, op=ast.Div(), right=right):
            if _float(way._replace(node=left)) is None and _float(way._replace(node=right)) is None:
                meant = f"{ast.unparse(left)} // {ast.unparse(right)}"
        case ast.Constant(value=float() as value):
            if not value.is_integer():
                return None
            meant = str(int(value))
    return Fraction(written, meant, place_of(way.file, node.lineno))


def _float(way: Way, depth: int = DEPTH) -> Way | None:
    """Where an expression is a float, the part to be made whole: the innermost quotient, or the
    operation that a number is part of."""
    match way.node:
        case ast.BinOp(op=ast.Div()) | ast.Constant(value=float()):
            return way
        case ast.BinOp(left=left, right=right):
            found = _first(way, (left, right), depth)
            return way if found is not None and isinstance(found.node, ast.Constant) else found
        case ast.Tuple(elts=parts) | ast.List(elts=parts):
            return _first(way, parts, depth)
        case ast.Call(func=ast.Name(id="max" | "min"), args=parts):
            return _first(way, parts, depth)
        case ast.IfExp(body=one, orelse=other):
            return _first(way, (one, other), depth)
    if depth == 0 or not isinstance(way.node, ast.Name | ast.Attribute | ast.Subscript | ast.Call):
        return None
    further = step(way)
    if further is not None and further is not way:
        return _float(further, depth - 1)
    return _returned(way, way.node, depth)


def _first(way: Way, parts: Sequence[ast.expr], depth: int) -> Way | None:
    found = (_float(way._replace(node=one), depth) for one in parts)
    return next((one for one in found if one is not None), None)


def _returned(way: Way, node: ast.expr, depth: int) -> Way | None:
    """The float that a function of the file returns which an expression calls; None where several may:
    a class may have another method of that name than the one it inherits."""
    found: list[Way] = []
    for value in _values(node, tree_of(way.file)):
        inside = Call(place_of(way.file, value.lineno))
        called = Call(place_of(way.file, node.lineno), (node.end_lineno or 0, node.end_col_offset or 0))
        end = _float(Way(value, (inside, called, *way.calls[1:]), way.file), depth - 1)
        found += [end] if end is not None else []
    return found[0] if len(found) == 1 else None


def _values(node: ast.expr, tree: ast.Module) -> Iterator[ast.expr]:
    """What each function returns that may be called, if it has one return."""
    is_call = isinstance(node, ast.Call)
    func = node.func if isinstance(node, ast.Call) else node
    match func:
        case ast.Name(id=name):
            those = [one for one in tree.body if isinstance(one, ast.FunctionDef)]
        case ast.Attribute(value=ast.Name(id="self"), attr=name):
            kinds = (one for one in ast.walk(tree) if isinstance(one, ast.ClassDef))
            those = [one for kind in kinds for one in kind.body if isinstance(one, ast.FunctionDef)]
        case _:
            return
    for one in those:
        read = any(ast.unparse(mark).rpartition(".")[2] in PROPERTIES for mark in one.decorator_list)
        returns = [part.value for part in ast.walk(one) if isinstance(part, ast.Return)]
        if one.name == name and read != is_call and len(returns) == 1 and returns[0] is not None:
            yield returns[0]
