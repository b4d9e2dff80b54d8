"""Probe: one way to run a network, and what came of it, as plain data."""

from typing import Any, Literal

import msgspec
from msgspec.structs import replace

from fuzz.check.place import Place
from fuzz.check.tensor import Given
from strategies.case import Mode
from strategies.layer import Layer
from strategies.loss import Loss, Target
from strategies.rule import Domain, TensorSpec
from strategies.value import Shape

Stage = Literal["build", "convert", "forward", "loss", "backward"]


class Change(msgspec.Struct, frozen=True):
    """A layer in the place of the module at a site; with one in ``front`` of it, where there is one."""

    site: str
    layer: Layer
    front: Layer | None = None


Against = Literal["", "again", "alone", "reloaded"]
"""What an output is compared with: that of the same input once more, that of each sample alone, or that
of another network into which the state dict was loaded."""


class Probe(msgspec.Struct, frozen=True, kw_only=True):
    """One way to run a network: after some changes, on these tensors, in this mode, so often.

    ``dtype`` is what the network is converted to, and ``autocast`` the dtype of autocast, "" for none.
    With ``backward`` there is a backward pass of a ``loss`` with a ``target``, or of the ``own_loss`` of
    the user, or else of the sum of all outputs; with ``steps`` it is done several times, as in training.
    """

    inputs: tuple[Given, ...]
    changes: tuple[Change, ...] = ()
    against: Against = ""
    loss: Loss | None = None
    target: Target | None = None
    own_loss: bool = False
    mode: Mode = "eval"
    dtype: str = ""
    autocast: str = ""
    backward: bool = False
    steps: int = 1
    device: str = "cpu"


class At(msgspec.Struct, frozen=True):
    """What was running: the innermost module, by its path, its class, the layer that it is where rules
    know it; what it was called with; the operation, its tensors, and which modules have made them; the
    line of the user's code (``place``), and that which has made the module part of its parent."""

    site: str = ""
    kind: str = ""
    layer: Layer | None = None
    inputs: tuple[TensorSpec, ...] = ()
    op: str = ""
    operands: tuple[TensorSpec, ...] = ()
    makers: tuple[str, ...] = ()
    place: Place | None = None
    made: Place | None = None


class Raised(msgspec.Struct, frozen=True, tag="raised"):
    """It raised an exception, after so many calls of modules had returned."""

    stage: Stage
    exception: str
    message: str
    at: At
    calls: int = 0


class Died(msgspec.Struct, frozen=True, tag="died"):
    """It ended its process, or took more time than it may (``slow``)."""

    how: str
    slow: bool = False


class Escaped(msgspec.Struct, frozen=True, tag="escaped"):
    """It could not be run at all: an exception beside the network's forward and backward pass, such as
    that of a network that can't be copied. Nothing is known of the probe."""

    exception: str
    message: str
    place: Place | None = None


class Sum(msgspec.Struct, frozen=True):
    """An addition of two activations of different shapes, which are broadcast."""

    site: str
    one: Shape
    other: Shape
    place: Place | None


class Returned(msgspec.Struct, frozen=True, tag="returned"):
    """It returned. ``outputs`` are its tensors by where they are in what it returned.

    With a backward pass, ``untrained`` are the parameters that require grad and got no gradient, by
    name; ``unregistered`` are the places of parameters that are used and not the network's. ``uncalled``
    are modules that were not called and have parameters. ``nonfinite`` is the first site with NaN or
    infinity, "" for the network itself. ``detached`` are the outputs that depend on no parameter.
    ``differs`` says where the output is another than what it was compared with, "" where it is the same;
    ``domain`` is what the values of the first output are. ``reshaped`` is the last line that has changed
    the first dimension of a tensor from what it was in the input; ``dropped`` is a line that calls
    dropout in eval mode.
    """

    outputs: dict[str, TensorSpec]
    untrained: tuple[str, ...] = ()
    unregistered: tuple[Place, ...] = ()
    uncalled: tuple[str, ...] = ()
    nonfinite: str | None = None
    sums: tuple[Sum, ...] = ()
    warnings: tuple[str, ...] = ()
    detached: tuple[str, ...] = ()
    trainable: bool = True
    differs: str = ""
    reshaped: Place | None = None
    dropped: Place | None = None
    domain: Domain = "numbers"


Seen = Returned | Raised | Died | Escaped


def unlossed(probe: Probe) -> Probe:
    """The probe without its loss, which fits one batch size alone."""
    return replace(probe, loss=None, target=None, own_loss=False)


class Template(msgspec.Struct, frozen=True):
    """How a network is called: positional and keyword arguments, in which an integer `Slot` stands for
    each tensor."""

    args: tuple[Any, ...]
    kwargs: dict[str, Any] = {}


class Slot(msgspec.Struct, frozen=True):
    """The place of a tensor in a `Template`."""

    number: int
