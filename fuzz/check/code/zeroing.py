"""zeroed_at(): the line that makes a parameter zero."""

import ast

from torch import nn

from fuzz.check.code.tree import parts_of
from fuzz.check.place import is_torchs, line_of, module_at
from fuzz.execution.named.place import Place

ZEROING = ("zeros_", "zero_", "constant_", "fill_")


def zeroed_at(network: nn.Module, parameter: str) -> Place | None:
    """The first line that does so, in the class of what holds a parameter, or of what holds that."""
    parts = parameter.split(".")
    for count in range(len(parts) - 1, -1, -1):
        owner = module_at(network, ".".join(parts[:count]))
        if owner is None or is_torchs(owner):
            continue
        written = "self." + ".".join(parts[count:])
        for kind in type(owner).__mro__:
            if kind.__module__.startswith("torch.nn.modules"):
                continue
            for node in parts_of(kind):
                if _zeroes(node, written):
                    return line_of(kind, node.lineno)
    return None


def _zeroes(node: ast.stmt, written: str) -> bool:
    if isinstance(node, ast.Assign):
        named = any(ast.unparse(target) == written for target in node.targets)
        return named and "zeros" in ast.unparse(node.value)
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        func = node.value.func
        name = func.attr if isinstance(func, ast.Attribute) else ast.unparse(func)
        of = [*map(ast.unparse, node.value.args[:1])]
        of += [ast.unparse(func.value)] if isinstance(func, ast.Attribute) else []
        return name in ZEROING and any(one.removesuffix(".data") == written for one in of)
    return False
