"""idle_name(): a name that a line gives to what it computes, and that nothing reads."""

import ast
from functools import lru_cache
from typing import NamedTuple

from fuzz.check.code.tree import at_line
from fuzz.execution.named.place import Place, place_of

DYNAMIC = ("locals", "eval", "exec", "vars")
"""What may read any name."""


class IdleName(NamedTuple):
    """A name without a reader; the name that one row of arguments takes twice behind it, and where."""

    name: str
    twice: str = ""
    place: Place | None = None


@lru_cache(maxsize=256)
def idle_name(place: Place) -> IdleName | None:
    """The only name to which a line assigns, where its function never reads it; one that begins with
    ``_`` is meant not to be read."""
    for function in at_line(place, ast.FunctionDef)[-1:]:
        nodes = list(ast.walk(function))
        own = next((one for one in nodes if isinstance(one, ast.Assign) and _covers(one, place)), None)
        target = own.targets[0] if own is not None and len(own.targets) == 1 else None
        if own is None or not isinstance(target, ast.Name) or target.id.startswith("_"):
            return None
        read = {one.id for one in nodes if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load)}
        kept = [one for one in nodes if isinstance(one, ast.Global | ast.Nonlocal)]
        if target.id in read or read.intersection(DYNAMIC) or kept or _is_modified(nodes, target.id):
            return None
        return _instead(nodes, own, target.id, place)
    return None


def _instead(nodes: list[ast.AST], own: ast.Assign, name: str, place: Place) -> IdleName:
    for node in nodes:
        row = node.args if isinstance(node, ast.Call) else getattr(node, "elts", [])
        names = [one.id for one in row if isinstance(one, ast.Name)]
        twice = next((one for one in names if names.count(one) > 1), "")
        line = getattr(node, "lineno", 0)
        if twice and line > (own.end_lineno or own.lineno):
            return IdleName(name, twice, place_of(place.file, line))
    return IdleName(name)


def _is_modified(nodes: list[ast.AST], name: str) -> bool:
    """Whether += or the like reads a name."""
    return any(isinstance(one, ast.AugAssign) and ast.unparse(one.target) == name for one in nodes)


def _covers(one: ast.Assign, place: Place) -> bool:
    return one.lineno <= place.line <= (one.end_lineno or one.lineno)
