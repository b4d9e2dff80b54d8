"""grant_apart(): a network that its user has named is described in a process that may die of it."""

import msgspec

from fuzz.error import FuzzError
from fuzz.execution.outcome import Died
from fuzz.execution.runner.child import Child
from strategies.network import models
from strategies.network.imported import Imported

LOADING = 300.0
"""How many seconds it may take to import a module, to build the network and to follow it."""


class _Refused(msgspec.Struct, frozen=True, tag="refused"):
    """There is no such network, or it can be no subject."""

    why: str


class _Described(msgspec.Struct, frozen=True, tag="described"):
    """What there is to know of it."""

    imported: Imported


def grant_apart(name: str) -> None:
    """The same as `fuzz.execution.library.grant.grant`, with the network imported in another process."""
    if not models.is_seen(name):
        with Child() as child:
            told = child.call(_imported, name.encode(), LOADING)
        if isinstance(told, Died):
            raise FuzzError(f"{name}: building and following it ends the process ({told.how})")
        found = msgspec.json.decode(told, type=_Refused | _Described)
        if isinstance(found, _Refused):
            raise FuzzError(found.why)
        models.grant(found.imported)


def _imported(name: bytes, _: str) -> bytes:
    from fuzz.execution.library.grant import imported

    try:
        return msgspec.json.encode(_Described(imported(name.decode())))
    except FuzzError as error:
        return msgspec.json.encode(_Refused(str(error)))
