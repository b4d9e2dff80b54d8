"""made_of_tensor(): the line that makes a layer of a tensor, in place of calling one with it."""

import ast

from fuzz.check.code.tree import tree_of
from fuzz.execution.named.place import Place, place_of


def made_of_tensor(kind: str, place: Place | None) -> Place | None:
    """Where a method in the file of a line, other than __init__(), makes a layer of no number."""
    if place is None:
        return None
    for function in ast.walk(tree_of(place.file)):
        if not isinstance(function, ast.FunctionDef) or function.name == "__init__":
            continue
        for node in ast.walk(function):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            made = ast.unparse(node.func).rpartition(".")[2] == kind
            if made and not isinstance(node.args[0], ast.Constant):
                return place_of(place.file, node.lineno)
    return None
