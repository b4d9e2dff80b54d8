"""of_several(): values and indices together, where the values alone are wanted."""

import ast
import re

from fuzz.check.cause.kind import Cause
from fuzz.check.code.rewritten import name_of
from fuzz.check.code.tree import function_of
from fuzz.check.plain.seen import Raised
from fuzz.execution.named.place import place_of

PAIR = re.compile(r"torch\.return_types\.(max|min|median|mode|sort|topk|kthvalue|cummax|cummin)\b")
PAGE = "https://docs.pytorch.org/docs/stable/generated/torch"


def of_several(raised: Raised, _: ast.expr) -> Cause | None:
    """The cause, at the line of the last call before it that gives both, in the same function; None
    where there are several."""
    found, place = PAIR.search(raised.message), raised.at.place
    function = function_of(place) if place is not None else None
    if found is None or function is None or place is None:
        return None
    name = found[1]
    calls = [one for one in ast.walk(function) if isinstance(one, ast.Call) and name_of(one) == name]
    before = [one for one in calls if one.lineno <= place.line]
    if len(before) != 1:
        return None
    written = ast.unparse(before[0])
    alone = f"; or x.a{name}(dim), which gives them alone" if name in ("max", "min") else ""
    return Cause(
        f"{written} gives two tensors, the values and their indices, and both together are no tensor",
        f"take the values: {written}.values{alone}",
        "values_and_indices",
        f"{PAGE}.{name}.html",
        place=place_of(place.file, before[0].lineno),
    )
