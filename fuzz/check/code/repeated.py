"""repeated(): the line that has one module several times in a list, by multiplying it."""

import ast

from torch import nn

from fuzz.check.code.own import own_parts
from fuzz.check.network.place import Places
from fuzz.execution.named.place import Place, place_of


def repeated(network: nn.Module, places: Places) -> Place | None:
    """The only line of what makes a network where a list of what is made there, or has a name, is
    multiplied; None where there are several, or none."""
    lines = {
        (file, node.lineno)
        for file, part in own_parts(network, places)
        for node in ast.walk(part)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult)
        if any(_holds_made(one) for one in (node.left, node.right))
    }
    return place_of(*lines.pop()) if len(lines) == 1 else None


def _holds_made(node: ast.expr) -> bool:
    return isinstance(node, ast.List) and any(isinstance(one, ast.Call | ast.Name) for one in node.elts)
