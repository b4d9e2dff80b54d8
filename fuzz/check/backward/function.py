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
    places = {place for one in _below(Function) if one.__name__ == named[1] for place in _returns(one)}
    return places.pop() if len(places) == 1 else None


def _below(kind: Any) -> Iterator[Any]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)


def _returns(kind: Any) -> Iterator[Place]:
    """The line at which its backward() returns; that at which it begins, where there are several."""
    backward = getattr(kind, "backward", None)
    begins = line_of(backward)
    if begins is None:
        return
    found = [node for node in parts_of(backward) if isinstance(node, ast.Return)]
    yield line_of(backward, found[0].lineno) or begins if len(found) == 1 else begins
