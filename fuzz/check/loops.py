"""of_loops(): what a loop makes and loses, or what of it has but the last value."""

from collections.abc import Iterator

from torch import nn

from fuzz.check.code.lost import lost
from fuzz.check.code.outlived import LAST, outlived
from fuzz.check.code.own import is_in, overridden, own_parts
from fuzz.check.network.place import Places
from fuzz.check.plain.oversight import Oversight

LOST = "lost_in_loop"


def of_loops(network: nn.Module, places: Places) -> Iterator[Oversight]:
    """Each of them in the loops of what makes a network, but for methods that no class runs."""
    dead = overridden(network)
    for file, part in own_parts(network, places):
        for gone in lost(part, file):
            if not is_in(gone.place, dead):
                yield Oversight(LOST, gone.text, gone.fix, "", gone.place)
        for late in outlived(part, file):
            if not is_in(late.place, dead):
                yield Oversight(LAST, late.text, late.fix, "", late.place)
