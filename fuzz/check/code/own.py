"""own_parts(): the classes and functions of the user's files that have to do with one network."""

import ast
from collections.abc import Iterator

from torch import nn

from fuzz.check.code.tree import begins, tree_of
from fuzz.check.network.place import Places, files_of, line_of

Part = ast.FunctionDef | ast.ClassDef


def own_parts(network: nn.Module, places: Places) -> Iterator[tuple[str, Part]]:
    """Those on the outermost level of a file, with the file: the classes of its modules, what has made a
    part of it, the functions that use one of these, and those that they call."""
    lines = {(one.place.file, one.place.line) for one in places.values()}
    for kind in {kind for module in network.modules() for kind in type(module).__mro__}:
        place = line_of(kind)
        lines |= {(place.file, place.line)} if place is not None else set()
    for file in files_of(network, places):
        there = [node for node in tree_of(file).body if isinstance(node, Part)]
        yield from ((file, node) for node in _grown(there, {at for name, at in lines if name == file}))


def _grown(there: list[Part], lines: set[int]) -> list[Part]:
    found = {
        one.name for one in there if any(begins(one) <= at <= (one.end_lineno or 0) for at in lines)
    }
    functions = [one for one in there if isinstance(one, ast.FunctionDef)]
    found |= {one.name for one in functions if _names(one) & found}
    waiting = [one for one in functions if one.name in found]
    while waiting:
        called = _names(waiting.pop())
        new = [one for one in functions if one.name in called - found]
        found |= {one.name for one in new}
        waiting += new
    return [one for one in there if one.name in found]


def _names(node: ast.AST) -> set[str]:
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
