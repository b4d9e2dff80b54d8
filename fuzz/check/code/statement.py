"""bare_call(): a statement that is nothing but a call, so that what it returns is gone."""

import ast
from functools import lru_cache

from fuzz.check.code.tree import tree_of
from fuzz.execution.named.place import Place


def bare_call(place: Place) -> str | None:
    """What the statement at a line calls, as it is written; None where it does anything else."""
    return _bare_calls(place.file).get(place.line)


@lru_cache(maxsize=64)
def _bare_calls(file: str) -> dict[int, str]:
    """By each line of such a statement."""
    calls = {}
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            for line in range(node.lineno, (node.end_lineno or node.lineno) + 1):
                calls[line] = ast.unparse(node.value.func)
    return calls
