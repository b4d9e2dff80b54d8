"""alias(): two names of one value that a line adds, of which one was made of the other."""

import ast
from collections.abc import Iterator
from typing import NamedTuple

from fuzz.check.code.tree import at_line
from fuzz.execution.named.place import Place, place_of


class Alias(NamedTuple):
    """What is written, such as ``out + kept``, and the line that makes both one: ``kept = out``."""

    written: str
    place: Place


def alias(place: Place | None) -> Alias | None:
    """How a line adds a name to another one that a line before has made the same, or takes it away.

    None where either may be another value since: it is assigned again, other than under a condition.
    """
    functions = at_line(place, ast.FunctionDef)[-1:] if place is not None else []
    for function in functions:
        assert place is not None
        for left, right, written in _sums(function, place.line):
            line = _same(function, left, right, place.line)
            if line:
                return Alias(written, place_of(place.file, line))
    return None


def _sums(function: ast.FunctionDef, line: int) -> Iterator[tuple[str, str, str]]:
    for node in ast.walk(function):
        match node:
            case ast.BinOp(left=ast.Name(id=left), right=ast.Name(id=right), op=ast.Add() | ast.Sub()):
                if node.lineno <= line <= (node.end_lineno or 0) and left != right:
                    yield left, right, ast.unparse(node)
            case ast.AugAssign(
                target=ast.Name(id=left), value=ast.Name(id=right), op=ast.Add() | ast.Sub()
            ):
                if node.lineno <= line <= (node.end_lineno or 0) and left != right:
                    yield left, right, ast.unparse(node)


def _same(function: ast.FunctionDef, left: str, right: str, before: int) -> int:
    """The line that gives the value of one of two names to the other, the last to say what both are; 0
    where there is none."""
    found = 0
    for one in function.body:
        if one.lineno >= before:
            break
        match one:
            case ast.Assign(targets=[ast.Name(id=target)], value=ast.Name(id=value)):
                if {target, value} == {left, right}:
                    found = one.lineno
                    continue
        if _assigns(one).intersection((left, right)):
            found = 0
    return found


def _assigns(one: ast.stmt) -> set[str]:
    """The names that a statement assigns, whatever holds."""
    if isinstance(one, ast.If):
        return set()
    nodes = (node for node in ast.walk(one) if isinstance(node, ast.Name))
    return {node.id for node in nodes if isinstance(node.ctx, ast.Store)}
