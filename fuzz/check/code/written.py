"""What is written in a line: a division whose result is used as a size, names that one value is taken
apart into, a super() of another class or below the line."""

import ast
from collections.abc import Iterator

from fuzz.check.code.tree import at_line, tree_of
from fuzz.execution.named.place import Place, place_of

Simple = ast.Assign | ast.AnnAssign | ast.AugAssign | ast.Expr | ast.Return


def quotient(place: Place | None) -> tuple[str, Place] | None:
    """The first division by / in the call at a line, or that has made a name or an attribute which is
    given there; with its own line."""
    for node in _at(place):
        calls = (call for call in ast.walk(node) if isinstance(call, ast.Call))
        for call in calls:
            for given in (*call.args, *(word.value for word in call.keywords)):
                found = _division(given) or _made_by(given, place)
                if found is not None and place is not None:
                    return ast.unparse(found), place_of(place.file, found.lineno)
    return None


def taken_apart(place: Place | None) -> tuple[str, int] | None:
    """What a line calls whose result it gives to several names, and how many; None where it doesn't."""
    for node in _at(place):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            target = node.targets[0]
            if isinstance(target, ast.Tuple | ast.List):
                return ast.unparse(node.value.func), len(target.elts)
    return None


def superior(place: Place | None) -> tuple[str, str] | None:
    """The class that a line names in super(), and the one that it is in."""
    classes = at_line(place, ast.ClassDef) if place is not None else []
    for node in _at(place):
        for call in ast.walk(node):
            if isinstance(call, ast.Call) and ast.unparse(call.func) == "super" and len(call.args) == 2:
                return ast.unparse(call.args[0]), classes[-1].name if classes else ""
    return None


def superior_behind(place: Place | None) -> tuple[str, int] | None:
    """The first call of a constructor of a class above, behind a line in the same function; its line."""
    functions = at_line(place, ast.FunctionDef)[-1:] if place is not None else []
    calls = [node for one in functions for node in ast.walk(one) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda one: one.lineno):
        function = call.func
        if place is None or call.lineno <= place.line or not isinstance(function, ast.Attribute):
            continue
        of_class = call.args and ast.unparse(call.args[0]) == "self"
        if function.attr == "__init__" and (
            of_class or ast.unparse(function.value).startswith("super(")
        ):
            return ast.unparse(call), call.lineno
    return None


def _at(place: Place | None) -> Iterator[Simple]:
    """The simple statements at a line."""
    nodes = ast.walk(tree_of(place.file)) if place is not None else iter(())
    line = place.line if place is not None else 0
    for node in nodes:
        if isinstance(node, Simple) and node.lineno <= line <= (node.end_lineno or 0):
            yield node


def _division(node: ast.expr) -> ast.BinOp | None:
    """A quotient, alone or times a number; not what int() or round() makes whole."""
    match node:
        case ast.BinOp(op=ast.Div()):
            return node
        case ast.BinOp(left=left, right=right):
            return _division(left) or _division(right)
        case ast.Tuple(elts=elts) | ast.List(elts=elts):
            return next((found for one in elts if (found := _division(one)) is not None), None)
    return None


def _made_by(node: ast.expr, place: Place | None) -> ast.BinOp | None:
    """The division that a name or an attribute was last given in the function around a line, or else in
    the class."""
    if not isinstance(node, ast.Name | ast.Attribute) or place is None:
        return None
    written = ast.unparse(node)
    around = (*at_line(place, ast.FunctionDef)[-1:], *at_line(place, ast.ClassDef)[-1:])
    for one in around:
        made = [
            part.value
            for part in ast.walk(one)
            if isinstance(part, ast.Assign) and ast.unparse(part.targets[0]) == written
        ]
        found = _division(made[-1]) if made else None
        if found is not None:
            return found
    return None
