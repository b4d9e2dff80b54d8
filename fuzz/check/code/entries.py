"""same_entry(): one entry of a list or a dictionary that a sum, or a join, takes twice."""

import ast
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from fuzz.check.code.rewritten import name_of
from fuzz.check.code.tally import arguments_of
from fuzz.check.code.tree import function_of
from fuzz.execution.named.place import Place

JOINING = (
    *("cat", "concat", "concatenate", "stack", "hstack", "vstack", "add", "sub", "maximum", "minimum"),
)


class SameEntry(NamedTuple):
    """How the sum is written, of what the entries are, all keys that the function takes of it, the one
    that is taken twice; whether it is an argument, of which another may take the rest."""

    written: str
    of: str
    keys: frozenset[int | str]
    twice: int | str
    given: bool


@lru_cache(maxsize=256)
def same_entry(place: Place) -> SameEntry | None:
    """The only such sum at a line, where its function takes nothing else of the same list than entries
    under keys that are written out."""
    function = function_of(place)
    found = []
    for node in ast.walk(function) if function is not None else ():
        if getattr(node, "lineno", 0) <= place.line <= (getattr(node, "end_lineno", 0) or 0):
            terms = [one for one in _terms(node) if isinstance(one, ast.Subscript)]
            written = [ast.unparse(one) for one in terms]
            twice = [one for one in terms if written.count(ast.unparse(one)) == 2]
            if twice and (key := _key(twice[0])) is not None and function is not None:
                found.append((node, twice[0].value, key))
    if not found or function is None:
        return None
    node, of, key = found[0]
    keys = _keys(function, of)
    if keys is None or not isinstance(of, ast.Name):
        return None
    given = of.id in arguments_of(function)
    return SameEntry(ast.unparse(node), of.id, keys, key, given)


def _terms(node: ast.AST) -> Iterator[ast.expr]:
    """What a sum, or a join, is made of."""
    match node:
        case ast.BinOp(left=left, right=right, op=ast.Add() | ast.Sub()):
            for one in (left, right):
                inner = list(_terms(one)) if isinstance(one, ast.BinOp) else []
                yield from inner or [one]
        case ast.Call(args=[ast.List(elts=parts) | ast.Tuple(elts=parts), *_]) if (
            name_of(node) in JOINING
        ):
            yield from parts
        case ast.Call(func=ast.Attribute(value=of), args=args) if name_of(node) in JOINING:
            yield from (of, *args)


def _key(node: ast.Subscript) -> int | str | None:
    match node.slice:
        case ast.Constant(value=int() | str() as key):
            return key
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() as key)):
            return -key
    return None


def _keys(function: ast.FunctionDef, of: ast.expr) -> frozenset[int | str] | None:
    """The keys under which a function takes something of a list; None where it takes it whole, too."""
    written, taken, whole = ast.unparse(of), set[int | str](), 0
    for node in ast.walk(function):
        if isinstance(node, ast.Subscript) and ast.unparse(node.value) == written:
            key = _key(node)
            if key is None or not isinstance(node.ctx, ast.Load):
                return None
            taken.add(key)
            whole -= 1
        if isinstance(node, ast.Name) and node.id == written and isinstance(node.ctx, ast.Load):
            whole += 1
    return frozenset(taken) if whole == 0 else None
