"""Expression: what a line of somebody's source reads an attribute of, calls, indexes or takes apart.

Lines are parsed alone, never run. A line that several expressions fit says nothing; and where no frame
was pasted, all lines of source together have to have that one expression alone.
"""

import ast
import warnings
from collections.abc import Callable, Iterator
from functools import lru_cache

from fuzz.message.frame import LONGEST
from fuzz.message.reading import Told

MOST = 60
"""How many lines are looked at where no frame was pasted."""

ENDS = ("", " pass", ")", "))", "]", ") pass")
"""What a line alone may lack: the body of its block, or what the next lines close."""

AROUND = frozenset(("enumerate", "iter", "list", "reversed", "set", "sorted", "tuple"))
"""Functions of Python that loop over what they are given, so that it fails inside of them."""

SEVERAL = frozenset(("filter", "map", "zip"))
"""Those that are given several."""


def attribute_of(told: Told, name: str) -> str:
    """What the line that failed reads this attribute of: ``loss`` of ``loss.backward()``; else ""."""

    def found(node: ast.AST) -> ast.expr | None:
        return node.value if isinstance(node, ast.Attribute) and node.attr == name else None

    return _only(told, found)


def indexed(told: Told) -> str:
    """What stands in front of the brackets of the line that failed; else ""."""
    return _only(told, lambda node: node.value if isinstance(node, ast.Subscript) else None)


def holding(told: Told, key: str) -> str:
    """What the line that failed looks this key up in, as it is written there: ``batch`` of
    ``batch['image']``; else ""."""

    def found(node: ast.AST) -> ast.expr | None:
        if not isinstance(node, ast.Subscript) or not isinstance(node.slice, ast.Constant):
            return None
        return node.value if ast.unparse(node.slice) == key else None

    return _only(told, found)


def named(told: Told) -> tuple[str, str]:
    """What the line that failed looks a name up in, and the name: ``batch`` and ``'image'`` of
    ``batch['image']``; else two times ""."""

    def part(node: ast.AST) -> ast.Subscript | None:
        if not isinstance(node, ast.Subscript) or not isinstance(node.slice, ast.Constant):
            return None
        return node if isinstance(node.slice.value, str) else None

    found = _parsed(_only(told, part))
    line = found.body[0] if isinstance(found, ast.Module) and found.body else None
    item = line.value if isinstance(line, ast.Expr) else None
    return (
        (ast.unparse(item.value), ast.unparse(item.slice))
        if isinstance(item, ast.Subscript)
        else ("", "")
    )


def called(told: Told) -> str:
    """What the line that failed calls; else "", and without a frame, as source is full of calls."""
    if not _framed(told):
        return ""
    return _only(told, lambda node: node.func if isinstance(node, ast.Call) else None)


def taken_apart(told: Told, count: int = 0) -> str:
    """What several names are assigned from in the line that failed, as many as ``count`` unless that is
    0; else ""."""

    def found(node: ast.AST) -> ast.expr | None:
        return node.value if isinstance(node, ast.Assign) and _names(node.targets[0], count) else None

    return _only(told, found)


def items_of(told: Told, count: int = 0) -> str:
    """What is looped over in the line that failed, of which each item is taken apart into several names;
    else ""."""

    def found(node: ast.AST) -> ast.expr | None:
        if not isinstance(node, (ast.For, ast.comprehension)):
            return None
        return node.iter if _names(node.target, count) else None

    return _only(told, found)


def looped(told: Told) -> str:
    """What the line that failed loops over; else ""."""

    def found(node: ast.AST) -> ast.expr | None:
        return _within(node.iter) if isinstance(node, (ast.For, ast.comprehension)) else None

    return _only(told, found)


def function_of(call: str) -> str:
    """What a call calls: ``x.get(1).sort`` of ``x.get(1).sort()``; "" where it is no call."""
    tree = _parsed(call)
    line = tree.body[0] if isinstance(tree, ast.Module) and tree.body else None
    made = line.value if isinstance(line, ast.Expr) else None
    return ast.unparse(made.func) if isinstance(made, ast.Call) else ""


def _names(target: ast.expr, count: int) -> bool:
    """Whether a target is several names, and that many."""
    if not isinstance(target, (ast.Tuple, ast.List)):
        return False
    return count in (0, len(target.elts)) or any(isinstance(one, ast.Starred) for one in target.elts)


def _within(value: ast.expr) -> ast.expr | None:
    """What is looped over at last: ``x`` of ``enumerate(x)``; None where it is one of several."""
    while isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
        if value.func.id in SEVERAL:
            return None
        if value.func.id not in AROUND or not value.args:
            break
        value = value.args[0]
    return value


def _framed(told: Told) -> bool:
    return any(frame.source for frame in told.raised.frames)


def _only(told: Told, part: Callable[[ast.AST], ast.expr | None]) -> str:
    """The one expression of that part; "" where there is none, or more than one."""
    lines = (told.raised.frames[-1].source,) if _framed(told) else told.shown[:MOST]
    parts = {
        ast.unparse(one) for line in lines for node in _nodes(line) if (one := part(node)) is not None
    }
    return parts.pop() if len(parts) == 1 else ""


def _nodes(line: str) -> Iterator[ast.AST]:
    tree = _parsed(line)
    return ast.walk(tree) if tree is not None else iter(())


@lru_cache(maxsize=256)
def _parsed(line: str) -> ast.AST | None:
    """A line of source as a tree; None for any other text."""
    source = line.strip()[:LONGEST].removeprefix("el")
    for end in ENDS:
        try:
            with warnings.catch_warnings(action="ignore"):
                return ast.parse(source + end)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
    return None
