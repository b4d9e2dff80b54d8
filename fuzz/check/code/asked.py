"""asked(): a line that asks for gradients in vain, as nothing requires any when all is built."""

import ast
from collections.abc import Iterable, Iterator

from fuzz.check.code.tree import tree_of
from fuzz.check.seen import Kept
from fuzz.execution.named.place import place_of

LISTS = ("list", "tuple", "sorted", "set", "dict")
ASKS = (".requires_grad = True", ".requires_grad_(True)", ".requires_grad_()")


def asked(files: Iterable[str]) -> Kept | None:
    """Why the first such line of some files has no effect, and that line; None where nothing asks."""
    found: Kept | None = None
    for file in files:
        for node in ast.walk(tree_of(file)):
            if not isinstance(node, ast.FunctionDef):
                continue
            for line, why in _in_vain(node):
                if why:
                    return Kept(why, place=place_of(file, line))
                found = found or Kept("", place=place_of(file, line))
    return found


def _in_vain(function: ast.FunctionDef) -> Iterator[tuple[int, str]]:
    """The lines of a function that ask for gradients; why no parameter is reached, where that shows."""
    for node in ast.walk(function):
        if not isinstance(node, ast.For):
            if isinstance(node, ast.Assign | ast.Expr) and ast.unparse(node).endswith(ASKS):
                yield node.lineno, ""
        elif isinstance(node.iter, ast.Name) and any(
            ast.unparse(one).endswith(ASKS) for one in node.body
        ):
            line = _used_up(function, node, node.iter.id)
            if line:
                yield (
                    node.lineno,
                    f"the loop there runs over {node.iter.id}, an iterator that line {line} has used up",
                )


def _used_up(function: ast.FunctionDef, loop: ast.For, name: str) -> int:
    """The line that runs over a name before a loop does, where it may be an iterator; 0 for none."""
    made = [
        one
        for one in ast.walk(function)
        if isinstance(one, ast.Assign)
        and one.lineno < loop.lineno
        and ast.unparse(one.targets[0]) == name
    ]
    if not made or not isinstance(made[-1].value, ast.Call | ast.GeneratorExp):
        return 0
    value = made[-1].value
    if isinstance(value, ast.Call) and ast.unparse(value.func) in LISTS:
        return 0
    between = range(made[-1].lineno, loop.lineno)
    return next((line for line in _running_over(function, name) if line in between), 0)


def _running_over(function: ast.FunctionDef, name: str) -> Iterator[int]:
    for node in ast.walk(function):
        over: list[ast.expr] = []
        if isinstance(node, ast.For | ast.comprehension):
            over = [node.iter]
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in (
            *LISTS,
            "len",
            "sum",
            "any",
            "all",
        ):
            over = node.args[:1]
        yield from (one.lineno for one in over if isinstance(one, ast.Name) and one.id == name)
