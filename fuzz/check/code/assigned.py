"""Where an attribute of an object or a variable gets its value, or something is put into it."""

import ast
from collections.abc import Iterator

from fuzz.check.code.tree import definition, parts_of
from fuzz.check.network.place import line_of
from fuzz.execution.named.place import Place

PUTTING = ("append", "extend", "insert", "add", "update", "setdefault", "appendleft")


def assigned_in(kind: type, attribute: str) -> Place | None:
    """The first line of a class, or of one that it inherits from, that assigns an attribute, of an
    object or in the body of the class, or puts something into it; None where none of the user's does."""
    for one in kind.__mro__:
        if one.__module__.startswith("torch.nn.modules"):
            continue
        body = getattr(definition(one), "body", ())
        for node in parts_of(one):
            if f"self.{attribute}" in _filled(node) or (node in body and attribute in _filled(node)):
                return line_of(one, node.lineno)
    return None


def filling(code: object, name: str) -> Place | None:
    """The first line of a function or a class that puts something into what a name stands for."""
    for node in parts_of(code):
        if name in _filled(node, putting=True):
            return line_of(code, node.lineno)
    return None


def _modified(call: ast.expr) -> Iterator[str]:
    """What methods that put something into it, or modify a tensor in place, are called of."""
    while isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
        name, call = call.func.attr, call.func.value
        if name in PUTTING or (name.endswith("_") and not name.startswith("_")):
            yield ast.unparse(call)


def _filled(node: ast.stmt, *, putting: bool = False) -> Iterator[str]:
    """What a statement assigns, as it is written; with ``putting``, all but the mere name."""
    targets: list[ast.expr] = []
    match node:
        case ast.Assign():
            targets = node.targets
        case ast.AugAssign() | ast.AnnAssign():
            targets = [node.target]
        case ast.Expr(value=ast.Call()):
            yield from _modified(node.value)
    for target in targets:
        for one in target.elts if isinstance(target, ast.Tuple | ast.List) else [target]:
            if isinstance(one, ast.Subscript):
                yield ast.unparse(one.value)
            elif not putting or isinstance(one, ast.Attribute):
                yield ast.unparse(one)
