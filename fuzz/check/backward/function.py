"""returns_of(): the line at which backward() of a Function of the user's returns."""

import ast
import re
from collections.abc import Iterator
from typing import Any

from torch.autograd import Function

from fuzz.check.code.tree import parts_of
from fuzz.check.network.place import line_of
from fuzz.execution.named.place import Place

NAMED = re.compile(r"unction (\w+)Backward returned")


def returns_of(message: str) -> Place | None:
    """Where the Function that a message names returns its gradients; None where it names none of the
    user's, or several have its name."""
    named = NAMED.search(message)
    if named is None:
        return None
    places = {returned_at(one) for one in functions() if one.__name__ == named[1]} - {None}
    return places.pop() if len(places) == 1 else None


def functions() -> Iterator[type[Function]]:
    """All Functions that there are."""
    return _below(Function)


def _below(kind: Any) -> Iterator[Any]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)


def returned_at(kind: type[Function], number: int | None = None) -> Place | None:
    """The line at which its backward() returns; that at which it begins, where there are several. Where
    the gradient of an input, by its number, is a name that is assigned once, that line.

    None where it is not the user's, nor of a library.
    """
    backward = vars(kind).get("backward", getattr(kind, "backward", None))
    backward = getattr(backward, "__func__", backward)
    begins = line_of(backward)
    if begins is None:
        return None
    statements = list(parts_of(backward))
    found = [node for node in statements if isinstance(node, ast.Return)]
    if len(found) != 1:
        return begins
    named = _named(found[0].value, number) if number is not None else None
    assigned = [node for node in statements if isinstance(node, ast.Assign) and _assigns(node, named)]
    return line_of(backward, (assigned if len(assigned) == 1 else found)[0].lineno) or begins


def _named(returned: ast.expr | None, number: int | None) -> str:
    """The name that is returned for an input; "" for what is none."""
    if isinstance(returned, ast.Tuple) and number is not None and number < len(returned.elts):
        returned = returned.elts[number]
    return returned.id if isinstance(returned, ast.Name) else ""


def _assigns(node: ast.Assign, name: str | None) -> bool:
    return any(isinstance(one, ast.Name) and one.id == name for one in node.targets)
