"""deletions(): which lines have taken attributes away from modules, while a network is built."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from torch import nn

from fuzz.check.plain.at import Kept
from fuzz.execution.named.place import Place, running_at

Deleted = Mapping[tuple[int, str], Place]
"""Where an attribute was deleted last, by the id of the module and its name."""


@contextmanager
def deletions() -> Iterator[Deleted]:
    """Note where attributes of modules are deleted, in all that is built meanwhile."""
    noted: dict[tuple[int, str], Place] = {}
    deleting = nn.Module.__delattr__

    def note(module: nn.Module, name: str) -> None:
        deleting(module, name)
        place = running_at()
        if place is not None:
            noted[id(module), name] = place

    nn.Module.__delattr__ = note  # type: ignore[method-assign]
    try:
        yield noted
    finally:
        nn.Module.__delattr__ = deleting  # type: ignore[method-assign]


def deleted_from(network: nn.Module, deleted: Deleted, kind: str, name: str) -> Kept | None:
    """The attribute of a name that modules of a class no longer have, with the line that has deleted
    it; None where none has, or several lines have."""
    found = {
        deleted[id(module), name]: Kept(name, site, deleted[id(module), name])
        for site, module in network.named_modules()
        if type(module).__name__ == kind and (id(module), name) in deleted
    }
    return next(iter(found.values())) if len(found) == 1 else None
