"""constant_size(): the size that a line brings a map to, where it is written there in numbers."""

import ast

from fuzz.check.code.tree import at_line
from fuzz.execution.named.place import Place

RESIZING = ("interpolate", "upsample", "resize")


def constant_size(place: Place | None) -> tuple[int, ...]:
    """Height and width in the only call of interpolate() or the like in a line, one number for both; ()
    where they are not numbers."""
    calls = at_line(place, ast.Call) if place is not None else []
    resizing = [one for one in calls if ast.unparse(one.func).rpartition(".")[2] in RESIZING]
    if len(resizing) != 1:
        return ()
    call = resizing[0]
    named = [word.value for word in call.keywords if word.arg == "size"]
    given = (named or call.args[1:2] or [ast.Constant(None)])[0]
    parts = given.elts if isinstance(given, ast.Tuple | ast.List) else [given]
    sizes = [part.value for part in parts if isinstance(part, ast.Constant)]
    whole = [size for size in sizes if isinstance(size, int)]
    return tuple(whole) if len(whole) == len(parts) else ()
