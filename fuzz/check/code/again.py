"""again(): a module that is given one argument of a method in place of another, which nothing reads."""

import ast
from collections.abc import Iterator
from typing import NamedTuple

from fuzz.execution.named.place import Place, place_of


class Again(NamedTuple):
    """How the call is written, the argument that nothing reads, the call with that, its line."""

    written: str
    unread: str
    meant: str
    place: Place


def again(code: ast.AST, file: str) -> Iterator[Again]:
    """Each of them in the classes of a file: two results of the same call, or a call by its name."""
    for method in (node for node in ast.walk(code) if isinstance(node, ast.FunctionDef)):
        names = [node for node in ast.walk(method) if isinstance(node, ast.Name)]
        read = {one.id for one in names if isinstance(one.ctx, ast.Load)}
        given = _required(method)
        unread = [name for name in given if name not in read]
        if len(unread) != 1 or "locals" in read:
            continue
        stored = {one.id for one in names if isinstance(one.ctx, ast.Store)}
        yield from _misnamed(method, given, unread[0], stored, file)
        known: set[str] = set()
        for call in _results(method):
            used = [one.id for one in call.args if isinstance(one, ast.Name)]
            written = ast.unparse(call)
            if len(used) != 1 or used[0] not in given or used[0] in stored or not _is_own(call):
                continue
            if written in known:
                meant = f"{ast.unparse(call.func)}({_given(call, used[0], unread[0])})"
                yield Again(written, unread[0], meant, place_of(file, call.lineno))
            known.add(written)


def _misnamed(
    method: ast.FunctionDef, given: list[str], unread: str, stored: set[str], file: str
) -> Iterator[Again]:
    """The only call whose name has that of the argument which nothing reads, and which is given another:
    ``self.depth_stream(rgb)`` in ``forward(self, rgb, depth)``."""
    named = [
        one for one in _results(method) if unread in ast.unparse(one.func).split(".")[-1].split("_")
    ]
    for call in named if len(named) == 1 and _is_own(named[0]) else ():
        used = [one.id for one in call.args if isinstance(one, ast.Name)]
        if len(used) == 1 and used[0] in given and used[0] not in stored:
            meant = f"{ast.unparse(call.func)}({_given(call, used[0], unread)})"
            yield Again(ast.unparse(call), unread, meant, place_of(file, call.lineno))


def _required(method: ast.FunctionDef) -> list[str]:
    """The arguments that a method can't be called without, but for the object itself."""
    names = [one.arg for one in (*method.args.posonlyargs, *method.args.args)]
    return [name for name in names[: len(names) - len(method.args.defaults)][1:] if name[0] != "_"]


def _results(method: ast.FunctionDef) -> Iterator[ast.Call]:
    """The calls whose results get a name, or are part of what does or is returned, in their order."""
    statements = (node for node in ast.walk(method) if isinstance(node, ast.Assign | ast.Return))
    values = (node.value for node in statements if node.value is not None)
    calls = [one for value in values for one in ast.walk(value) if isinstance(one, ast.Call)]
    return iter(sorted(calls, key=lambda one: (one.lineno, one.col_offset)))


def _is_own(call: ast.Call) -> bool:
    return ast.unparse(call.func).startswith("self.")


def _given(call: ast.Call, name: str, other: str) -> str:
    words = [f"{one.arg}={ast.unparse(one.value)}" for one in call.keywords if one.arg is not None]
    return ", ".join(
        [*(other if ast.unparse(one) == name else ast.unparse(one) for one in call.args), *words]
    )
