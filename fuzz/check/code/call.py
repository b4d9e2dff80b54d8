"""Calls in a line of code."""

import ast

from fuzz.check.code.tree import at_line
from fuzz.execution.named.place import Place, place_of


def shutting(place: Place | None) -> Place | None:
    """The line of ``with torch.no_grad()`` around a line; that line itself where there is none."""
    around = at_line(place, ast.With) if place is not None else []
    shut = [one for one in around if any("no_grad" in ast.unparse(item) for item in one.items)]
    return place_of(place.file, shut[-1].lineno) if place is not None and shut else place


def passes(place: Place, argument: str) -> bool:
    """Whether a call in a line says what an argument is, other than as the mode has it; or ends in True:
    so it is meant."""
    there = at_line(place, ast.Call)
    named = (word.value for node in there for word in node.keywords if word.arg == argument)
    last = (node.args[-1] for node in there if len(node.args) > 2)
    return any(ast.unparse(one) != "self.training" for one in named) or any(
        isinstance(one, ast.Constant) and one.value is True for one in last
    )
