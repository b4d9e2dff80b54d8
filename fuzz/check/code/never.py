"""never_true(): loops over parameters or modules all of whose conditions were true for none of them."""

import ast
from collections.abc import Iterator
from typing import NamedTuple

from fuzz.check.code.tree import tree_of
from fuzz.check.network.lines import GOING, Lines
from fuzz.execution.named.place import Place, place_of

NAMED = ("named_parameters", "named_modules", "named_children")


class Never(NamedTuple):
    """A condition, what the loop goes through, and what was done for none of it; whether a whole name is
    looked up among others."""

    condition: str
    over: str
    done: str
    of_names: bool
    place: Place


def never_true(ran: Lines) -> Iterator[Never]:
    """Each loop of the files whose conditions were asked, by the lines that were run, and in vain. One
    that does anything else as well is left alone."""
    for file, lines in ran.items():
        for loop in ast.walk(tree_of(file)):
            if isinstance(loop, ast.For) and (over := _over(loop.iter)) and loop.lineno in lines:
                asked = _asked(loop.body, lines)
                if asked is not None:
                    text = ast.unparse(asked.body[0])
                    of_names = over.rpartition(".")[2].rstrip("()") in NAMED and _is_lookup(asked, loop)
                    condition = ast.unparse(asked.test)
                    yield Never(condition, over, text, of_names, place_of(file, asked.lineno))


def _over(node: ast.expr) -> str:
    """What a loop goes through, if it is the parameters or the like of a module."""
    match node:
        case ast.Call(func=ast.Name(id="list" | "enumerate" | "tuple"), args=[inner]):
            return _over(inner)
        case ast.Call(func=ast.Attribute(attr=name)) if name in GOING:
            return ast.unparse(node)
    return ""


def _asked(body: list[ast.stmt], lines: set[int]) -> ast.If | None:
    """The only condition of a loop, which was asked and never true; None for other loops."""
    match body:
        case [ast.If(orelse=[]) as asked]:
            inside = [one.lineno for one in asked.body]
            begun = asked.lineno in lines and min(inside) > asked.lineno
            return asked if begun and not lines.intersection(inside) else None
    return None


def _is_lookup(asked: ast.If, loop: ast.For) -> bool:
    """Whether the first name that a loop gives is looked up whole: ``name in names``."""
    first = loop.target.elts[0] if isinstance(loop.target, ast.Tuple) else loop.target
    match asked.test:
        case ast.Compare(left=left, ops=[ast.In() | ast.Eq()]):
            return ast.unparse(left) == ast.unparse(first)
    return False
