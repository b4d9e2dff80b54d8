"""takes_no_tensor(): whether a line uses an argument as what no tensor is, as a dictionary."""

import ast
import re
from difflib import get_close_matches

from torch import Tensor

from fuzz.check.code.tree import at_line
from fuzz.execution.named.place import Place

ATTRIBUTE = re.compile(r"'Tensor' object has no attribute '(\w+)'")


def takes_no_tensor(place: Place | None, message: str) -> bool:
    """Whether what a line raised comes of an argument that is named by a key, or has attributes that no
    tensor has, nor almost: such as ``batch["image"]``, or ``samples.mask``."""
    functions = at_line(place, ast.FunctionDef)[-1:] if place is not None else []
    named = ATTRIBUTE.search(message)
    missing = named[1] if named is not None else ""
    if missing and get_close_matches(missing, dir(Tensor), n=1, cutoff=0.8):
        return False
    for function in functions:
        arguments = {one.arg for one in function.args.args}
        for node in ast.walk(function):
            if getattr(node, "lineno", 0) != (place.line if place is not None else -1):
                continue
            if missing:
                uses = isinstance(node, ast.Attribute) and node.attr == missing
            else:
                key = node.slice if isinstance(node, ast.Subscript) else None
                uses = isinstance(key, ast.Constant) and isinstance(key.value, str)
            value = getattr(node, "value", None)
            if uses and isinstance(value, ast.Name) and value.id in arguments:
                return True
    return False
