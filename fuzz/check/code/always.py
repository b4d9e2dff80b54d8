"""always(): conditions that do not ask what they are written to ask: a text is true by itself."""

import ast
from collections.abc import Iterator
from typing import NamedTuple

from fuzz.execution.named.place import Place, place_of


class Always(NamedTuple):
    """How a condition is written, what is so of it, and how it is meant."""

    written: str
    why: str
    meant: str
    place: Place


def always(code: ast.AST, file: str) -> Iterator[Always]:
    """Each of them in a part of a file."""
    for node in ast.walk(code):
        for test in _tests(node):
            for part, why, meant in _parts(test):
                yield Always(ast.unparse(part), why, meant, place_of(file, part.lineno))


def _tests(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.If | ast.IfExp | ast.While | ast.Assert):
        return [node.test]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return [node.operand]
    return node.ifs if isinstance(node, ast.comprehension) else []


def _parts(test: ast.expr) -> Iterator[tuple[ast.expr, str, str]]:
    """The parts of a condition that are wrong, each with the reason, and with what may be meant."""
    if isinstance(test, ast.Tuple) and test.elts:
        first = ast.unparse(test.elts[0])
        yield test, "a tuple with anything in it is true", f"{first}, without parentheses around both"
    for node in _asked(test):
        if isinstance(node, ast.BoolOp):
            texts = [one for one in node.values if _is_text(one)]
            if texts:
                so = f"{ast.unparse(texts[0])} is a text, which is true by itself"
                is_or = isinstance(node.op, ast.Or)
                yield (
                    node,
                    f"{so}: {'it is always true' if is_or else 'nothing is asked of it'}",
                    _meant(node),
                )
        if isinstance(node, ast.Compare):
            for one in node.comparators:
                if isinstance(one, ast.BoolOp) and all(map(_is_text, one.values)):
                    value = one.values[0 if isinstance(one.op, ast.Or) else -1]
                    why = f"{ast.unparse(one)} is {ast.unparse(value)}, and nothing else is asked"
                    yield node, why, _each(node, one)


def _asked(test: ast.expr) -> Iterator[ast.expr]:
    """A condition and the conditions that it is made of; what is behind a ``not`` is one by itself."""
    yield test
    for part in test.values if isinstance(test, ast.BoolOp) else ():
        yield from _asked(part)


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(node.value)


def _meant(node: ast.BoolOp) -> str:
    """The same with each text compared as the first comparison is."""
    found = next((one for one in node.values if isinstance(one, ast.Compare)), None)
    if found is None or len(found.ops) != 1:
        return "a comparison for each of them"
    word = " or " if isinstance(node.op, ast.Or) else " and "
    return word.join(_compared(one, found) if _is_text(one) else ast.unparse(one) for one in node.values)


def _compared(text: ast.expr, like: ast.Compare) -> str:
    left = _is_text(like.left)
    return ast.unparse(
        ast.Compare(text if left else like.left, like.ops, like.comparators if left else [text])
    )


def _each(node: ast.Compare, texts: ast.BoolOp) -> str:
    word = " or " if isinstance(texts.op, ast.Or) else " and "
    return word.join(ast.unparse(ast.Compare(node.left, node.ops, [one])) for one in texts.values)
