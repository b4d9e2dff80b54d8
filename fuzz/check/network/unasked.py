"""unasked(): a backward pass of the user's that autograd never asks for."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType, ModuleType

from torch import nn

from fuzz.check.code.own import own_parts
from fuzz.check.code.tree import tree_of
from fuzz.check.network.place import Places, files_of, line_of
from fuzz.check.plain.oversight import Oversight
from fuzz.execution.named.place import is_users, place_of

EXTENDING = "https://docs.pytorch.org/docs/stable/notes/extending.html#extending-torch-autograd"
NAME = "backward"
OF_LOSSES = {"gradient", "retain_graph", "create_graph", "inputs"}
"""What Tensor.backward() takes by name."""

AS_FUNCTION = (
    "write both as @staticmethod of a torch.autograd.Function, forward(ctx, x) and backward(ctx, grad),"
    " and call its apply() in forward()"
)


def unasked(network: nn.Module, places: Places) -> Iterator[Oversight]:
    """A module with a ``backward()``, which none but a Function has for autograd, and that no line
    calls; a Function whose ``forward()`` is called in place of its ``apply()``."""
    files = files_of(network, places)
    found = list(_of_modules(network))
    if found and not any(_asks(tree_of(file)) for file in _imported(files)):
        yield from found
    for file, part in own_parts(network, places):
        yield from _of_functions(part, file)


def _of_modules(network: nn.Module) -> Iterator[Oversight]:
    """Each class once; not that of the network itself, of which other files may ask for it."""
    told = {type(network)}
    for site, module in network.named_modules():
        kind = type(module)
        place = line_of(_own_backward(kind)) if kind not in told else None
        told.add(kind)
        if place is not None:
            yield Oversight(
                "unasked_backward",
                f"{site} is an nn.Module, of which autograd calls no {NAME}(): the gradient is that of"
                " the operations in forward()",
                AS_FUNCTION,
                site,
                place,
                EXTENDING,
            )


def _own_backward(kind: type[nn.Module]) -> FunctionType | None:
    """The method of that name, which takes a gradient; None where a library has one to be overridden."""
    there = [vars(one)[NAME] for one in kind.__mro__ if NAME in vars(one)]
    functions = [one for one in there if isinstance(one, FunctionType) and is_users(_file(one))]
    takes = functions and functions[0].__code__.co_argcount > 1
    return functions[0] if takes and len(functions) == len(there) else None


def _file(function: FunctionType) -> str:
    return function.__code__.co_filename


def _imported(files: tuple[str, ...]) -> Iterator[str]:
    """Some files, and those of the user's that they have something of."""
    loaded = {one.__file__: one for one in list(sys.modules.values()) if getattr(one, "__file__", None)}
    waiting = [one for file, one in loaded.items() if file is not None and _resolved(file) in files]
    known = {id(one) for one in waiting}
    yield from files
    while waiting:
        for value in list(vars(waiting.pop()).values()):
            name = (
                value.__name__ if isinstance(value, ModuleType) else getattr(value, "__module__", None)
            )
            other = sys.modules.get(name) if isinstance(name, str) else None
            file = getattr(other, "__file__", None)
            if other is not None and id(other) not in known and isinstance(file, str) and is_users(file):
                known.add(id(other))
                waiting.append(other)
                yield _resolved(file)


def _resolved(file: str) -> str:
    return str(Path(file).resolve())


def _asks(tree: ast.Module) -> bool:
    """Whether a line may ask for the backward() of a module: not loss.backward(), which takes no
    gradient."""
    nodes = list(ast.walk(tree))
    of_losses = {
        id(one.func)
        for one in nodes
        if isinstance(one, ast.Call)
        and not one.args
        and {word.arg for word in one.keywords} <= OF_LOSSES
    }
    asked = (one for one in nodes if isinstance(one, ast.Attribute) and id(one) not in of_losses)
    by_name = (one for one in nodes if isinstance(one, ast.Constant) and one.value == NAME)
    return any(one.attr == NAME for one in asked) or any(True for _ in by_name)


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
