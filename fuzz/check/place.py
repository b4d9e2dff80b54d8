"""Places in the user's code where a module was made part of its parent, and what a line there says."""

import ast
import inspect
import linecache
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from torch import nn
from torch.nn.modules.module import register_module_module_registration_hook

from fuzz.execution.named.place import Place, is_library, place_of, running_at


def passes_true(place: Place, argument: str) -> bool:
    """Whether a call in a line names an argument, or ends in one, that is True: so it is meant."""
    try:
        tree = ast.parse("".join(linecache.getlines(place.file)))
    except SyntaxError:
        return False
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    there = [node for node in calls if node.lineno <= place.line <= (node.end_lineno or node.lineno)]
    named = (word.value for node in there for word in node.keywords if word.arg == argument)
    last = (node.args[-1] for node in there if len(node.args) > 2)
    return any(isinstance(one, ast.Constant) and one.value is True for one in (*named, *last))


Places = dict[tuple[int, str], Place]
"""Where a module became part of its parent, by the id of the parent and the name of the module."""


@contextmanager
def registrations() -> Iterator[Places]:
    """Note where modules become part of their parents, in all that is built meanwhile."""
    places: Places = {}

    def note(parent: nn.Module, name: str, _: Any) -> None:
        place = running_at()
        if place is not None:
            places[id(parent), name] = place

    hook = register_module_module_registration_hook(note)
    try:
        yield places
    finally:
        hook.remove()


def made_at(network: nn.Module, site: str, places: Places) -> Place | None:
    """Where the module at a site was made part of its parent, or else where the class of that begins."""
    parent_site, _, name = site.rpartition(".")
    parent = module_at(network, parent_site)
    if parent is None:
        return None
    place = places.get((id(parent), name))
    if place is not None or not parent_site:
        return place or _class_of(parent)
    return made_at(network, parent_site, places)


def is_torchs(module: nn.Module | None) -> bool:
    """Whether a module is a layer of torch, whose own lines say nothing to its user."""
    return type(module).__module__.startswith("torch.nn.modules.")


def registered_at(network: nn.Module, places: Places) -> dict[str, Place]:
    """Where each module was made part of its parent, or else the nearest that holds it, by its path."""
    found: dict[str, Place] = {}
    modules = dict(network.named_modules(remove_duplicate=False))
    for site in modules:
        parent, _, name = site.rpartition(".")
        place = places.get((id(modules.get(parent)), name)) or found.get(parent)
        if place is not None and site:
            found[site] = place
    return found


def module_at(network: nn.Module, site: str) -> nn.Module | None:
    """The module at a site; None where there is none."""
    return dict(network.named_modules(remove_duplicate=False)).get(site)


def _class_of(module: nn.Module) -> Place | None:
    try:
        file = inspect.getsourcefile(type(module))
        line = inspect.getsourcelines(type(module))[1]
    except (OSError, TypeError):
        return None
    return place_of(file, line) if file is not None and is_library(file) else None
