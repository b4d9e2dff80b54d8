"""Reductions as they are written: which dimensions one takes away, and how it keeps them."""

import ast
from collections.abc import Iterator
from typing import NamedTuple

from fuzz.check.code.rewritten import is_of_torch, name_of, rewritten
from fuzz.check.code.tally import default_of
from fuzz.check.code.tree import function_of
from fuzz.execution.named.place import Place

FIRST = (
    *("sum", "mean", "nanmean", "nansum", "prod", "amax", "amin", "max", "min", "median", "logsumexp"),
    *("std", "var", "std_mean", "var_mean", "any", "all", "argmax", "argmin", "mode"),
)
SECOND = ("norm", "vector_norm", "quantile", "nanquantile")
"""Functions that take away dimensions, by the position of ``dim`` among what follows the tensor."""

PAIRS = ("max", "min", "median", "std_mean", "var_mean", "mode")
"""Those that return two things, at least where ``dim`` is given."""

SAME_SHAPE = (
    *(
        "clamp",
        "clamp_min",
        "clamp_max",
        "clip",
        "sqrt",
        "rsqrt",
        "pow",
        "square",
        "exp",
        "log",
        "log1p",
    ),
    *("abs", "neg", "reciprocal", "add", "sub", "mul", "div", "detach", "clone", "float", "half", "to"),
    *("sigmoid", "tanh", "relu", "softplus", "maximum", "type_as"),
)
"""What is done to the result of one before it is used, and keeps its shape."""


class Reduction(NamedTuple):
    """A call that takes away ``dims`` (None where they are not written as numbers), where it is, how it
    is written, and how it is written so that it keeps them, of size 1."""

    dims: tuple[int, ...] | None
    line: int
    written: str
    keeping: str


def reductions_at(place: Place, span: ast.expr | None) -> Iterator[Reduction]:
    """The reductions whose results are operands of an expression, or of ``x /= n`` at a line; through
    names that the function gives them before, and through what keeps their shape."""
    function = function_of(place)
    if function is None:
        return
    for node in _operands(span) if span is not None else _modified_by(function, place.line):
        call = _of(node, function, place.line)
        told = reduction(call, function) if call is not None else None
        if told is not None:
            yield told


def reductions_in(place: Place) -> Iterator[Reduction]:
    """All reductions in the statement at a line."""
    function = function_of(place)
    for one in ast.walk(function) if function is not None else ():
        if isinstance(one, ast.Call) and one.lineno <= place.line <= (one.end_lineno or 0):
            told = reduction(one, function)
            if told is not None:
                yield told


def reduction(call: ast.Call, function: ast.FunctionDef | None) -> Reduction | None:
    """What a call takes away; None where it keeps its dimensions, takes away all, or is none."""
    name, words = name_of(call), {one.arg: one.value for one in call.keywords}
    position = 0 if name in FIRST else 1 if name in SECOND else None
    if position is None or None in words or any(isinstance(one, ast.Starred) for one in call.args):
        return None
    given = call.args[1:] if is_of_torch(call) or _is_of_linalg(call) else call.args
    dim = words.get("dim", words.get("axis", given[position] if len(given) > position else None))
    kept = words.get("keepdim", words.get("keepdims"))
    more = len(given) > position + 1 and name not in ("std", "var")
    if dim is None or more or not (kept is None or _is(kept, value=False)):
        return None
    keeping = rewritten(call, call.args, keepdim=ast.Constant(True))
    return Reduction(_numbers(dim, function), call.lineno, ast.unparse(call), keeping)


def _is_of_linalg(call: ast.Call) -> bool:
    return ast.unparse(call.func).rpartition(".")[0].endswith("linalg")


def _operands(node: ast.expr) -> list[ast.expr]:
    match node:
        case ast.BinOp(left=left, right=right):
            return [left, right]
        case ast.Compare(left=left, comparators=others):
            return [left, *others]
        case ast.Call(func=ast.Attribute(value=of), args=args):
            return [of, *args]
        case ast.Call(args=args):
            return args
    return []


def _modified_by(function: ast.FunctionDef, line: int) -> list[ast.expr]:
    """What is on the right of ``x /= n``."""
    nodes = (one for one in ast.walk(function) if isinstance(one, ast.AugAssign))
    return [one.value for one in nodes if one.lineno <= line <= (one.end_lineno or 0)]


def _of(node: ast.expr, function: ast.FunctionDef, line: int) -> ast.Call | None:
    """The reduction that an expression is the result of, in whichever form of the same shape."""
    match node:
        case ast.Call() if reduction(node, function) is not None:
            return node if name_of(node) not in PAIRS else None
        case ast.Call(func=ast.Attribute(value=of, attr=name)) if name in SAME_SHAPE:
            inner = node.args[0] if is_of_torch(node) and node.args else of
            return _of(inner, function, line)
        case ast.BinOp(left=left, right=right):
            return _of(left, function, line) or _of(right, function, line)
        case ast.UnaryOp(operand=inner):
            return _of(inner, function, line)
        case ast.Attribute(value=ast.Call() as inner, attr="values"):
            return inner if reduction(inner, function) is not None else None
        case ast.Subscript(value=ast.Call() as inner, slice=ast.Constant(value=0)):
            return inner if reduction(inner, function) is not None else None
        case ast.Name(id=name):
            return _assigned(name, function, line)
    return None


def _assigned(name: str, function: ast.FunctionDef, line: int) -> ast.Call | None:
    """The reduction whose result a name has before a line, by the last line that assigns it."""
    nodes = [one for one in ast.walk(function) if isinstance(one, ast.Assign) and one.lineno < line]
    for one in sorted(nodes, key=lambda node: -node.lineno):
        target, value = one.targets[0], one.value
        if isinstance(target, ast.Name) and target.id == name:
            return _of(value, function, one.lineno)
        names = [getattr(each, "id", "") for each in getattr(target, "elts", ())]
        if name in names:
            if isinstance(value, ast.Tuple) and len(value.elts) == len(names):
                return _of(value.elts[names.index(name)], function, one.lineno)
            several = isinstance(value, ast.Call) and name_of(value) in PAIRS
            return value if several and isinstance(value, ast.Call) else None
    return None


def _numbers(node: ast.expr, function: ast.FunctionDef | None) -> tuple[int, ...] | None:
    """Dimensions in numbers, or an argument of the function that has some by default."""
    if isinstance(node, ast.Name) and function is not None:
        default = default_of(function, node.id)
        return _numbers(default, None) if default is not None else None
    try:
        value = ast.literal_eval(node)
    except ValueError:
        return None
    those = value if isinstance(value, tuple | list) else (value,)
    return tuple(those) if all(type(one) is int for one in those) else None


def _is(node: ast.expr, *, value: bool) -> bool:
    return isinstance(node, ast.Constant) and node.value is value
