"""kept_in(): the parameter of its own that a line of a class fills with what it is given."""

import ast
from collections.abc import Iterator
from typing import NamedTuple

from fuzz.check.code.tree import function_of, tree_of
from fuzz.execution.named.place import Place, place_of


class Kept(NamedTuple):
    """An attribute, how it is made as a buffer, and the line that makes it a parameter."""

    name: str
    meant: str
    place: Place


def kept_in(place: Place) -> Kept | None:
    """The parameter, if one line alone of the file makes one of its name, and what is written into it
    comes of an argument of the function, or counts; None where it is a weight that is edited."""
    function = function_of(place)
    for one in ast.walk(function) if function is not None else ():
        if not isinstance(one, ast.stmt) or not one.lineno <= place.line <= (one.end_lineno or 0):
            continue
        found = _written(one, function) if function is not None else None
        if found is None or function is None:
            continue
        target, values = found
        name = target.attr
        counts = isinstance(one, ast.AugAssign) and isinstance(one.value, ast.Constant)
        if counts or any(_comes_of(value, _given(function)) for value in values):
            return _made(place, name)
    return None


def _written(one: ast.stmt, function: ast.FunctionDef) -> tuple[ast.Attribute, list[ast.expr]] | None:
    """The attribute that a statement writes into, and what it gives it."""
    match one:
        case ast.Assign(targets=[ast.Subscript(value=of)], value=value):
            return _whole(of, [value], function)
        case ast.AugAssign(target=of, value=value):
            return _whole(of, [value], function)
        case ast.Expr(value=ast.Call() as call):
            return _whole(call, [], function)
    return None


def _whole(
    node: ast.expr, values: list[ast.expr], function: ast.FunctionDef
) -> tuple[ast.Attribute, list[ast.expr]] | None:
    match node:
        case ast.Subscript(value=of):
            return _whole(of, values, function)
        case ast.Call(func=ast.Attribute(value=of, attr=name), args=args, keywords=words):
            given = [*args, *(one.value for one in words)] if name.endswith("_") else []
            return _whole(of, [*values, *given], function)
        case ast.Attribute():
            return node, values
        case ast.Name(id=name):
            made = [
                one.value
                for one in ast.walk(function)
                if isinstance(one, ast.Assign) and ast.unparse(one.targets[0]) == name
            ]
            of_self = made[0] if len(made) == 1 and isinstance(made[0], ast.Attribute) else None
            return (of_self, values) if isinstance(of_self, ast.Attribute) else None
    return None


def _given(function: ast.FunctionDef) -> set[str]:
    """The names in a function whose values come of its arguments."""
    every = (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)
    names = {one.arg for one in every} - {"self", "cls"}
    grown = True
    while grown:
        new = {
            name
            for one in ast.walk(function)
            if isinstance(one, ast.Assign) and _comes_of(one.value, names)
            for name in _stored(one)
        }
        grown = not new <= names
        names |= new
    return names


def _stored(one: ast.Assign) -> Iterator[str]:
    nodes = (node for target in one.targets for node in ast.walk(target))
    return (node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))


def _comes_of(value: ast.expr, names: set[str]) -> bool:
    """Whether it is computed of these, and not of their sizes alone; a gradient is for a weight."""
    nodes = list(ast.walk(value))
    sizes = {
        id(inner)
        for one in nodes
        if isinstance(one, ast.Attribute) and one.attr in ("shape", "size", "dtype", "device")
        for inner in ast.walk(one)
    }
    if any(isinstance(one, ast.Attribute) and one.attr == "grad" for one in nodes):
        return False
    return any(isinstance(one, ast.Name) and one.id in names and id(one) not in sizes for one in nodes)


def _made(place: Place, name: str) -> Kept | None:
    """The only line of the file that makes a parameter of a name, and how a buffer is made there."""
    found = []
    for one in ast.walk(tree_of(place.file)):
        match one:
            case ast.Assign(
                targets=[ast.Attribute(value=ast.Name(id="self"), attr=attribute)],
                value=ast.Call(func=func, args=[value, *_]),
            ) if attribute == name and ast.unparse(func).rpartition(".")[2] == "Parameter":
                found.append((one.lineno, value))
            case ast.Call(
                func=ast.Attribute(attr="register_parameter"),
                args=[ast.Constant(value=attribute), ast.Call(args=[value, *_])],
            ) if attribute == name:
                found.append((one.lineno, value))
    if len(found) != 1:
        return None
    line, value = found[0]
    meant = f'self.register_buffer("{name}", {ast.unparse(value)})'
    return Kept(name, meant, place_of(place.file, line))
