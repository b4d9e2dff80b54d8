"""straight(): the way past a step without a slope, ``z + (q - z).detach()``, with both exchanged."""

import ast
from typing import NamedTuple

from fuzz.check.code.tree import at_line
from fuzz.execution.named.place import Place, place_of


class Straight(NamedTuple):
    """How it is written, what gets the gradient so, how it is meant, and its line."""

    written: str
    kept: str
    meant: str
    place: Place


def straight(place: Place | None) -> Straight | None:
    """The only such expression in the class that a line is in, of two that no gradient came past."""
    classes = at_line(place, ast.ClassDef)[-1:] if place is not None else []
    found = [
        Straight(
            ast.unparse(node),
            kept,
            f"{other} + ({kept} - {other}).detach()",
            place_of(file, node.lineno),
        )
        for file, one in ((place.file, one) for one in classes if place is not None)
        for node in ast.walk(one)
        if isinstance(node, ast.BinOp) and (both := _sides(node)) is not None
        for kept, other in [both]
    ]
    return found[0] if len(found) == 1 else None


def _sides(node: ast.BinOp) -> tuple[str, str] | None:
    """What it adds to, and what is taken away inside: it is the other way round."""
    match node:
        case ast.BinOp(
            left=kept,
            op=ast.Add(),
            right=ast.Call(
                func=ast.Attribute(value=ast.BinOp(left=other, op=ast.Sub(), right=same), attr="detach")
            ),
        ) if ast.unparse(kept) == ast.unparse(same):
            return ast.unparse(kept), ast.unparse(other)
    return None
