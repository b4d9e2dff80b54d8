"""What values mean to those who read them: nothing raises where that is another thing than was meant.

One run is watched from operation to operation, each sign by a file of its own.
"""

import warnings
from collections.abc import Callable

import torch
from msgspec.structs import replace
from torch import nn

from fuzz.check.change import after
from fuzz.check.meaning.again import Again
from fuzz.check.meaning.ahead import Ahead
from fuzz.check.meaning.attention import Weights
from fuzz.check.meaning.direction import Directions
from fuzz.check.meaning.discarded import Discarded
from fuzz.check.meaning.dropped import Dropped
from fuzz.check.meaning.entries import Entries
from fuzz.check.meaning.grid import Grids
from fuzz.check.meaning.idle import Idle
from fuzz.check.meaning.linear import Linear
from fuzz.check.meaning.masked import Masked
from fuzz.check.meaning.order import Reshapes
from fuzz.check.meaning.reduced import Reduced
from fuzz.check.meaning.sides import Sides
from fuzz.check.meaning.undone import Undone
from fuzz.check.meaning.units import Units
from fuzz.check.meaning.unread import Unread
from fuzz.check.meaning.watch import Watch
from fuzz.check.plain.probe import Probe, Template
from fuzz.check.plain.seen import Returned
from fuzz.check.plain.tensor import tensors
from fuzz.check.running.run import filled


def meaning(
    seen: Returned, fresh: Callable[[], nn.Module], template: Template, probe: Probe
) -> Returned:
    """What was seen, with what was ``misread``, and the ``reshapes``, in their order."""
    network = after(fresh(), probe.changes).train(probe.mode == "train")
    args, kwargs = filled(template, probe)
    given = list(tensors((args, kwargs)).values())
    readers = (
        *(Weights(given), Directions(network), Discarded(), Unread()),
        *(Units(), Ahead(), Grids(), Dropped(probe.inputs[0].shape[0])),
        *(Masked(), Again(), Linear(network), Undone(), Idle(), Sides(given), Entries(), Reduced()),
    )
    reshapes = Reshapes()
    watch = Watch(network, (*readers, reshapes))
    torch.manual_seed(0)
    with warnings.catch_warnings(), torch.set_grad_enabled(probe.grad):
        warnings.simplefilter("ignore")  # another run has told of them
        try:
            with watch.following():
                network(*args, **kwargs)
        except (RuntimeError, ValueError):
            return seen
    misread = tuple(found for reader in readers for found in reader.misread())
    return replace(seen, misread=misread, reshapes=tuple(reshapes.noted))
