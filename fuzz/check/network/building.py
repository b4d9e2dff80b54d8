"""building(): what is seen of a network while it is built, which shows nowhere afterwards."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import MappingProxyType
from typing import NamedTuple

from torch import nn

from fuzz.check.code.never import Never, never_true
from fuzz.check.network.deleted import Deleted, deletions
from fuzz.check.network.early import Early, early, visits
from fuzz.check.network.forgotten import begun_again, forgotten
from fuzz.check.network.freezes import Freezes, freezes
from fuzz.check.network.late import Late, late, replacements
from fuzz.check.network.lines import lines_run
from fuzz.check.network.missing import missing, taken_apart, widths
from fuzz.check.network.place import Places, registrations
from fuzz.check.plain.at import Kept, Missing


class Built(NamedTuple):
    """``places`` are where its modules were made, ``freezes`` where parameters were frozen; ``early``
    what was done to layers before they were there, ``late`` what was replaced in vain, ``never`` the
    conditions that were true for none of them; ``deleted`` where attributes were taken away,
    ``forgotten`` what was registered before nn.Module.__init__ ran again, ``missing`` the poolings that
    were left out of a model, and ``widths`` the channels that the parts of one give."""

    places: Places
    freezes: Freezes
    early: tuple[Early, ...] = ()
    late: tuple[Late, ...] = ()
    never: tuple[Never, ...] = ()
    deleted: Deleted = MappingProxyType({})
    forgotten: tuple[Kept, ...] = ()
    missing: tuple[Missing, ...] = ()
    widths: tuple[tuple[int, ...], ...] = ()


UNSEEN = Built({}, {})
"""What is known of a network that was built elsewhere."""


@contextmanager
def building() -> Iterator[Callable[[nn.Module], Built]]:
    """Watch what is built inside; what is given tells, of the network that came of it."""
    with (
        registrations() as places,
        freezes() as frozen,
        visits() as visited,
        replacements() as replaced,
        lines_run() as lines,
        deletions() as deleted,
        begun_again() as again,
        taken_apart() as apart,
    ):

        def built(network: nn.Module) -> Built:
            return Built(
                places,
                frozen,
                tuple(early(network, visited)),
                tuple(late(network, replaced)),
                tuple(never_true(lines)),
                deleted,
                forgotten(network, again),
                tuple(missing(network, apart)),
                tuple(widths(network, apart)),
            )

        yield built
