"""What is assigned to a name, an attribute or a key in a part of a file, and how often it is read."""

import ast
from collections.abc import Iterator


def made_of(nodes: Iterator[ast.AST], written: str) -> Iterator[ast.expr | None]:
    """What is assigned to a name, each None that is not one expression for one name."""
    for node in nodes:
        match node:
            case ast.Assign(targets=[target], value=value) if ast.unparse(target) == written:
                yield value
            case ast.AnnAssign(target=target, value=value) if ast.unparse(target) == written:
                yield value
            case ast.Assign(targets=targets):
                yield from (None for one in targets if _stores(one, written))
            case ast.AugAssign(target=target) | ast.For(target=target) | ast.NamedExpr(target=target):
                yield from (None for one in [target] if _stores(one, written))
            case ast.With(items=items):
                kept = (one.optional_vars for one in items if one.optional_vars is not None)
                yield from (None for one in kept if _stores(one, written))
            case ast.comprehension(target=target) if _stores(target, written):
                yield None


def part_of(function: ast.FunctionDef, name: str) -> ast.expr | None:
    """What a name gets of what one line takes apart, ``a, b = pair``: ``pair[1]``."""
    for node in ast.walk(function):
        match node:
            case ast.Assign(targets=[ast.Tuple(elts=targets)], value=value):
                names = [ast.unparse(one) for one in targets]
                if name in names and not any(isinstance(one, ast.Starred) for one in targets):
                    return ast.Subscript(value, ast.Constant(names.index(name)), ast.Load())
    return None


def _stores(target: ast.expr, written: str) -> bool:
    return any(ast.unparse(one) == written for one in ast.walk(target) if isinstance(one, ast.expr))


def reads(tree: ast.AST, name: str) -> int:
    """How often a name is read."""
    names = (one for one in ast.walk(tree) if isinstance(one, ast.Name) and one.id == name)
    return sum(isinstance(one.ctx, ast.Load) for one in names)


def reads_of_attribute(tree: ast.AST, name: str) -> int:
    """How often an attribute of a name is read."""
    nodes = (one for one in ast.walk(tree) if isinstance(one, ast.Attribute) and one.attr == name)
    return sum(isinstance(one.ctx, ast.Load) for one in nodes)


def is_stored(tree: ast.AST, name: str) -> bool:
    """Whether an attribute of a name is assigned, of whichever object."""
    nodes = (one for one in ast.walk(tree) if isinstance(one, ast.Attribute) and one.attr == name)
    return any(isinstance(one.ctx, ast.Store) for one in nodes)


def uses_of_key(tree: ast.AST, key: object) -> int:
    """How often a constant stands anywhere but as a key of a dictionary that is written out."""
    keys = {id(one) for node in ast.walk(tree) if isinstance(node, ast.Dict) for one in node.keys}
    nodes = (one for one in ast.walk(tree) if isinstance(one, ast.Constant) and id(one) not in keys)
    return sum(one.value == key and type(one.value) is type(key) for one in nodes)


def rows_of(node: ast.AST) -> list[tuple[ast.expr | None, ast.expr]]:
    """The keys and values of a dictionary that is written out, as ``{...}`` or ``dict(key=...)``."""
    match node:
        case ast.Dict(keys=keys, values=values):
            return list(zip(keys, values, strict=True))
        case ast.Call(func=ast.Name(id="dict"), args=[], keywords=words) if all(w.arg for w in words):
            return [(ast.Constant(one.arg), one.value) for one in words]
    return []


def is_given(tree: ast.AST, key: object) -> bool:
    """Whether any line gives a value to a key, in whichever dictionary: also by ``update(key=...)``, or
    ``dict(other, key=...)``."""
    for node in ast.walk(tree):
        match node:
            case ast.Subscript(slice=ast.Constant(value=one), ctx=ast.Store()) if one == key:
                return True
            case ast.Call(func=func, keywords=words) if any(one.arg == key for one in words):
                called = ast.unparse(func).rpartition(".")[2]
                if called in ("update", "replace") or (called == "dict" and not rows_of(node)):
                    return True
    return False


def arguments_of(function: ast.FunctionDef) -> list[str]:
    """The names of its arguments, those by keyword alone last."""
    every = function.args
    return [one.arg for one in (*every.posonlyargs, *every.args, *every.kwonlyargs)]


def default_of(function: ast.FunctionDef, name: str) -> ast.expr | None:
    """The default of an argument; None where it has none."""
    every = (*function.args.posonlyargs, *function.args.args)
    optional = every[len(every) - len(function.args.defaults) :]
    names = [one.arg for one in (*optional, *function.args.kwonlyargs)]
    return dict(zip(names, (*function.args.defaults, *function.args.kw_defaults), strict=True)).get(name)
