"""zeroed_at(): the line that makes a parameter zero; beginning(): that which makes it one number."""

import ast
from collections.abc import Iterable, Iterator
from types import FunctionType

from torch import nn

from fuzz.check.code.tree import definition, parts_of, tree_of
from fuzz.check.network.place import is_torchs, line_of, module_at
from fuzz.execution.named.place import Place

ZEROING = ("zeros_", "zero_", "constant_", "fill_")
FILLING = (*ZEROING, "ones_")


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


def beginning(network: nn.Module, weight: str) -> Place | None:
    """The line that gives all values of a weight one number: in the class of what holds its layer, or
    else in a function of that file; None where there is none."""
    site, _, name = weight.rpartition(".")
    layer = module_at(network, site)
    parts = site.split(".") if site else []
    for count in range(len(parts) - 1, -1, -1):
        owner = module_at(network, ".".join(parts[:count]))
        if owner is None or is_torchs(owner):
            continue
        kind = type(owner)
        for code, body in _bodies(kind):
            line = next(_filling(body, type(layer).__name__, name), 0)
            if line:
                return line_of(code, line)
    return None


def _bodies(kind: type[nn.Module]) -> Iterator[tuple[object, list[ast.stmt]]]:
    """The methods of a class that none of it hides, and then the functions of its file."""
    for one in kind.__mro__:
        for name, method in vars(one).items():
            if isinstance(method, FunctionType) and getattr(kind, name, None) is method:
                defined = definition(method)
                yield method, defined.body if isinstance(defined, ast.FunctionDef) else []
    there = line_of(kind)
    whole = tree_of(there.file).body if there is not None else []
    yield from ((kind, one.body) for one in whole if isinstance(one, ast.FunctionDef))


def _filling(body: Iterable[ast.stmt], kind: str, name: str) -> Iterator[int]:
    """The lines of some statements that fill an attribute of this name, but for those under a condition
    on another class of layers."""
    for node in body:
        if isinstance(node, ast.If) and "isinstance" in ast.unparse(node.test):
            yield from _filling(node.body if kind in ast.unparse(node.test) else (), kind, name)
            yield from _filling(node.orelse, kind, name)
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            yield from [node.lineno] if _fills(node.value, name) else []
        else:
            inside = (child for child in ast.iter_child_nodes(node) if isinstance(child, ast.stmt))
            yield from _filling(inside, kind, name)


def _fills(call: ast.Call, name: str) -> bool:
    func = call.func
    done = func.attr if isinstance(func, ast.Attribute) else ast.unparse(func)
    of = [*map(ast.unparse, call.args[:1])]
    of += [ast.unparse(func.value)] if isinstance(func, ast.Attribute) else []
    named = (one.removesuffix(".data") for one in of)
    return done in FILLING and any(one.endswith(f".{name}") for one in named)
