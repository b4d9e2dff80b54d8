"""freezing(): the line that freezes all of a network, where nothing is left to be trained."""

import ast
from collections.abc import Iterable, Iterator

from fuzz.check.code.tree import at_line, tree_of
from fuzz.execution.named.place import Place, place_of

FREEZES = (".requires_grad = False", ".requires_grad_(False)")


def freezing(files: Iterable[str], beside: Place | None) -> Place | None:
    """The last line of some files that does so: the condition that it hangs on, or the call of the
    function that it is in, where that is none of a class; None where there is none.

    Of several, it is one in the function that has the line ``beside``, at which a layer was made.
    """
    found = [place for file in files for place in _in(file)]
    around = at_line(beside, ast.FunctionDef)[-1:] if beside is not None else []
    near = [
        one
        for one in found
        for function in around
        if beside is not None and one.file == beside.file
        if function.lineno <= one.line <= (function.end_lineno or 0)
    ]
    return (near or found)[-1] if found else None


def _in(file: str) -> Iterator[Place]:
    tree = tree_of(file)
    plain = {id(node): node for node in tree.body if isinstance(node, ast.FunctionDef)}
    for node in ast.walk(tree):
        for child in ast.iter_child_nodes(node):
            if not isinstance(child, ast.stmt) or not ast.unparse(child).endswith(FREEZES):
                continue
            if isinstance(child, ast.Assign | ast.Expr):
                line = node.lineno if isinstance(node, ast.If) else child.lineno
                around = [one for one in plain.values() if one.lineno < line <= (one.end_lineno or 0)]
                calls = list(_calls(tree, around[0].name)) if around else []
                yield from (place_of(file, one) for one in calls or [line])


def _calls(tree: ast.Module, name: str) -> Iterator[int]:
    """The lines of the calls of a function of a file, in their order."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return iter(sorted(one.lineno for one in calls if ast.unparse(one.func) == name))
