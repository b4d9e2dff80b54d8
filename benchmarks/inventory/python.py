"""What the Python code of a library can raise or warn of, from its sources."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

from benchmarks.inventory.message import Message, Piece, Slot, joined

CHECKS = {
    "_check": "RuntimeError",
    "_check_with": "RuntimeError",
    "_check_index": "IndexError",
    "_check_value": "ValueError",
    "_check_type": "TypeError",
    "_check_not_implemented": "NotImplementedError",
    "_assert": "AssertionError",
}
"""Functions of torch that raise where a condition is not met."""

COLLECTED = re.compile(r"error_?msgs$|^errors$")
"""Lists of messages that are raised together later."""

PERCENT = re.compile(r"%(?:\((\w+)\))?[-#0 +]*\d*(?:\.\d+)?([sdrfgixc%])")

Function = ast.FunctionDef | ast.AsyncFunctionDef


def messages(source: str, root: Path, file: Path) -> Iterator[Message]:
    """The messages of a file below the folder of a library, each once."""
    found: dict[tuple[str, str], Message] = {}
    tree = ast.parse(file.read_text())
    reader = Reader(source, file.relative_to(root).as_posix(), _constants(tree))
    reader.visit(tree)
    for message in reader.found:
        found.setdefault((message.exception, message.text), message)
    yield from found.values()


class Reader(ast.NodeVisitor):
    """Goes through a file and keeps what it can say."""

    def __init__(self, source: str, file: str, constants: dict[str, ast.expr]) -> None:
        self.source, self.file, self.constants = source, file, constants
        self.functions: list[Function] = []
        self.found: list[Message] = []

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self.functions.append(node)
        self.generic_visit(node)
        self.functions.pop()

    def visit_Raise(self, node: ast.Raise) -> None:
        if isinstance(node.exc, ast.Call) and node.exc.args:
            self._keep(_last_name(node.exc.func), node.exc.args[0])
        self.generic_visit(node)

    def visit_Assert(self, node: ast.Assert) -> None:
        if node.msg is not None:
            self._keep("AssertionError", node.msg)
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        name = _last_name(node.func)
        if name == "warn" and node.args:
            given = [*node.args[1:2], *(one.value for one in node.keywords if one.arg == "category")]
            self._keep(_last_name(given[0]) if given else "UserWarning", node.args[0])
        elif name in CHECKS and len(node.args) > 1:
            self._keep(CHECKS[name], node.args[-1])
        elif name in ("append", "insert") and COLLECTED.search(_last_name(node.func, 1)):
            self._keep("RuntimeError", node.args[-1])
        self.generic_visit(node)

    def _keep(self, exception: str, said: ast.expr) -> None:
        function = self.functions[-1] if self.functions else None
        if not re.search(r"(?:Error|Exception|Warning|Interrupt)$", exception):
            return
        if isinstance(said, ast.Call) and isinstance(said.func, ast.Attribute):
            said.func.value = self._constant(said.func.value)
        pieces = joined(list(_pieces(self._constant(said), function)))
        name = function.name if function else "<module>"
        self.found.append(Message(self.source, self.file, name, exception, pieces))

    def _constant(self, said: ast.expr) -> ast.expr:
        """What a constant of the file stands for."""
        return self.constants.get(said.id, said) if isinstance(said, ast.Name) else said


def _constants(tree: ast.Module) -> dict[str, ast.expr]:
    """What is set at the top of a file."""
    return {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _last_name(node: ast.expr, above: int = 0) -> str:
    """The last name of a dotted one, or one above it."""
    return ast.unparse(node).split(".")[-1 - above :][0]


def _pieces(node: ast.expr, function: Function | None) -> Iterator[Piece]:
    """What an expression prints, in pieces."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=values):
            for value in values:
                yield from _pieces(value, None)
        case ast.FormattedValue(value=value):
            yield Slot(ast.unparse(value))
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            yield from _pieces(left, function)
            yield from _pieces(right, function)
        case ast.BinOp(left=left, op=ast.Mod(), right=right):
            yield from _filled_percent(joined(list(_pieces(left, function))), right)
        case ast.Call():
            yield from _called(node, function)
        case ast.Lambda(body=body) | ast.IfExp(body=body):
            yield from _pieces(body, function)
        case ast.Name(id=name) if function is not None:
            assigned = list(_assigned(name, function, node.lineno))
            yield from (piece for one in assigned for piece in _pieces(one, None))
            yield from () if assigned else (Slot(name),)
        case _:
            yield Slot(ast.unparse(node))


def _called(node: ast.Call, function: Function | None) -> Iterator[Piece]:
    """What a call prints: a text that is filled in, or one that is passed through."""
    match node:
        case ast.Call(func=ast.Attribute(value=text, attr="format"), args=given, keywords=named):
            yield from _filled_format(joined(list(_pieces(text, function))), given, named)
        case ast.Call(func=ast.Attribute(attr="dedent"), args=[text]):
            yield from _pieces(text, function)
        case ast.Call(func=ast.Name(id="str"), args=[ast.Constant() as text]):
            yield from _pieces(text, function)
        case _:
            yield Slot(ast.unparse(node))


def _assigned(name: str, function: Function, line: int) -> Iterator[ast.expr]:
    """What a name of a function was last set to above a line, and what was added to it since."""
    values: list[ast.expr] = []
    for node in sorted(_statements(function), key=lambda one: one.lineno):
        if node.lineno >= line:
            break
        if isinstance(node, ast.Assign) and [ast.unparse(one) for one in node.targets] == [name]:
            values = [node.value]
        elif isinstance(node, ast.AugAssign) and ast.unparse(node.target) == name:
            values.append(node.value)
    yield from values


def _statements(function: Function) -> Iterator[ast.stmt]:
    return (node for node in ast.walk(function) if isinstance(node, ast.stmt))


def _filled_percent(pieces: tuple[Piece, ...], right: ast.expr) -> Iterator[Piece]:
    values = list(right.elts) if isinstance(right, ast.Tuple) else [right]
    for piece in pieces:
        if isinstance(piece, Slot):
            yield piece
            continue
        end = 0
        for found in PERCENT.finditer(piece):
            yield piece[end : found.start()]
            end = found.end()
            if found[2] == "%":
                yield "%"
            else:
                yield Slot(found[1] or (ast.unparse(values.pop(0)) if values else "value"))
        yield piece[end:]


def _filled_format(
    pieces: tuple[Piece, ...], given: list[ast.expr], named: list[ast.keyword]
) -> Iterator[Piece]:
    values = {str(number): ast.unparse(value) for number, value in enumerate(given)}
    values |= {one.arg: ast.unparse(one.value) for one in named if one.arg}
    number = 0
    for piece in pieces:
        if isinstance(piece, Slot):
            yield piece
            continue
        for text, field, _, _ in string.Formatter().parse(piece):
            yield text
            if field is not None:
                name, number = (field, number) if field else (str(number), number + 1)
                yield Slot(values.get(name, name or "value"))
