"""Probe: one way to run a network, as plain data."""

from typing import Any, Literal

import msgspec
from msgspec.structs import replace

from fuzz.check.plain.tensor import Given
from strategies.case import Mode
from strategies.layer import Layer
from strategies.loss import Loss, Target


class Change(msgspec.Struct, frozen=True, tag="layer"):
    """A layer in the place of the module at a site; with one in ``front`` of it, where there is one.

    Or ``behind`` the module, or ``ahead`` of it, which stays.
    """

    site: str
    layer: Layer
    front: Layer | None = None
    behind: bool = False
    ahead: bool = False


class Truncation(msgspec.Struct, frozen=True, tag="truncation"):
    """The children of the module at a site but for the last few, one after the other."""

    site: str
    drop: int


Against = Literal[
    "",
    "again",
    "alone",
    "turned",
    "reloaded",
    "compiled",
    "input",
    "twice",
    "outplace",
    "gradients",
    "meaning",
    "influence",
    "quantised",
    "shares",
]
"""What an output is compared with: that of the same input once more, that of each sample alone or in the
other order, that of another network into which the state dict was loaded, what torch.compile makes of
the network, or what the same network returns when it is called twice, or without activations in place.
Or the input is, with itself after the run; or it is followed where gradients end, what its values
are read as, or what has no influence; or with what it returns after it was quantised, or on average in
training."""


class Probe(msgspec.Struct, frozen=True, kw_only=True):
    """One way to run a network: after some changes, on these tensors, in this mode, so often.

    ``dtype`` is what the network is converted to, and ``autocast`` the dtype of autocast, "" for none.
    With ``backward`` there is a backward pass of a ``loss`` with a ``target``, or of the ``own_loss`` of
    the user, or else of the sum of all outputs; with ``steps`` it is done several times, as in training.
    Of several inputs, that of a number alone is ``changed`` where samples are held against others.
    All parameters are frozen but those of the module ``only``, where one is named. ``grad`` is whether
    gradients are enabled without a backward pass as well, as some networks need it.
    """

    inputs: tuple[Given, ...]
    changes: tuple[Change | Truncation, ...] = ()
    against: Against = ""
    loss: Loss | None = None
    target: Target | None = None
    own_loss: bool = False
    mode: Mode = "eval"
    dtype: str = ""
    autocast: str = ""
    backward: bool = False
    steps: int = 1
    only: str = ""
    changed: int | None = None
    device: str = "cpu"
    grad: bool = False


def unlossed(probe: Probe) -> Probe:
    """The probe without its loss, which fits one batch size alone."""
    return replace(probe, loss=None, target=None, own_loss=False)


def batched(probe: Probe, size: int) -> Probe:
    """The probe with another batch size in each input that has that of the first, without its loss."""
    count = probe.inputs[0].shape[:1]
    changed = tuple(
        replace(one, shape=(size, *one.shape[1:])) if one.shape and one.shape[:1] == count else one
        for one in probe.inputs
    )
    return replace(unlossed(probe), inputs=changed)


def enlarged(probe: Probe, factor: int) -> Probe:
    """The probe with images so many times as high and wide, in each input of the shape of the first."""
    first = probe.inputs[0].shape
    larger = (*first[:-2], *(factor * size for size in first[-2:]))
    changed = (replace(one, shape=larger) if one.shape == first else one for one in probe.inputs)
    return replace(probe, inputs=tuple(changed))


class Template(msgspec.Struct, frozen=True):
    """How a network is called: positional and keyword arguments, in which an integer `Slot` stands for
    each tensor."""

    args: tuple[Any, ...]
    kwargs: dict[str, Any] = {}


class Slot(msgspec.Struct, frozen=True):
    """The place of a tensor in a `Template`."""

    number: int
