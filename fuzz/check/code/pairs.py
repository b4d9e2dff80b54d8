"""replaced(): names that are given twice to the modules of one dictionary, of which the last counts."""

import ast
from collections.abc import Iterator
from typing import NamedTuple

from fuzz.execution.named.place import Place, place_of

DICTIONARIES = ("OrderedDict", "dict", "ModuleDict")


class Replaced(NamedTuple):
    """A name, what it is the name of first and in which line, and the line that replaces that."""

    name: str
    first: str
    line: int
    place: Place


def replaced(code: ast.AST, file: str) -> Iterator[Replaced]:
    """Each of them in a part of a file, of pairs of a text and a call."""
    for node in ast.walk(code):
        known: dict[str, ast.Call] = {}
        for key, value in _pairs(node):
            if key in known:
                first = known[key]
                yield Replaced(key, ast.unparse(first), first.lineno, place_of(file, value.lineno))
            known[key] = value


def _pairs(node: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    match node:
        case ast.Dict():
            both = list(zip(node.keys, node.values, strict=True))
        case ast.Call(args=[ast.List(elts=elements) | ast.Tuple(elts=elements)]) if _is_dictionary(node):
            pairs = [one.elts for one in elements if isinstance(one, ast.Tuple) and len(one.elts) == 2]
            both = [(key, value) for key, value in pairs]
        case _:
            return
    for key, value in both:
        if isinstance(key, ast.Constant) and isinstance(key.value, str) and isinstance(value, ast.Call):
            yield key.value, value


def _is_dictionary(node: ast.Call) -> bool:
    return ast.unparse(node.func).rpartition(".")[2] in DICTIONARIES
