"""nested_forward(): a forward() that is a function inside of another method, by its indentation."""

import ast

from torch import nn

from fuzz.check.code.tree import definition
from fuzz.check.network.place import line_of
from fuzz.check.plain.at import Kept


def nested_forward(network: nn.Module, kind: str) -> Kept | None:
    """Where it is, in the class of that name; and in which method."""
    for module in network.modules():
        if type(module).__name__ != kind or type(module).forward is not nn.Module.forward:
            continue
        defined = definition(type(module))
        methods = [one for one in getattr(defined, "body", ()) if isinstance(one, ast.FunctionDef)]
        for method in methods:
            for node in ast.walk(method):
                if isinstance(node, ast.FunctionDef) and node.name == "forward" and node is not method:
                    return Kept(method.name, "", line_of(type(module), node.lineno))
    return None
