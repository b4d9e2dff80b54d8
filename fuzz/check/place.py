"""Places in the user's code: where a line raised, and where a module was made part of its parent."""

import inspect
import linecache
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from traceback import walk_stack, walk_tb
from types import TracebackType
from typing import Any

import msgspec
import torch
from torch import nn
from torch.nn.modules.module import (
    register_module_buffer_registration_hook,
    register_module_module_registration_hook,
    register_module_parameter_registration_hook,
)

OWN = Path(__file__).resolve().parents[2]
TORCH = Path(torch.__file__).parent
INSTALLED = tuple(Path(sysconfig.get_path(name)) for name in ("purelib", "platlib", "stdlib"))


class Place(msgspec.Struct, frozen=True):
    """A line of code: its file, as an absolute path, its number, and its text."""

    file: str
    line: int
    code: str = ""

    def __str__(self) -> str:
        path = Path(self.file)
        near = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
        return f"{near}:{self.line}"


def raised_at(traceback: TracebackType | None) -> Place | None:
    """The innermost line of the user's own code on a traceback, or else of a library's beside torch."""
    return users_line([(frame.f_code.co_filename, line) for frame, line in walk_tb(traceback)][::-1])


def running_at() -> Place | None:
    """The innermost line of the user's own code that is running now."""
    return users_line([(frame.f_code.co_filename, line) for frame, line in walk_stack(sys._getframe(1))])


def running_in() -> nn.Module | None:
    """The innermost module whose method is running now."""
    owners = (frame.f_locals.get("self") for frame, _ in walk_stack(sys._getframe(1)))
    return next((one for one in owners if isinstance(one, nn.Module)), None)


def users_line(lines: list[tuple[str, int]]) -> Place | None:
    """The first of some lines of files that is the user's, or else that of a library."""
    for is_theirs in (_is_users, _is_library):
        for file, line in lines:
            if is_theirs(file):
                return _place(file, line)
    return None


@lru_cache(maxsize=4096)
def _place(file: str, line: int) -> Place:
    return Place(str(Path(file).resolve()), line, linecache.getline(file, line).strip())


@lru_cache(maxsize=4096)
def _is_users(file: str) -> bool:
    path = Path(file)
    return _is_library(file) and not any(path.is_relative_to(folder) for folder in INSTALLED)


@lru_cache(maxsize=4096)
def _is_library(file: str) -> bool:
    """Whether a file is neither of torch nor our own, nor no file at all."""
    path = Path(file)
    if file.startswith("<") or path.is_relative_to(TORCH):
        return False
    return not any(path.is_relative_to(OWN / name) for name in ("fuzz", "strategies", "resnet_fuzz"))


Places = dict[tuple[int, str], Place]
"""Where a module, a parameter or a buffer became part of its parent, by the id of that and its name."""


@contextmanager
def registrations() -> Iterator[Places]:
    """Note where modules and tensors become part of their parents, in all that is built meanwhile."""
    places: Places = {}

    def note(parent: nn.Module, name: str, _: Any) -> None:
        place = running_at()
        if place is not None:
            places[id(parent), name] = place

    hooks = (
        register_module_module_registration_hook(note),
        register_module_buffer_registration_hook(note),
        register_module_parameter_registration_hook(note),
    )
    try:
        yield places
    finally:
        for hook in hooks:
            hook.remove()


def made_at(network: nn.Module, site: str, places: Places) -> Place | None:
    """Where the module at a site was made part of its parent, or else where the class of that begins."""
    parent_site, _, name = site.rpartition(".")
    parent = module_at(network, parent_site)
    if parent is None:
        return None
    place = places.get((id(parent), name))
    if place is not None or not parent_site:
        return place or line_of(type(parent))
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


def line_of(code: Any, number: int = 0) -> Place | None:
    """Where a class or a function begins, or another line of its file; None where it is not the user's,
    nor of a library."""
    try:
        file = inspect.getsourcefile(code)
        line = number or inspect.getsourcelines(code)[1]
    except (OSError, TypeError):
        return None
    return _place(file, line) if file is not None and _is_library(file) else None
