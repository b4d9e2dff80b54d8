"""listed_in(): the entries of a list, written out, that an expression is the sum of."""

import ast
from collections import Counter

from fuzz.check.code.entry import LEADING, STEPS, Way, end_of, step
from fuzz.check.code.tally import arguments_of, made_of, reads, reads_of_attribute
from fuzz.check.code.tree import function_of, tree_of
from fuzz.check.plain.at import Listed
from fuzz.execution.named.place import Call, place_of


def listed_in(calls: tuple[Call, ...], given: ast.expr) -> tuple[Listed | None, ...]:
    """The entry that each term of a sum, in the innermost of some calls, stands for; None for others."""
    return tuple(_listed(Way(term, calls, calls[0].place.file)) for term in _terms(given))


def _terms(given: ast.expr) -> list[ast.expr]:
    match given:
        case ast.BinOp(left=left, right=right, op=ast.Add()):
            return [*_terms(left), *_terms(right)]
    return [given]


def _listed(way: Way | None) -> Listed | None:
    for _ in range(STEPS):
        if way is None or not isinstance(way.node, LEADING):
            return None
        if isinstance(way.node, ast.Subscript):
            return _entry(way, way.node)
        further = step(way)
        way = further if further is not way else None
    return None


def _entry(way: Way, node: ast.Subscript) -> Listed | None:
    """The entry of a list, of which all entries are read one by one."""
    first = step(way._replace(node=node.value))
    end = end_of(first._replace(sole=True)) if first is not None else None
    if end is None or not end.sole or not isinstance(end.node, ast.List | ast.Tuple):
        return None
    values = tuple(one.value for one in end.node.elts if isinstance(one, ast.Constant))
    numbers = tuple(one for one in values if type(one) is int)
    uses, index = _uses(way, node.value), _index(node)
    if len(numbers) != len(end.node.elts) or index is None or None in uses:
        return None
    at = index % len(numbers) if -len(numbers) <= index < len(numbers) else None
    those = Counter(one % len(numbers) for one in uses if one is not None)
    if at is None:
        return None
    return Listed(place_of(end.file, end.node.lineno), at, numbers, sole=those[at] == 1)


def _uses(way: Way, table: ast.expr) -> list[int | None]:
    """The places of a list that are read where it has the name that it has here; a None for each use of
    another kind."""
    function, written = function_of(way.calls[0].place) if way.calls else None, ast.unparse(table)
    own = function is not None and isinstance(table, ast.Name) and _is_own(function, table.id)
    scope: ast.AST = function if function is not None and own else tree_of(way.file)
    nodes = (one for one in ast.walk(scope) if isinstance(one, ast.Subscript))
    uses = [_index(one) for one in nodes if ast.unparse(one.value) == written]
    match table:
        case ast.Name(id=name):
            every = reads(scope, name)
        case ast.Attribute(attr=name):
            every = reads_of_attribute(scope, name)
        case _:
            every = 0
    return uses if len(uses) == every else [None]


def _is_own(function: ast.FunctionDef, name: str) -> bool:
    return name in arguments_of(function) or any(True for _ in made_of(ast.walk(function), name))


def _index(node: ast.Subscript) -> int | None:
    """The place that is read; None where it is not written, or given another value."""
    match node:
        case ast.Subscript(slice=ast.Constant(value=int() as index), ctx=ast.Load()):
            return index
        case ast.Subscript(
            slice=ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() as index)), ctx=ast.Load()
        ):
            return -index
    return None
