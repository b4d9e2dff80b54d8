"""Places in the user's code where a module or a tensor was made part of its parent."""

import inspect
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import islice, takewhile
from pathlib import Path
from traceback import walk_stack
from typing import Any, NamedTuple

from torch import nn
from torch.nn.modules.module import (
    register_module_buffer_registration_hook,
    register_module_module_registration_hook,
    register_module_parameter_registration_hook,
)

from fuzz.execution.named.place import (
    OWN,
    Call,
    Place,
    call_at,
    is_library,
    is_users,
    place_of,
    running_at,
)


def running_in() -> nn.Module | None:
    """The innermost module whose method is running now."""
    owners = (frame.f_locals.get("self") for frame, _ in walk_stack(sys._getframe(1)))
    return next((one for one in owners if isinstance(one, nn.Module)), None)


class Registered(NamedTuple):
    """Where something became part of its parent; ``trail`` are the calls of the user's that were at
    work, the innermost first."""

    place: Place
    trail: tuple[Call, ...]


TRAIL = 8
"""How many lines of a call inside of another are noted."""

STARTING = str(OWN / "fuzz/check/running/source.py")
"""Where a network begins to be built."""

Places = dict[tuple[int, str], Registered]
"""Where a module, a parameter or a buffer became part of its parent, by the id of that and its name."""


@contextmanager
def registrations() -> Iterator[Places]:
    """Note where modules and tensors become part of their parents, in all that is built meanwhile."""
    places: Places = {}

    def note(parent: nn.Module, name: str, _: Any) -> None:
        place = running_at()
        if place is not None:
            places[id(parent), name] = Registered(place, trail())

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


def trail() -> tuple[Call, ...]:
    """The calls of the user's that are at work, the innermost first, but for the outermost of many; not
    those that have asked for the network to be built."""
    inside = takewhile(lambda one: one[0].f_code.co_filename != STARTING, walk_stack(sys._getframe(1)))
    frames = (one for one in inside if is_users(one[0].f_code.co_filename))
    there = islice(frames, TRAIL)
    return tuple(call_at(frame.f_code, frame.f_lasti, line) for frame, line in there)


def made_at(network: nn.Module, site: str, places: Places) -> Place | None:
    """Where the module at a site was made part of its parent, or else where the class of that begins."""
    parent_site, _, name = site.rpartition(".")
    parent = module_at(network, parent_site)
    if parent is None:
        return None
    there = places.get((id(parent), name))
    if there is not None or not parent_site:
        return there.place if there is not None else line_of(type(parent))
    return made_at(network, parent_site, places)


def built_at(network: nn.Module, site: str, places: Places) -> Place | None:
    """Where the constructor of a layer of torch was called, which makes its parameters there; None for
    one without any, and for others."""
    module = module_at(network, site)
    if module is None or not is_torchs(module):
        return None
    return next(
        (places[id(module), name].place for name in module._parameters if (id(module), name) in places),
        None,
    )


def trail_of(network: nn.Module, site: str, places: Places) -> tuple[Call, ...]:
    """The calls that led to the constructor of such a layer, the innermost first."""
    module = module_at(network, site)
    if module is None or not is_torchs(module):
        return ()
    made = (places.get((id(module), name)) for name in module._parameters)
    return next(
        (one.trail for one in made if one is not None and one.trail and one.trail[0].place == one.place),
        (),
    )


def is_torchs(module: nn.Module | None) -> bool:
    """Whether a module is a layer of torch, whose own lines say nothing to its user."""
    return type(module).__module__.startswith("torch.nn.modules.")


def registered_at(network: nn.Module, places: Places) -> dict[str, Place]:
    """Where each module was made part of its parent, or else the nearest that holds it, by its path."""
    found: dict[str, Place] = {}
    modules = dict(network.named_modules(remove_duplicate=False))
    for site in modules:
        parent, _, name = site.rpartition(".")
        there = places.get((id(modules.get(parent)), name))
        place = there.place if there is not None else found.get(parent)
        if place is not None and site:
            found[site] = place
    return found


def files_of(network: nn.Module, places: Places) -> tuple[str, ...]:
    """The files of the user's code that have built a network, and those of the classes of modules."""
    kinds = dict.fromkeys(type(one) for one in network.modules() if not is_torchs(one))
    files = (*(one.place.file for one in places.values()), *filter(None, map(_file_of, kinds)))
    return tuple(dict.fromkeys(filter(is_users, files)))


def module_at(network: nn.Module, site: str) -> nn.Module | None:
    """The module at a site; None where there is none."""
    return dict(network.named_modules(remove_duplicate=False)).get(site)


def line_of(code: Any, number: int = 0) -> Place | None:
    """Where a class or a function begins, or another line of its file; None where it is not the user's,
    nor of a library."""
    file = _file_of(code)  # first: torch's own are large, and to find a line in one takes long
    try:
        return place_of(file, number or _first_line(code)) if file is not None else None
    except (OSError, TypeError):
        return None


def _first_line(code: Any) -> int:
    return _line_of_class(code) if isinstance(code, type) else inspect.findsource(code)[1] + 1


@lru_cache(maxsize=1024)
def _line_of_class(kind: type) -> int:
    """The line of a class, for which inspect parses all of its file."""
    return inspect.findsource(kind)[1] + 1


def _file_of(code: Any) -> str | None:
    try:
        file = inspect.getsourcefile(code)
    except TypeError:
        return None
    return str(Path(file).resolve()) if file is not None and is_library(file) else None
