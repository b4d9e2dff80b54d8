"""overwritten(): what is done to a name in place of using what a line has assigned to it."""

import ast
from collections.abc import Iterator
from typing import NamedTuple

from fuzz.check.code.tree import at_line
from fuzz.execution.named.place import Place, place_of


class Overwritten(NamedTuple):
    """A name, the line that assigns it anew without reading it; whether that is the same line, in the
    next round of a loop, or its own, as nothing reads the name at all."""

    name: str
    place: Place
    in_loop: bool = False
    unread: bool = False


def overwritten(place: Place | None) -> Overwritten | None:
    """What becomes of the name that a line assigns; None where it is read first, or is none."""
    functions = at_line(place, ast.FunctionDef)[-1:] if place is not None else []
    for function in functions:
        assert place is not None
        own = next((one for one in _assignments(function) if _covers(one, place.line)), None)
        name = _name(own) if own is not None else ""
        if own is None or not name:
            return None
        return _after(function, own, name, place)
    return None


def _after(function: ast.FunctionDef, own: ast.Assign, name: str, place: Place) -> Overwritten | None:
    end = own.end_lineno or own.lineno
    loop = next((one for one in _loops(function) if any(own is part for part in one.body)), None)
    if loop is not None and not any(True for _ in _reads(loop, name)):
        return Overwritten(name, place_of(place.file, own.lineno), in_loop=True)
    reads = [one for one in _reads(function, name) if one > end]
    others = [one for one in _assignments(function) if one.lineno > end and _name(one) == name]
    first = min(reads, default=0)
    for other in others:
        if not first or (other.end_lineno or other.lineno) < first:
            return Overwritten(name, place_of(place.file, other.lineno))
    return Overwritten(name, place_of(place.file, own.lineno), unread=True) if not first else None


def _assignments(function: ast.FunctionDef) -> Iterator[ast.Assign]:
    those = (node for node in ast.walk(function) if isinstance(node, ast.Assign))
    return iter(sorted(those, key=lambda one: one.lineno))


def _name(one: ast.Assign) -> str:
    target = one.targets[0]
    return target.id if len(one.targets) == 1 and isinstance(target, ast.Name) else ""


def _covers(one: ast.Assign, line: int) -> bool:
    return one.lineno <= line <= (one.end_lineno or one.lineno)


def _loops(function: ast.FunctionDef) -> Iterator[ast.For]:
    return (node for node in ast.walk(function) if isinstance(node, ast.For))


def _reads(inside: ast.AST, name: str) -> Iterator[int]:
    """The lines that read a name, or modify it as += does."""
    for node in ast.walk(inside):
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load):
            yield node.lineno
        if isinstance(node, ast.AugAssign) and ast.unparse(node.target) == name:
            yield node.lineno
