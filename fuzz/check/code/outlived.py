"""outlived(): functions made in a loop that read its variable behind it, when it has its last value."""

import ast
import copy
from collections.abc import Iterator
from typing import NamedTuple

from fuzz.check.code.rewritten import name_of
from fuzz.execution.named.place import Place, place_of

KEEPING = (
    *("append", "add", "setdefault", "insert", "register_forward_hook", "register_forward_pre_hook"),
    *("register_hook", "register_full_backward_hook", "register_full_backward_pre_hook"),
    *("register_backward_hook", "register_module_forward_hook"),
)
"""What keeps a function for later."""

LAST = "last_of_loop"

Function = ast.FunctionDef | ast.Lambda
Loop = ast.For | ast.ListComp | ast.DictComp


class Outlived(NamedTuple):
    """A function, the variable that it reads, how it is written so that each has its own, the line."""

    function: str
    name: str
    meant: str
    place: Place

    @property
    def text(self) -> str:
        """What is told of it."""
        return (
            f"{self.function} reads {self.name} when it is called, after the loop: all that the loop has"
            f" made find the {self.name} of the last round"
        )

    @property
    def fix(self) -> str:
        """What to do."""
        return f"give each its own: {self.meant}"


def outlived(part: ast.AST, file: str) -> Iterator[Outlived]:
    """Each of them in a part of a file; none of a loop that is left before its end, or removes hooks."""
    for loop in (node for node in ast.walk(part) if isinstance(node, Loop)):
        several = not _is_single(loop.iter if isinstance(loop, ast.For) else loop.generators[0].iter)
        for function in _kept(loop) if several else ():
            read = _read(function, _targets(loop))
            if read is not None:
                name = function.name if isinstance(function, ast.FunctionDef) else "the lambda"
                meant = _meant(function, read.id)
                yield Outlived(name, read.id, meant, place_of(file, read.lineno))


def _kept(loop: Loop) -> Iterator[Function]:
    """The functions that a loop makes and that something keeps behind its round."""
    if isinstance(loop, ast.ListComp):
        yield from (one for one in [loop.elt] if isinstance(one, ast.Lambda))
        return
    if isinstance(loop, ast.DictComp):
        yield from (one for one in [loop.value] if isinstance(one, ast.Lambda))
        return
    nodes = [node for one in loop.body for node in ast.walk(one)]
    calls = (ast.unparse(one.func) for one in nodes if isinstance(one, ast.Call))
    if any(isinstance(one, ast.Break | ast.Return) for one in _own(loop.body)):
        return
    if any(one.endswith((".remove", ".clear", ".pop")) for one in calls):  # kept for one round alone
        return
    defined = {one.name: one for one in nodes if isinstance(one, ast.FunctionDef)}
    for one in nodes:
        kept: list[ast.expr] = []
        if isinstance(one, ast.Call) and name_of(one) in KEEPING:
            kept = one.args
        elif isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Subscript | ast.Attribute):
            kept = [one.value]
        for value in kept:
            if isinstance(value, ast.Lambda):
                yield value
            elif isinstance(value, ast.Name) and value.id in defined:
                yield defined[value.id]


def _own(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements of a loop, without those of the functions in it."""
    for one in body:
        yield one
        if not isinstance(one, ast.FunctionDef | ast.ClassDef):
            inside = [*getattr(one, "body", ()), *getattr(one, "orelse", ())]
            yield from _own(inside)


def _targets(loop: Loop) -> set[str]:
    targets = [loop.target] if isinstance(loop, ast.For) else [one.target for one in loop.generators]
    return {node.id for one in targets for node in ast.walk(one) if isinstance(node, ast.Name)}


def _read(function: Function, names: set[str]) -> ast.Name | None:
    """The first place at which a function reads one of some names as it is called, which is no argument
    or variable of its own."""
    every = function.args
    own = {one.arg for one in (*every.posonlyargs, *every.args, *every.kwonlyargs)}
    own |= {one.arg for one in (every.vararg, every.kwarg) if one is not None}
    body = function.body if isinstance(function.body, list) else [function.body]
    found = [node for one in body for node in ast.walk(one) if isinstance(node, ast.Name)]
    own |= {one.id for one in found if isinstance(one.ctx, ast.Store)}
    read = [one for one in found if one.id in names - own]
    return min(read, key=lambda one: (one.lineno, one.col_offset), default=None)


def _is_single(node: ast.expr) -> bool:
    """Whether a loop runs over one thing."""
    match node:
        case ast.List(elts=[_]) | ast.Tuple(elts=[_]):
            return not isinstance(node.elts[0], ast.Starred)
        case ast.Call(func=ast.Name(id="range"), args=[ast.Constant(value=1)]):
            return True
    return False


def _meant(function: Function, name: str) -> str:
    """The function with an argument that has the value as a default."""
    given = copy.deepcopy(function.args)
    own, value = ast.arg(name), ast.Name(name, ast.Load())
    if given.vararg is not None or given.kwonlyargs:
        given.kwonlyargs, given.kw_defaults = [*given.kwonlyargs, own], [*given.kw_defaults, value]
    else:
        given.args, given.defaults = [*given.args, own], [*given.defaults, value]
    if isinstance(function, ast.Lambda):
        return f"lambda {ast.unparse(given)}: {ast.unparse(function.body)}"
    return f"def {function.name}({ast.unparse(given)})"
