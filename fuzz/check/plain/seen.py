"""Seen: what came of a probe, as plain data."""

from typing import Literal

import msgspec

from fuzz.check.plain.at import At, Kept, Stray, Widened
from fuzz.check.plain.observed import (
    Astray,
    Broken,
    ByHand,
    Misread,
    Reshape,
    Share,
    Stopped,
    Stranger,
    Sum,
    Uninfluential,
    Unused,
)
from fuzz.execution.named.place import Place
from strategies.rule import Domain, TensorSpec

Stage = Literal["build", "convert", "forward", "loss", "backward"]


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


class Returned(msgspec.Struct, frozen=True, tag="returned"):
    """It returned. ``outputs`` are its tensors by where they are in what it returned.

    With a backward pass, ``untrained`` are the parameters that require grad and got no gradient in any
    step, by name, and ``unused`` those of them that are for another case; ``unregistered`` is what got
    one and is not the network's. ``kind`` is the class of what it returned, if no tensor is in it.
    ``uncalled`` are modules that were not called and have parameters, ``outermost`` what holds each of
    them and was not called either, ``strays`` those whose name is nearly that of one which was; ``last``
    is the last that was, and got a gradient where there is a backward pass.
    ``nonfinite`` is the first site with NaN or infinity where the output has such, "" for the network
    itself, and ``masked`` whether there is but minus infinity. ``detached`` is the first line that has
    cut the graph, ``no_grad`` whether it runs under torch.no_grad(). ``differs`` says where the output
    is another than what it was compared with, "" where it is the same, ``from_site`` and ``from_place``
    where that begins, ``from_meant`` why it may be meant there, ``from_fix`` what is to be done;
    ``kept`` is what holds what it has computed, with its graph; ``changed`` is the module and the line
    that modify an input in place; ``astray`` are modules in another mode, ``unreached`` is one that ran
    and is in a plain attribute, so that no conversion reaches it; ``carried`` is what a second call has
    changed, ``grown`` what it has added to; ``unchained`` is the one of train() and eval() that does not
    return the network; ``widened`` is what makes
    float64 of a narrower input, ``made`` the line that has made the first output; ``broken`` is as
    torch.compile has it. ``domain`` is what the values of the first output are, ``ended`` the last
    module and line that ran a softmax or the like. ``reshaped`` is the last line that has changed the
    first dimension of a tensor without another value in it, ``lost`` the last that made of a batch
    something else; ``dropped`` a line that calls dropout in eval mode, ``meant`` whether it says so;
    ``mode_for_p`` a line that gives it the mode as p; ``drawn`` a line that draws numbers there,
    ``draws`` whether numbers of Python or numpy are drawn; ``spoiled`` the first operation that made NaN
    or infinity of what had none, ``asked`` why a loop that asks for gradients reaches nothing;
    ``stopped`` is where gradients end; ``floored`` the operation that leaves nothing below zero in the
    first output, ``floored_features`` whether that was a vector for each sample;
    ``doubled`` what is added to itself, or taken from itself; ``awakened`` a frozen module
    that was in eval mode and no longer is, ``frozen`` the line that freezes all,
    ``inplace`` what modifies in place what is read afterwards; ``misread`` what is not read as it is
    meant, ``reshapes`` all that give another shape and move no value, in their order; ``by_hand`` are
    Functions whose backward is not the slope of their forward, ``uninfluential`` inputs that it does not
    depend on; ``shares`` are what modules keep in training, ``wrapped`` is the stub that has quantised
    what is returned, ``resting`` the last module that was called and has parameters, if they are frozen
    and others are not.
    """

    outputs: dict[str, TensorSpec]
    untrained: tuple[str, ...] = ()
    unregistered: tuple[Stranger, ...] = ()
    uncalled: tuple[str, ...] = ()
    outermost: dict[str, str] = {}
    strays: tuple[Stray, ...] = ()
    unused: tuple[Unused, ...] = ()
    kind: str = ""
    nonfinite: str | None = None
    masked: bool = False
    sums: tuple[Sum, ...] = ()
    warnings: tuple[str, ...] = ()
    detached: Place | None = None
    no_grad: bool = False
    last: str = ""
    trainable: bool = True
    differs: str = ""
    from_site: str = ""
    from_place: Place | None = None
    from_meant: str = ""
    from_fix: str = ""
    broken: Broken | None = None
    kept: tuple[Kept, ...] = ()
    changed: tuple[str, Place | None] | None = None
    astray: Astray | None = None
    unreached: Kept | None = None
    carried: tuple[Kept, ...] = ()
    grown: tuple[Kept, ...] = ()
    unchained: Kept | None = None
    widened: Widened | None = None
    made: Place | None = None
    reshaped: Place | None = None
    lost: Place | None = None
    dropped: Place | None = None
    meant: bool = False
    mode_for_p: Place | None = None
    drawn: Place | None = None
    draws: bool = False
    ended: tuple[str, Place | None] | None = None
    domain: Domain = "numbers"
    spoiled: Kept | None = None
    asked: Kept | None = None
    stopped: tuple[Stopped, ...] = ()
    floored: Kept | None = None
    floored_features: bool = False
    doubled: Kept | None = None
    awakened: Kept | None = None
    frozen: Place | None = None
    inplace: Kept | None = None
    misread: tuple[Misread, ...] = ()
    reshapes: tuple[Reshape, ...] = ()
    by_hand: tuple[ByHand, ...] = ()
    uninfluential: tuple[Uninfluential, ...] = ()
    shares: tuple[Share, ...] = ()
    wrapped: Kept | None = None
    resting: str = ""

    @property
    def is_led_astray(self) -> bool:
        """Whether modules are in the wrong mode, and not on purpose."""
        return self.astray is not None and not self.astray.meant


Seen = Returned | Raised | Died | Escaped
