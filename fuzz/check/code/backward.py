"""backwards(): methods named backward() in classes of modules, which autograd does not call."""

import ast
from collections.abc import Iterator
from typing import NamedTuple

from torch import nn

from fuzz.check.code.tree import definition, tree_of
from fuzz.check.network.place import is_torchs, line_of
from fuzz.execution.named.place import Place, place_of

NAME = "backward"


class Backward(NamedTuple):
    """The class of a module, with the line of its method, which is given a gradient and returns one."""

    kind: str
    site: str
    place: Place


def backwards(network: nn.Module) -> Iterator[Backward]:
    """Each class of the network's that has such a method, which no line of its file calls.

    One that runs a backward pass, as of a loss that it is given, is a method like any other.
    """
    told: set[type] = set()
    for site, module in network.named_modules():
        kind = type(module)
        method = getattr(kind, NAME, None)
        if kind in told or is_torchs(module) or method is None:
            continue
        told.add(kind)
        place, node = line_of(method), definition(method)
        if place is None or not isinstance(node, ast.FunctionDef) or not _is_of_gradients(node):
            continue
        if not _is_called(tree_of(place.file)):
            yield Backward(kind.__name__, site, place_of(place.file, node.lineno))


def _is_of_gradients(method: ast.FunctionDef) -> bool:
    """Whether it takes a gradient, by the name of an argument, returns something, and runs no backward
    pass itself."""
    named = any("grad" in one.arg for one in method.args.args[1:])
    returns = [one for one in ast.walk(method) if isinstance(one, ast.Return) and one.value is not None]
    return named and bool(returns) and not any(_calls(method))


def _calls(tree: ast.AST) -> Iterator[tuple[ast.Call, ast.expr]]:
    """The calls of such a method, each with what it is called of."""
    for one in ast.walk(tree):
        if isinstance(one, ast.Call) and isinstance(one.func, ast.Attribute) and one.func.attr == NAME:
            yield one, one.func.value


def _is_called(tree: ast.AST) -> bool:
    """Whether a line may call that of a module: of an attribute, or with a gradient."""
    return any(call.args or ast.unparse(of).startswith("self") for call, of in _calls(tree))
