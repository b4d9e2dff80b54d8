"""Loops over modules that come to few of them: one that is left at once, one that takes the same each
time; and a module that is called in place of another."""

import ast
import re

from torch import nn

from fuzz.check.code.tree import at_line, definition, tree_of
from fuzz.check.place import line_of, module_at
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
    """The module with almost the same name, but for its number, that forward() calls at two lines, while
    it never calls that at a site; and the second line."""
    owner_site, _, name = site.rpartition(".")
    owner = module_at(network, owner_site)
    forward = type(owner).forward if owner is not None else None
    defined = definition(forward)
    if owner is None or defined is None or not any(char.isdigit() for char in name):
        return None
    calls: dict[str, list[int]] = {}
    for node in ast.walk(defined):
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("self."):
            calls.setdefault(ast.unparse(node.func).removeprefix("self."), []).append(node.lineno)
    for other, lines in calls.items():
        is_like = other != name and _unnumbered(other) == _unnumbered(name)
        known = other in dict(owner.named_children())
        if is_like and known and name not in calls and len(set(lines)) > 1:
            place = line_of(forward, sorted(set(lines))[1])
            return (other, place) if place is not None else None
    return None


def _unnumbered(name: str) -> str:
    return re.sub(r"\d+", "#", name)


def _around(place: Place) -> ast.For | None:
    """The innermost loop that a line is in, or begins."""
    loops = [node for node in ast.walk(tree_of(place.file)) if isinstance(node, ast.For)]
    inside = [one for one in loops if one.lineno <= place.line <= (one.end_lineno or one.lineno)]
    functions = at_line(place, ast.FunctionDef)[-1:]
    own = [one for one in inside if any(one in ast.walk(function) for function in functions)]
    return own[-1] if own else None
