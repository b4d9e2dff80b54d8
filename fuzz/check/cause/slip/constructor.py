"""of_constructor(): super().__init__() that is not called, or too late; arguments that are not given."""

import ast
import re

from fuzz.check.cause.kind import Cause
from fuzz.check.code.rewritten import rewritten, spliced
from fuzz.check.code.tree import expression_at, function_of
from fuzz.check.plain.seen import Raised
from fuzz.execution.named.place import place_of

UNBORN = re.compile(r"before Module\.__init__\(\) call")
LACKING = re.compile(
    r"^(\w+)\.__init__\(\) missing \d+ required (?:positional|keyword-only) arguments?: (.*)$"
)
NAME = re.compile(r"'(\w+)'")
UNBORN_RULE = "module.no_super_init"
SUPER = "https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html"
CALLS = "https://docs.python.org/3/tutorial/controlflow.html#keyword-arguments"


def of_constructor(raised: Raised) -> Cause | None:
    """The cause, where it is one of these."""
    return _of_unborn(raised) or _of_lacking(raised)


def _of_unborn(raised: Raised) -> Cause | None:
    """A module that has layers before it is one, though a line of its constructor names that of its
    parent."""
    place = raised.at.place
    function = function_of(place) if place is not None and UNBORN.search(raised.message) else None
    if function is None or place is None or function.name != "__init__":
        return None
    for node in ast.walk(function):
        if not isinstance(node, ast.Expr) or not _is_of_parent(node.value):
            continue
        written = ast.unparse(node.value)
        line = place_of(place.file, node.lineno)
        if isinstance(node.value, ast.Attribute) and node.value.attr == "__init__":
            text = f"{written} is named, and not called: nothing may be assigned to a module before"
            return Cause(text, f"call it: {written}()", UNBORN_RULE, SUPER, place=line)
        if isinstance(node.value, ast.Call) and node.lineno > place.line:
            text = f"{written} comes too late, in line {node.lineno}: this line gives the module a layer"
            fix = "make super().__init__() the first line of __init__()"
            return Cause(f"{text} before it is one", fix, UNBORN_RULE, SUPER)
    return None


def _is_of_parent(node: ast.expr) -> bool:
    """Whether it names the constructor of a class above: super().__init__, or Base.__init__(self)."""
    match node:
        case ast.Call(func=ast.Attribute(attr="__init__"), args=[ast.Name(id="self"), *_]):
            return True
    return "super" in ast.unparse(node)


def _of_lacking(raised: Raised) -> Cause | None:
    """A class that is called without what it needs."""
    found, place = LACKING.search(raised.message), raised.at.place
    node = expression_at(place, raised.at.span)
    if found is None or not isinstance(node, ast.Call):
        return None
    names = NAME.findall(found[2])
    if (row := _row(node, len(names))) is not None:
        return Cause(
            f"{found[1]} takes each argument by itself, and got {ast.unparse(row)} as the first",
            f"unpack it: {rewritten(node, spliced(node.args, [row]))}",
            "construction.missing",
            CALLS,
        )
    given = [*map(ast.unparse, (*node.args, *node.keywords)), *(f"{one}=..." for one in names)]
    have, them = ("have", "them") if names[1:] else ("has", "it")
    return Cause(
        f"{found[1]} is made without {' and '.join(names)}, which {have} no default",
        f"give {them}: {ast.unparse(node.func)}({', '.join(given)})",
        "construction.missing",
        CALLS,
    )


def _row(call: ast.Call, missing: int) -> ast.Tuple | ast.List | None:
    """The only argument of a call, where it is a list of that and of all that are missing."""
    row = call.args[0] if len(call.args) == 1 else None
    return row if isinstance(row, ast.Tuple | ast.List) and len(row.elts) == missing + 1 else None
