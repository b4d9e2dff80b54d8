"""find(): what MODULE:FACTORY names, imported. Only what a user has named himself may be given to it."""

import importlib
import os
import sys
from traceback import walk_tb
from typing import Any

from fuzz.error import FuzzError
from fuzz.execution.named.name import split
from fuzz.execution.named.place import raised_at


def find(name: str, directory: str = "") -> Any:
    """The object that a name stands for, from a module that Python finds.

    It is looked for in a ``directory`` first, by default the current one. Raises `FuzzError` where there
    is none.
    """
    module, attribute = split(name)
    from fuzz.execution import vision  # torchvision may need it before it is imported

    assert vision
    if (first := directory or os.getcwd()) not in sys.path:
        sys.path.insert(0, first)
    try:
        found: Any = importlib.import_module(module)
    except (Exception, SystemExit) as error:  # a script that is imported may end itself
        raise FuzzError(_not_imported(name, module, error)) from None
    for part in attribute.split("."):
        if not hasattr(found, part):
            there = [one for one in vars(found) if not one.startswith("_")] if part == attribute else []
            raise FuzzError(f"{name}: {module} has no {part!r}{_near(part, there)}")
        found = getattr(found, part)
    return found


def _not_imported(name: str, module: str, error: BaseException) -> str:
    if isinstance(error, ModuleNotFoundError) and error.name in _packages(module):
        return f"{name}: there is no module {error.name!r} in the current directory or installed"
    place = raised_at(error.__traceback__)
    if isinstance(error, SyntaxError):
        place_text = f" ({error.filename}:{error.lineno})"
    else:
        place_text = f" ({place})" if place is not None and any(walk_tb(error.__traceback__)) else ""
    return f"{name}: importing {module} raises {type(error).__name__}: {error}{place_text}"


def _packages(module: str) -> list[str]:
    """A module and the packages that it is in."""
    parts = module.split(".")
    return [".".join(parts[: count + 1]) for count in range(len(parts))]


def _near(word: str, known: list[str]) -> str:
    from difflib import get_close_matches  # loaded where a user has mistyped something

    near = get_close_matches(word, known, n=3)
    return f"; did you mean {' or '.join(near)}?" if near else ""
