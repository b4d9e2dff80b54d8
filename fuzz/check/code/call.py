"""Calls in a line of code."""

import ast

from fuzz.check.code.tree import at_line, tree_of
from fuzz.execution.named.place import Place, place_of

SHUTTING = ("no_grad", "inference_mode", "set_grad_enabled")


def shutting(place: Place | None) -> Place | None:
    """The line of ``with torch.no_grad()`` around a line, or of a decorator of that kind; that line
    itself where there is none."""
    if place is None:
        return None
    blocks = [[part.context_expr for part in one.items] for one in at_line(place, ast.With)]
    functions = [one.decorator_list for one in at_line(place, ast.FunctionDef)]
    for part in (part for parts in (*blocks[::-1], *functions[::-1]) for part in parts):
        if any(name in ast.unparse(part) for name in SHUTTING):
            return place_of(place.file, part.lineno)
    return place


def with_itself(place: Place | None) -> str | None:
    """How a line adds to a name what is written in the same way, or takes it away, under the same name;
    None where it doesn't, as in ``return x + x``."""
    tree = tree_of(place.file) if place is not None else ast.Module([], [])
    for node in ast.walk(tree):
        if place is None or getattr(node, "lineno", 0) != place.line:
            continue
        sides: tuple[ast.expr, ast.expr] | None = None
        match node:
            case ast.AugAssign(op=ast.Add() | ast.Sub()):
                sides = node.target, node.value
            case ast.Assign(targets=[target], value=ast.BinOp(op=ast.Add() | ast.Sub()) as made):
                own = ast.unparse(made.left) == ast.unparse(target)
                sides = (made.left, made.right) if own else None
        if sides is not None and ast.unparse(sides[0]) == ast.unparse(sides[1]):
            return ast.unparse(node)
    return None


def passes(place: Place, argument: str) -> bool:
    """Whether a call in a line says what an argument is, other than as the mode has it; or ends in True:
    so it is meant."""
    there = at_line(place, ast.Call)
    named = (word.value for node in there for word in node.keywords if word.arg == argument)
    last = (node.args[-1] for node in there if len(node.args) > 2)
    return any(ast.unparse(one) != "self.training" for one in named) or any(
        isinstance(one, ast.Constant) and one.value is True for one in last
    )
