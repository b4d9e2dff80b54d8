"""Expression: what a line of somebody's source reads an attribute of, calls, indexes or takes apart.

Lines are parsed alone, never run. A line that several expressions fit says nothing.
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


def attribute_of(told: Told, name: str) -> str:
    """What the line that failed reads this attribute of: ``loss`` of ``loss.backward()``; else ""."""

    def found(node: ast.AST) -> ast.expr | None:
        return node.value if isinstance(node, ast.Attribute) and node.attr == name else None

    return _only(told, found)


def indexed(told: Told) -> str:
    """What stands in front of the brackets of the line that failed; else ""."""
    return _only(told, lambda node: node.value if isinstance(node, ast.Subscript) else None)


def called(told: Told) -> str:
    """What the line that failed calls; else ""."""
    return _only(told, lambda node: node.func if isinstance(node, ast.Call) else None)


def taken_apart(told: Told) -> str:
    """What several names are assigned from, or looped over, in the line that failed; else ""."""

    def found(node: ast.AST) -> ast.expr | None:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], (ast.Tuple, ast.List)):
            return node.value
        if isinstance(node, (ast.For, ast.comprehension)) and isinstance(node.target, ast.Tuple):
            return node.iter
        return None

    return _only(told, found)


def looped(told: Told) -> str:
    """What the line that failed loops over; else ""."""
    return _only(
        told, lambda node: node.iter if isinstance(node, (ast.For, ast.comprehension)) else None
    )


def _only(told: Told, part: Callable[[ast.AST], ast.expr | None]) -> str:
    """The one expression of that part; "" where there is none, or more than one."""
    framed = any(frame.source for frame in told.raised.frames)
    for line in told.shown[: 1 if framed else MOST]:
        parts = {ast.unparse(one) for node in _nodes(line) if (one := part(node)) is not None}
        if parts:
            return parts.pop() if len(parts) == 1 else ""
    return ""


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
