"""unasked(): a backward pass of the user's that autograd never asks for."""

import ast
from collections.abc import Iterator

from torch import nn

from fuzz.check.code.own import own_parts
from fuzz.check.code.tree import tree_of
from fuzz.check.network.place import Places, files_of, line_of
from fuzz.check.plain.oversight import Oversight
from fuzz.execution.named.place import is_users, place_of

EXTENDING = "https://docs.pytorch.org/docs/stable/notes/extending.html#extending-torch-autograd"
NAME = "backward"

AS_FUNCTION = (
    "write both as @staticmethod of a torch.autograd.Function, forward(ctx, x) and backward(ctx, grad),"
    " and call its apply() in forward()"
)


def unasked(network: nn.Module, places: Places) -> Iterator[Oversight]:
    """A module with a ``backward()``, which none but a Function has for autograd, and that no line
    calls; a Function whose ``forward()`` is called in place of its ``apply()``."""
    files = files_of(network, places)
    if not any(_is_asked(node) for file in files for node in ast.walk(tree_of(file))):
        yield from _of_modules(network)
    for file, part in own_parts(network, places):
        yield from _of_functions(part, file)


def _of_modules(network: nn.Module) -> Iterator[Oversight]:
    """Each class once; not that of the network itself, of which other files may ask for it."""
    told = {type(network)}
    for site, module in network.named_modules():
        place = line_of(getattr(type(module), NAME, None)) if type(module) not in told else None
        told.add(type(module))
        if place is not None and is_users(place.file):
            yield Oversight(
                "unasked_backward",
                f"{site} is an nn.Module, of which autograd calls no {NAME}(): the gradient is that of"
                " the operations in forward()",
                AS_FUNCTION,
                site,
                place,
                EXTENDING,
            )


def _is_asked(node: ast.AST) -> bool:
    """Whether it may be a backward() of a module's: not loss.backward(), which takes no gradient."""
    match node:
        case ast.Call(func=ast.Attribute(attr="backward"), args=args):
            return bool(args)
        case ast.Call(args=args, keywords=words):
            given = (*args, *(one.value for one in words))
            return any(isinstance(one, ast.Attribute) and one.attr == NAME for one in given)
        case ast.Assign(value=ast.Attribute(attr="backward")) | ast.Constant(value="backward"):
            return True
    return False


def _of_functions(part: ast.FunctionDef | ast.ClassDef, file: str) -> Iterator[Oversight]:
    """The calls in a part of a file, which is no Function itself."""
    classes = [
        node for node in tree_of(file).body if isinstance(node, ast.ClassDef) and _is_function(node)
    ]
    names = {one.name for one in classes if any(_defines(method) for method in one.body)}
    calls = (
        [node for node in ast.walk(part) if isinstance(node, ast.Call)] if part not in classes else []
    )
    for call in calls:
        name = _forwarding(call)
        if name not in names:
            continue
        given = ", ".join(map(ast.unparse, call.args[1:]))
        yield Oversight(
            "unasked_backward",
            f"{ast.unparse(call.func)}() is a function like any other: autograd calls the {NAME}() of"
            f" {name} for what its apply() has computed alone",
            f"{name}.apply({given}), which makes ctx itself",
            "",
            place_of(file, call.lineno),
            EXTENDING,
        )


def _forwarding(call: ast.Call) -> str:
    """The class, or that of the new object, whose forward() is called by its name; "" for none."""
    match call.func:
        case ast.Attribute(attr="forward", value=ast.Name(id=name)):
            return name
        case ast.Attribute(attr="forward", value=ast.Call(func=ast.Name(id=name))):
            return name
    return ""


def _is_function(node: ast.ClassDef) -> bool:
    return any(ast.unparse(one).rpartition(".")[2] == "Function" for one in node.bases)


def _defines(part: ast.stmt) -> bool:
    return isinstance(part, ast.FunctionDef) and part.name == NAME
