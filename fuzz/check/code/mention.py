"""mention_of(): the line outside of the constructor that uses what a run of a network did not use."""

import ast
from functools import lru_cache
from typing import Any, NamedTuple

from torch import nn

from fuzz.check.code.tree import definition
from fuzz.check.network.place import is_torchs, line_of, module_at
from fuzz.execution.named.place import Place, is_library

SETTING_UP = ("init", "reset", "freeze", "load")
"""Parts of names of methods that set up what they mention, and compute nothing with it."""


class Mention(NamedTuple):
    """A method that uses an attribute, and the line at which it does."""

    method: str
    place: Place


def mention_of(network: nn.Module, path: str, *, called: set[str]) -> Mention | None:
    """Where a module or a parameter at a path is used in the code of what holds it; None for nowhere.

    A parameter that ``forward`` itself uses under no condition is none of these: it was used. Of
    modules, the outermost counts of which nothing was called. The class may be a library's: that of a
    model whose children are called one by one.
    """
    parts = path.split(".")
    for count in range(1, len(parts) + 1):
        site = ".".join(parts[:count])
        if any(one == site or one.startswith(f"{site}.") for one in called) and count < len(parts):
            continue
        owner_site, _, name = site.rpartition(".")
        owner = module_at(network, owner_site)
        if is_torchs(owner) and count == len(parts):
            return None  # of a layer of torch that was called
        while is_torchs(owner) and owner_site:  # a list of modules: what holds the list uses it
            owner_site, _, name = owner_site.rpartition(".")
            owner = module_at(network, owner_site)
        kind: Any = type(owner)
        return _mention(kind, name, is_module=count < len(parts)) if owner is not None else None
    return None


@lru_cache(maxsize=1024)
def _mention(kind: Any, name: str, *, is_module: bool) -> Mention | None:
    for method in sorted(dir(kind), key=lambda one: one != "forward"):
        code: Any = getattr(kind, method, None)
        code = getattr(code, "__func__", code)
        if not hasattr(code, "__code__") or any(part in method for part in SETTING_UP):
            continue
        if not is_library(code.__code__.co_filename):
            continue
        sure = not is_module and method == "forward"
        line = next(_used(definition(code), f"self.{name}", conditional=not sure), 0)
        if line and (place := line_of(code, line)) is not None:
            return Mention(method, place)
    return None


def _used(node: ast.AST | None, written: str, *, conditional: bool) -> Any:
    """The lines that use what is written so; those under a condition alone, unless all count."""
    for child in ast.iter_child_nodes(node) if node is not None else ():
        here = conditional or isinstance(node, ast.If | ast.IfExp | ast.While | ast.For)
        is_load = isinstance(child, ast.Attribute) and isinstance(child.ctx, ast.Load)
        of_tensor = isinstance(node, ast.Attribute) and node.attr in ("weight", "bias")
        if here and is_load and not of_tensor and ast.unparse(child) == written:
            yield child.lineno  # type: ignore[attr-defined]
        yield from _used(child, written, conditional=here)
