"""squeezes(): whether a line takes away each dimension of one, whichever that is."""

import ast

from fuzz.check.code.tree import at_line
from fuzz.execution.named.place import Place


def squeezes(place: Place | None) -> bool:
    """Whether a line calls ``x.squeeze()``, or ``torch.squeeze(x)``, which name no dimension."""
    calls = at_line(place, ast.Call) if place is not None else []
    return any(_is_bare(one) for one in calls)


def _is_bare(call: ast.Call) -> bool:
    function = call.func
    if not isinstance(function, ast.Attribute) or function.attr not in ("squeeze", "squeeze_"):
        return False
    of_torch = isinstance(function.value, ast.Name) and function.value.id == "torch"
    return not call.keywords and len(call.args) == of_torch
