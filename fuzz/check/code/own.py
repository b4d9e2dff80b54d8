"""own_parts(): the classes and functions of the user's files that have to do with one network."""

import ast
from collections.abc import Iterator
from types import FunctionType

from torch import nn

from fuzz.check.code.tree import at_line, begins, tree_of
from fuzz.check.network.place import Places, files_of, line_of
from fuzz.execution.named.place import Place

Part = ast.FunctionDef | ast.ClassDef


def own_parts(network: nn.Module, places: Places) -> Iterator[tuple[str, Part]]:
    """Those on the outermost level of a file, with the file: the classes of its modules, what has made a
    part of it, the functions that use one of these, and those that any of them calls."""
    lines = {(one.place.file, one.place.line) for one in places.values()}
    for kind in {kind for module in network.modules() for kind in type(module).__mro__}:
        place = line_of(kind)
        lines |= {(place.file, place.line)} if place is not None else set()
    for file in files_of(network, places):
        there = [node for node in tree_of(file).body if isinstance(node, Part)]
        yield from ((file, node) for node in _grown(there, {at for name, at in lines if name == file}))


def overridden(network: nn.Module) -> set[tuple[str, int]]:
    """The methods that no module of a network runs, as its class has others of their names, which do not
    call them: by the file and the first line."""
    dead, live = set[tuple[str, int]](), set[tuple[str, int]]()
    for kind in {type(one) for one in network.modules()}:
        hidden = set[str]()
        for one in kind.__mro__:
            for name, method in vars(one).items():
                function = getattr(method, "__func__", method)
                if isinstance(function, FunctionType):
                    code = function.__code__
                    (dead if name in hidden else live).add((code.co_filename, code.co_firstlineno))
                    bases = {base.__name__ for base in one.__mro__[1:]} - {"Module", "object"}
                    if not {"super", *bases}.intersection(code.co_names):
                        hidden.add(name)
    return dead - live


def is_in(place: Place, those: set[tuple[str, int]]) -> bool:
    """Whether a line is in one of some functions."""
    return any((place.file, begins(one)) in those for one in at_line(place, ast.FunctionDef))


def _grown(there: list[Part], lines: set[int]) -> list[Part]:
    found = {
        one.name for one in there if any(begins(one) <= at <= (one.end_lineno or 0) for at in lines)
    }
    functions = [one for one in there if isinstance(one, ast.FunctionDef)]
    found |= {one.name for one in functions if _names(one) & found}
    waiting = [one for one in there if one.name in found]
    while waiting:
        called = _names(waiting.pop())
        new = [one for one in functions if one.name in called - found]
        found |= {one.name for one in new}
        waiting += new
    return [one for one in there if one.name in found]


def _names(node: ast.AST) -> set[str]:
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
