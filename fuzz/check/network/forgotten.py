"""begun_again(): where nn.Module.__init__ runs again on a module, which forgets what it had by then."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from torch import nn

from fuzz.check.plain.at import Kept
from fuzz.execution.named.place import Place, running_at

KEEPING = ("_modules", "_parameters", "_buffers")
"""Where a module keeps what is registered."""


MISSED = "forgotten"
"""What an error says, of an attribute that is missed while a network is built: which line forgot it."""


class Again(NamedTuple):
    """A module, the names of what was registered in it, and the line at which it began anew."""

    module: nn.Module
    names: tuple[str, ...]
    place: Place


@contextmanager
def begun_again() -> Iterator[list[Again]]:
    """Note each such line, in all that is built meanwhile."""
    noted: list[Again] = []
    beginning = nn.Module.__init__

    def note(module: nn.Module, *args: Any, **kwargs: Any) -> None:
        names = tuple(name for kind in KEEPING for name in vars(module).get(kind, ()))
        place = running_at() if names else None
        if place is not None:
            noted.append(Again(module, names, place))
        beginning(module, *args, **kwargs)

    nn.Module.__init__ = note  # type: ignore[assignment, method-assign]
    try:
        yield noted
    except AttributeError as error:
        missed = next((one for one in noted if error.name in one.names), None)
        if missed is not None and error.name is not None:
            setattr(error, MISSED, Kept(error.name, "", missed.place))
        raise
    finally:
        nn.Module.__init__ = beginning  # type: ignore[method-assign]


def missed_by(error: BaseException) -> Kept | None:
    """What was forgotten that a line of a constructor has missed, which raised an error."""
    there = getattr(error, MISSED, None)
    return there if isinstance(there, Kept) else None


def forgotten(network: nn.Module, noted: list[Again]) -> tuple[Kept, ...]:
    """What modules of a network had, and nobody has given them again; with the line that forgets it."""
    sites = {id(module): site for site, module in network.named_modules()}
    return tuple(
        Kept(name, sites[id(one.module)], one.place)
        for one in noted
        for name in one.names
        if id(one.module) in sites and not hasattr(one.module, name)
    )
