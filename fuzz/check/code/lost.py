"""lost(): what a loop assigns to its own variable, and nothing reads: the next round gives it another
value, and what the loop runs over keeps the old one."""

import ast
from collections.abc import Iterator
from typing import NamedTuple

from torch import Tensor, nn

from fuzz.check.code.rewritten import FUNCTIONS, name_of
from fuzz.check.code.tree import tree_of
from fuzz.execution.named.place import Place, place_of

DYNAMIC = ("locals", "eval", "exec", "vars")
"""What may read any name."""

Loop = ast.For | ast.AsyncFor


class Lost(NamedTuple):
    """What is assigned, as it is written, what the loop runs over, how it is written so
    that it is kept, and the line."""

    written: str
    over: str
    meant: str
    place: Place

    @property
    def text(self) -> str:
        """What is told of it."""
        return (
            f"{self.written} gives the loop's own variable another value, which nothing reads: the next"
            f" round gives it the next one, and what the loop runs over, {self.over}, keeps what it has"
        )

    @property
    def fix(self) -> str:
        """What to do."""
        return f"keep what it makes: {self.meant}"


class _Scope(NamedTuple):
    """Where an expression is read: its loop, the class or function around that, the file."""

    loop: Loop
    part: ast.AST
    tree: ast.Module


def lost(part: ast.AST, file: str) -> Iterator[Lost]:
    """Each of them in the functions of a part of a file, where what is assigned can have no other effect
    than to be read."""
    for function in (node for node in ast.walk(part) if isinstance(node, ast.FunctionDef)):
        names = [one for one in ast.walk(function) if isinstance(one, ast.Name)]
        if any(one.id in DYNAMIC for one in names) or _inner(function):
            continue
        for loop in (node for node in ast.walk(function) if isinstance(node, Loop)):
            scope = _Scope(loop, part, tree_of(file))
            for one in _assignments(loop.body):
                name = ast.unparse(one.targets[0])
                if (
                    name in _targets(loop)
                    and _is_unread(function, loop, one)
                    and _is_new(one.value, scope)
                ):
                    yield _told(loop, one, file)


def _told(loop: Loop, one: ast.Assign, file: str) -> Lost:
    over, place = ast.unparse(loop.iter), place_of(file, one.lineno)
    return Lost(ast.unparse(one), over, _meant(loop, one), place)


def _meant(loop: Loop, one: ast.Assign) -> str:
    """How it is written so that it is kept."""
    value, over = ast.unparse(one.value), ast.unparse(loop.iter)
    pair = isinstance(loop.target, ast.Tuple)
    target = ast.unparse(loop.target).strip("()") if pair else ast.unparse(loop.target)
    if isinstance(loop.iter, ast.Call) and name_of(loop.iter) == "named_children" and pair:
        owner = ast.unparse(loop.iter.func).rpartition(".")[0]
        return f"setattr({owner}, {target.partition(',')[0]}, {value})"
    if loop.body != [one]:
        return f"made.append({value}) in each round, with made = [] in front of the loop"
    return f"[{value} for {target} in {over}] in place of the loop"


def _inner(function: ast.FunctionDef) -> bool:
    """Whether functions inside of it may read its names later."""
    kinds = ast.FunctionDef | ast.Lambda | ast.Global | ast.Nonlocal
    return any(isinstance(one, kinds) and one is not function for one in ast.walk(function))


def _targets(loop: Loop) -> set[str]:
    there = (one.id for one in ast.walk(loop.target) if isinstance(one, ast.Name))
    return {name for name in there if not name.startswith("_")}


def _assignments(body: list[ast.stmt]) -> Iterator[ast.Assign]:
    """Those that a round of a loop runs once at most: not in another loop inside."""
    for one in body:
        match one:
            case ast.Assign(targets=[_]):
                yield one
            case ast.If(body=inner, orelse=other):
                yield from _assignments([*inner, *other])
            case ast.With(body=inner):
                yield from _assignments(inner)


