"""again(): a module that is called twice with one argument of a method, while nothing reads another."""

import ast
from collections.abc import Iterator
from typing import NamedTuple

from fuzz.execution.named.place import Place, place_of


class Again(NamedTuple):
    """How the second call is written, the argument that nothing reads, the call with that, its line."""

    written: str
    unread: str
    meant: str
    place: Place


def again(code: ast.AST, file: str) -> Iterator[Again]:
    """Each of them in the classes of a file: two results of the same call."""
    for method in (node for node in ast.walk(code) if isinstance(node, ast.FunctionDef)):
        names = [node for node in ast.walk(method) if isinstance(node, ast.Name)]
        read = {one.id for one in names if isinstance(one.ctx, ast.Load)}
        given = _required(method)
        unread = [name for name in given if name not in read]
        if len(unread) != 1 or "locals" in read:
            continue
        stored = {one.id for one in names if isinstance(one.ctx, ast.Store)}
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
