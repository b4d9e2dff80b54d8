"""scaled(): a list of widths that is multiplied as if it were one of numpy."""

import ast
from collections.abc import Iterator

from fuzz.check.code.tree import tree_of
from fuzz.check.plain.at import Scaled
from fuzz.execution.named.place import place_of


def scaled(files: tuple[str, ...], wanted: int, got: int) -> Iterator[Scaled]:
    """The lines of some files that multiply a list with other widths than one, of which ``wanted`` is
    one, by the factor between that and what a layer ``got``."""
    return (one for file in files for one in _lines(file, wanted, got))


def _lines(file: str, wanted: int, got: int) -> Iterator[Scaled]:
    functions = (node for node in ast.walk(tree_of(file)) if isinstance(node, ast.FunctionDef))
    for function in functions:
        lists = {
            ast.unparse(node.targets[0]): _numbers(node.value)
            for node in ast.walk(function)
            if isinstance(node, ast.Assign)
        }
        for node in ast.walk(function):
            for of, factor, target in _products(node):
                whole = of.value if isinstance(of, ast.Subscript) else of
                numbers = _numbers(of) or lists.get(ast.unparse(whole), ())
                if len(set(numbers)) > 1 and wanted in numbers and wanted * factor == got:
                    each = f"[{factor} * one for one in {ast.unparse(of)}]"
                    meant = f"{ast.unparse(target)} = {each}" if target is not None else each
                    place = place_of(file, getattr(node, "lineno", function.lineno))
                    yield Scaled(ast.unparse(node), meant, factor, place)


def _products(node: ast.AST) -> Iterator[tuple[ast.expr, int, ast.expr | None]]:
    """What is multiplied by a number, that, and what is given the product in the same statement."""
    match node:
        case ast.AugAssign(target=target, op=ast.Mult(), value=ast.Constant(value=int() as factor)):
            yield target, factor, target
        case ast.BinOp(left=of, op=ast.Mult(), right=ast.Constant(value=int() as factor)):
            yield of, factor, None
        case ast.BinOp(left=ast.Constant(value=int() as factor), op=ast.Mult(), right=of):
            yield of, factor, None


def _numbers(node: ast.expr) -> tuple[int, ...]:
    """The numbers of a list that is written out; none of others."""
    parts = node.elts if isinstance(node, ast.List | ast.Tuple) else []
    values = [getattr(one, "value", None) for one in parts]
    return tuple(one for one in values if isinstance(one, int)) if None not in values else ()
