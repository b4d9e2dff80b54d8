"""Calls as they are to be written."""

import ast
import copy
from collections.abc import Sequence

FUNCTIONS = ("torch", "F", "functional", "nn.functional", "torch.nn.functional")
"""What functions of torch are called of."""


def name_of(call: ast.Call) -> str:
    """The name of what is called, without what it is called of."""
    return ast.unparse(call.func).rpartition(".")[2]


def is_of_torch(call: ast.Call) -> bool:
    """Whether a function of torch is called, and no method of a tensor."""
    return isinstance(call.func, ast.Name) or ast.unparse(call.func).rpartition(".")[0] in FUNCTIONS


def rewritten(call: ast.Call, args: Sequence[ast.expr], **words: ast.expr) -> str:
    """A call with other arguments, and with others by name beside those that it has."""
    made = copy.copy(call)
    made.args = list(args)
    given = [ast.keyword(name, value) for name, value in words.items()]
    made.keywords = [*(one for one in call.keywords if one.arg not in words), *given]
    return ast.unparse(made)


def as_tuple(parts: Sequence[ast.expr]) -> ast.expr:
    """Several expressions as one."""
    return ast.Tuple(list(parts), ast.Load())


def spliced(args: Sequence[ast.expr], several: Sequence[ast.expr]) -> list[ast.expr]:
    """The arguments of a call, ``several`` of them unpacked."""
    made: list[ast.expr] = []
    for one in args:
        if one in several and isinstance(one, ast.Tuple | ast.List):
            made += one.elts
        else:
            made.append(ast.Starred(one, ast.Load()) if one in several else one)
    return made
