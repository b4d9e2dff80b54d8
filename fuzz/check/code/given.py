"""called_at(): the call of a constructor that gives what a line in the constructor hands on."""

import ast

from torch import nn

from fuzz.check.code.tree import at_line
from fuzz.check.network.place import Places, module_at
from fuzz.execution.named.place import Place


def called_at(network: nn.Module, site: str, places: Places) -> Place | None:
    """Where the constructor was called that made the module at a site, if its line hands on to that what
    the call gives."""
    parent_site, _, name = site.rpartition(".")
    parent = module_at(network, parent_site)
    there = places.get((id(parent), name))
    if there is None or there.call is None or not parent_site:
        return None
    return there.call if _is_given(there.place, there.call, type(parent).__name__) else None


def _is_given(own: Place, call: Place, kind: str) -> bool:
    """Whether a line of an ``__init__()`` uses an argument that the ``call`` of the class gives.

    What has its value by default, or is computed from nothing that was given, is the class's own.
    """
    inits = [one for one in at_line(own, ast.FunctionDef) if one.name == "__init__"][-1:]
    for init in inits:
        names = [one.arg for one in (*init.args.posonlyargs, *init.args.args)][1:]
        names += [one.arg for one in init.args.kwonlyargs]
        there = (one for one in ast.walk(init) if isinstance(one, ast.Name) and one.lineno == own.line)
        used = {one.id for one in there} & set(names)
        calls = [one for one in at_line(call, ast.Call) if _name(one) == kind]
        if used and len(calls) == 1:
            return bool(used & _given(calls[0], names))
    return False


def _name(call: ast.Call) -> str:
    return ast.unparse(call.func).rpartition(".")[2]


def _given(call: ast.Call, names: list[str]) -> set[str]:
    """The arguments that a call gives, by name; none where some are unpacked."""
    if any(isinstance(one, ast.Starred) for one in call.args):
        return set()
    named = {one.arg for one in call.keywords if one.arg is not None}
    return {*names[: len(call.args)], *named}