def _is_unread(function: ast.FunctionDef, loop: Loop, own: ast.Assign) -> bool:
    """Whether nothing reads a variable behind an assignment, before a loop gives it a value again."""
    name, inside = ast.unparse(own.targets[0]), {id(one) for one in ast.walk(loop)}
    bound = {id(one) for one in ast.walk(own)} | {
        id(inner)
        for one in ast.walk(function)
        if isinstance(one, Loop | ast.comprehension) and one is not loop and _gives(one.target, name)
        for inner in _governed(function, one)
    }
    around = _in_loop(function, loop)
    for one in ast.walk(function):
        if isinstance(one, ast.AugAssign) and id(one) in inside and ast.unparse(one.target) == name:
            return False
        reads = isinstance(one, ast.Name) and one.id == name and not isinstance(one.ctx, ast.Store)
        if not isinstance(one, ast.Name) or not reads or id(one) in bound:
            continue
        behind = (one.lineno, one.col_offset) > (own.lineno, own.col_offset)
        if behind or (around and id(one) not in inside):
            return False
    return True


def _gives(target: ast.expr, name: str) -> bool:
    return any(isinstance(one, ast.Name) and one.id == name for one in ast.walk(target))


def _governed(function: ast.FunctionDef, binding: Loop | ast.comprehension) -> Iterator[ast.AST]:
    """What reads a variable only after another loop, or a comprehension, has given it a value."""
    if isinstance(binding, Loop):
        for one in binding.body:
            yield from ast.walk(one)
        return
    for node in ast.walk(function):
        if any(one is binding for one in getattr(node, "generators", ())):
            yield from ast.walk(node)


def _in_loop(function: ast.FunctionDef, loop: Loop) -> bool:
    """Whether a loop is inside of another one, whose next round may read what this has left."""
    around = (one for one in ast.walk(function) if isinstance(one, Loop | ast.While) and one is not loop)
    return any(any(inner is loop for inner in ast.walk(one)) for one in around)


def _is_new(value: ast.expr, scope: _Scope) -> bool:
    """Whether an expression makes something new and changes nothing: a sum, a module that is called, a
    function or a class of torch, a method of tensors, a function of the file that does no more than
    this. What may give back what it is given, after a change, is left alone."""
    match value:
        case ast.BinOp(left=left, right=right):
            return all(_is_new(one, scope) or not _calls(one) for one in (left, right))
        case ast.Call(func=func, args=args, keywords=words):
            given = [*args, *(one.value for one in words)]
            changing = any(one.arg in ("inplace", "out", None) for one in words)
            pure = all(_is_new(one, scope) or not _calls(one) for one in given)
            return pure and not changing and _makes(func, scope)
        case ast.Subscript(value=inner, slice=ast.Constant()):
            return _is_new(inner, scope)
    return False


def _makes(func: ast.expr, scope: _Scope) -> bool:
    """Whether what is called makes something new, and has no other effect that is known of its kind."""
    of, _, last = ast.unparse(func).rpartition(".")
    if last.endswith("_") or last.startswith("_"):
        return False
    if of == "" and last in _targets(scope.loop):
        return "self." in ast.unparse(scope.loop.iter)  # one of its modules
    if of == "self":
        return _is_attribute(scope.part, last)
    if of in (*FUNCTIONS, "nn", "torch.nn"):
        return last[:1].isupper() or last not in ("compile", "save")
    if of == "":
        return _is_plain(scope, last)
    tensors = isinstance(func, ast.Attribute) and callable(getattr(Tensor, last, None))
    return tensors and not hasattr(nn.Module, last) and not of.startswith("self")


def _is_attribute(part: ast.AST, name: str) -> bool:
    """Whether a class assigns an attribute, and has no method of its name."""
    nodes = list(ast.walk(part))
    method = any(isinstance(one, ast.FunctionDef) and one.name == name for one in nodes)
    stores = (one for one in nodes if isinstance(one, ast.Attribute) and one.attr == name)
    return not method and any(isinstance(one.ctx, ast.Store) for one in stores)


def _is_plain(scope: _Scope, name: str) -> bool:
    """Whether a function or a class of the file registers nothing and changes nothing it is given; the
    function returns something new."""
    there = [one for one in scope.tree.body if isinstance(one, ast.ClassDef | ast.FunctionDef)]
    found = next((one for one in there if one.name == name), None)
    if isinstance(found, ast.ClassDef):
        calls = (one for one in ast.walk(found) if isinstance(one, ast.Call))
        return not any(ast.unparse(one.func).endswith("hook") for one in calls)
    if found is None or len(found.body) > 1 + (ast.get_docstring(found) is not None):
        return False
    last = found.body[-1]
    value = last.value if isinstance(last, ast.Return) else None
    return value is not None and _is_new(value, scope._replace(part=found))


def _calls(node: ast.expr) -> bool:
    return any(isinstance(one, ast.Call | ast.Yield | ast.Await) for one in ast.walk(node))
