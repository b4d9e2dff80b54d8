"""swapped_indices(): values and their places that are given each other's names."""

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

from fuzz.execution.named.place import Place, place_of

PAIRS = ("max", "min", "topk", "sort", "kthvalue", "median", "mode", "cummax", "cummin")
"""Functions of torch that return values, and then their indices."""

OF_INDICES = re.compile(
    r"(^|_)(ind(ex|exes|ices)?s?|idx(s|es)?|ids?|labels?|class(es)?|arg(max|min)?|places?)$"
)
OF_VALUES = re.compile(
    r"(^|_)(val(ue)?s?|scores?|conf(idences?)?|prob(s|abilit(y|ies))?|max(imum)?|min|top)$"
)


class Swapped(NamedTuple):
    """How it is written, and how it is meant."""

    written: str
    meant: str
    call: str
    place: Place


def swapped_indices(code: ast.AST, file: str) -> Iterator[Swapped]:
    """Each line of a part of a file that does so by its names: ``labels, scores = x.max(dim=1)``."""
    for node in ast.walk(code):
        match node:
            case ast.Assign(
                targets=[ast.Tuple(elts=[ast.Name(id=first), ast.Name(id=second)])],
                value=ast.Call(func=ast.Attribute(attr=name)) as call,
            ) if name in PAIRS and OF_INDICES.search(first) and OF_VALUES.search(second):
                if _has_dim(call):
                    shown = ast.unparse(call)
                    yield Swapped(
                        ast.unparse(node),
                        f"{second}, {first} = {shown}",
                        name,
                        place_of(file, node.lineno),
                    )


def _has_dim(call: ast.Call) -> bool:
    """Whether a call is of a kind that returns two tensors: with a dimension, or a number."""
    own = not isinstance(call.func, ast.Attribute) or ast.unparse(call.func.value) != "torch"
    return bool(call.keywords) or len(call.args) > (0 if own else 1)
