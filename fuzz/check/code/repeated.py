"""repeated(): lines that put one module into several places, where one for each is written alike."""

import ast
from collections.abc import Iterator

from torch import nn

from fuzz.check.code.own import own_parts
from fuzz.check.network.place import Places
from fuzz.check.plain.at import Repeated
from fuzz.execution.named.place import place_of

HOLDING = ("ModuleList", "ModuleDict", "Sequential")
PUTTING = ("append", "insert", "add_module")

LISTED = (
    "a list times a number has the same module several times,"
    " [nn.Linear(...) for _ in range(n)] has several"
)
FROM_KEYS = "dict.fromkeys() gives all names one value, {{{each} for name in {keys}}} has one for each"
OUTSIDE = "{name} is made once, outside of what goes round: make it inside"


def repeated(network: nn.Module, places: Places) -> Iterator[Repeated]:
    """The lines of what makes a network where what is made there, or has a name, is put into several
    places."""
    for file, part in own_parts(network, places):
        for node in ast.walk(part):
            yield from (Repeated(place_of(file, line), why) for line, why in _ways(node))


def _ways(node: ast.AST) -> Iterator[tuple[int, str]]:
    match node:
        case ast.BinOp(op=ast.Mult()) if any(map(_holds_made, (node.left, node.right))):
            yield node.lineno, LISTED
        case ast.Call(
            func=ast.Attribute(value=ast.Name(id="dict"), attr="fromkeys"),
            args=[keys, ast.Call() as value],
        ):
            each = f"name: {ast.unparse(value)}"
            yield node.lineno, FROM_KEYS.format(each=each, keys=ast.unparse(keys))
        case ast.Call(
            func=ast.Attribute(value=ast.Name(id="dict"), attr="fromkeys"),
            args=[_, ast.Name(id=name)],
        ):
            yield node.lineno, OUTSIDE.format(name=name)
        case ast.Call(func=func, args=[inner]) if ast.unparse(func).endswith(HOLDING):
            name = _made_outside(inner.value if isinstance(inner, ast.Starred) else inner)
            if name:
                yield inner.lineno, OUTSIDE.format(name=name)
        case ast.FunctionDef():
            yield from _in_loops(node)


def _holds_made(node: ast.expr) -> bool:
    return isinstance(node, ast.List) and any(isinstance(one, ast.Call | ast.Name) for one in node.elts)


def _made_outside(node: ast.expr) -> str:
    """The name that a comprehension gives each time, and does not make itself."""
    match node:
        case ast.ListComp(elt=ast.Name(id=name)) | ast.GeneratorExp(elt=ast.Name(id=name)):
            pass
        case ast.DictComp(value=ast.Name(id=name)):
            pass
        case _:
            return ""
    targets = (part for one in node.generators for part in ast.walk(one.target))
    return "" if name in {one.id for one in targets if isinstance(one, ast.Name)} else name


def _in_loops(function: ast.FunctionDef) -> Iterator[tuple[int, str]]:
    """What a loop puts somewhere that one line in front of it has made."""
    made = {
        one.targets[0].id
        for one in function.body
        if isinstance(one, ast.Assign) and isinstance(one.value, ast.Call)
        if isinstance(one.targets[0], ast.Name)
    }
    loops = (node for node in ast.walk(function) if isinstance(node, ast.For))
    for loop in loops:
        names = (one for one in ast.walk(loop) if isinstance(one, ast.Name))
        own = {one.id for one in names if isinstance(one.ctx, ast.Store)}
        for one in ast.walk(loop):
            for name in _put(one):
                if name in made - own:
                    yield getattr(one, "lineno", loop.lineno), OUTSIDE.format(name=name)


def _put(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Call(func=ast.Attribute(attr=method), args=args) if method in PUTTING:
            yield from (one.id for one in args if isinstance(one, ast.Name))
        case ast.Assign(targets=[ast.Subscript()], value=ast.Name(id=name)):
            yield name
