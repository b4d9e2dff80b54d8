"""Loops over modules that come to few of them: one that is left at once, one that takes the same each
time; and a module that is called in place of another."""

import ast
import re
from types import FunctionType

from torch import nn

from fuzz.check.code.tree import at_line, definition, tree_of
from fuzz.check.network.place import is_torchs, line_of, module_at
from fuzz.execution.named.place import Place, place_of


def left_at_once(place: Place) -> Place | None:
    """The return or break that ends the loop around a line in its first round, whatever happens."""
    loop = _around(place)
    for one in loop.body if loop is not None else ():
        if isinstance(one, ast.Return | ast.Break):
            return place_of(place.file, one.lineno)
    return None


def unvaried(place: Place) -> Place | None:
    """The line in the loop around another that takes a module by a number that is always the same, and
    nothing reads what the loop runs over."""
    loop = _around(place)
    if loop is None:
        return None
    targets = {node.id for node in ast.walk(loop.target) if isinstance(node, ast.Name)}
    nodes = [node for part in loop.body for node in ast.walk(part)]
    if any(isinstance(node, ast.Name) and node.id in targets for node in nodes):
        return None
    for node in nodes:
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
            named = ast.unparse(node.value)
            if named.startswith("self.") and named in ast.unparse(loop.iter):
                return place_of(place.file, node.lineno)
    return None


def called_instead(network: nn.Module, site: str) -> tuple[str, Place] | None:
    """The module with almost the same name that a method calls twice, while none calls that at a site;
    and the line of the second call."""
    owner_site, _, name = site.rpartition(".")
    owner = module_at(network, owner_site)
    if owner is None or is_torchs(owner):
        return None
    known = {other for other, _ in owner.named_children() if is_near(other, name)}
    for method in vars(type(owner)).values():
        defined = definition(method) if isinstance(method, FunctionType) else None
        calls: dict[str, list[int]] = {}
        for node in ast.walk(defined) if defined is not None else ():
            if isinstance(node, ast.Call):
                calls.setdefault(ast.unparse(node.func), []).append(node.lineno)
        if f"self.{name}" in calls:
            return None
        for other in sorted(known):
            lines = sorted(calls.get(f"self.{other}", ()))
            place = line_of(method, lines[1]) if len(lines) > 1 else None
            if place is not None:
                return other, place
    return None


def is_near(one: str, other: str) -> bool:
    """Whether two names differ in one letter or in their number alone."""
    letters = sum(a != b for a, b in zip(one, other, strict=False))
    numbers = re.sub(r"\d+", "#", one) == re.sub(r"\d+", "#", other)
    return one != other and (numbers or (len(one) == len(other) and letters == 1))


def _around(place: Place) -> ast.For | None:
    """The innermost loop that a line is in, or begins."""
    loops = [node for node in ast.walk(tree_of(place.file)) if isinstance(node, ast.For)]
    inside = [one for one in loops if one.lineno <= place.line <= (one.end_lineno or one.lineno)]
    functions = at_line(place, ast.FunctionDef)[-1:]
    own = [one for one in inside if any(one in ast.walk(function) for function in functions)]
    return own[-1] if own else None
