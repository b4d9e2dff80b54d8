"""replacements(): where a layer is replaced in what its layers were taken out of before."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from torch import nn
from torch.nn.modules.module import register_module_module_registration_hook

from fuzz.execution.named.place import Place, running_at


class Late(NamedTuple):
    """A module, under a ``name`` of a module of a class (``kind``), was replaced there in vain: that one
    is no part of the network, which has the one from before at a ``site``."""

    name: str
    kind: str
    site: str
    place: Place


class _Replacement(NamedTuple):
    parent: nn.Module
    name: str
    old: nn.Module
    new: nn.Module
    place: Place


Replacements = list[_Replacement]


@contextmanager
def replacements() -> Iterator[Replacements]:
    """Note which modules take the place of others, in all that is built meanwhile."""
    noted: Replacements = []

    def note(parent: nn.Module, name: str, new: Any) -> None:
        old, place = parent._modules.get(name), running_at()
        if old is not None and place is not None and isinstance(new, nn.Module):
            noted.append(_Replacement(parent, name, old, new, place))

    hook = register_module_module_registration_hook(note)
    try:
        yield noted
    finally:
        hook.remove()


def late(network: nn.Module, noted: Replacements) -> Iterator[Late]:
    """The replacements that the network does not see, though it has what was replaced."""
    sites = {id(one): site for site, one in network.named_modules()}
    for one in noted:
        unseen = not {id(one.parent), *map(id, one.new.modules())} & set(sites)
        if unseen and sites.get(id(one.old)) and one.old not in one.new.modules():
            yield Late(one.name, type(one.parent).__name__, sites[id(one.old)], one.place)
