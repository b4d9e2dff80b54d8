"""asked(): a loop that asks for gradients in vain, as nothing requires any when all is built."""

import ast
from collections.abc import Iterable, Iterator

from fuzz.check.code.tree import tree_of
from fuzz.check.plain.at import Kept
from fuzz.execution.named.place import place_of

LISTS = ("list", "tuple", "sorted", "set", "dict")
RUNNING = (*LISTS, "len", "sum", "any", "all")
ASKS = (".requires_grad = True", ".requires_grad_(True)", ".requires_grad_()")


def asked(files: Iterable[str]) -> Kept | None:
    """Why the first loop of some files that does so finds no parameter, and its line; None for none."""
    for file in files:
        functions = [node for node in ast.walk(tree_of(file)) if isinstance(node, ast.FunctionDef)]
        for function in functions:
            for loop in ast.walk(function):
                line = _used_up(function, loop) if isinstance(loop, ast.For) else 0
                if isinstance(loop, ast.For) and line:
                    name = ast.unparse(loop.iter)
                    why = f"the loop there runs over {name}, an iterator that line {line} has used up"
                    return Kept(why, place=place_of(file, loop.lineno))
    return None


def _used_up(function: ast.FunctionDef, loop: ast.For) -> int:
    """The line that runs over what a loop that asks for gradients does, before it, where that may be an
    iterator; 0 for none."""
    name = ast.unparse(loop.iter)
    if not any(ast.unparse(one).endswith(ASKS) for one in loop.body):
        return 0
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
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in RUNNING:
            over = node.args[:1]
        yield from (one.lineno for one in over if isinstance(one, ast.Name) and one.id == name)
