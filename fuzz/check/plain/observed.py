"""Observed: what was noticed of a run that returned, each of it as plain data."""

from typing import Literal

import msgspec

from fuzz.execution.named.place import Place
from strategies.value import Shape


class Sum(msgspec.Struct, frozen=True):
    """An addition of two activations of different shapes, which are broadcast."""

    site: str
    one: Shape
    other: Shape
    place: Place | None


class Stranger(msgspec.Struct, frozen=True):
    """Tensors that get a gradient and are no parameters of the network: the module that has them, its
    class, the attributes that they are in, and the line that assigns or else uses them."""

    site: str
    kind: str
    attributes: tuple[str, ...]
    place: Place | None
    plain: bool = False
    """Whether they are tensors, and not parameters."""
    container: str = ""
    """What of torch.nn is to hold them in place of a list, tuple or dictionary, where the first of the
    attributes is one."""


class Astray(msgspec.Struct, frozen=True):
    """Modules that are in another mode than the network was set to, by an override of train() or eval().

    ``site`` is the module that overrides it, of a ``kind``, and ``meant`` whether it puts others into
    training on purpose. What is ``hidden`` in a plain attribute of it, no mode reaches; or its forward()
    sets the mode (``in_forward``).
    """

    sites: tuple[str, ...]
    site: str = ""
    kind: str = ""
    place: Place | None = None
    meant: bool = False
    hidden: bool = False
    in_forward: bool = False


class Broken(msgspec.Struct, frozen=True):
    """Why a network is not one graph of torch.compile, and the line that is outside."""

    why: str
    place: Place | None = None


class Unused(msgspec.Struct, frozen=True):
    """Parameters without a gradient whose module, or which themselves, a ``method`` uses elsewhere, or
    under a condition; the line at which it does."""

    names: tuple[str, ...]
    method: str
    place: Place


class Reshape(msgspec.Struct, frozen=True):
    """An operation that gives a tensor another shape and moves no value; the module and the line."""

    op: str
    given: Shape
    made: Shape
    site: str = ""
    place: Place | None = None


Misreading = (
    Literal["weights", "direction", "discarded", "unread", "units", "ahead", "pixels", "dropped"]
    | Literal["masked", "again", "linear", "undone", "idle", "sides", "entry", "reduced"]
)


class Misread(msgspec.Struct, frozen=True):
    """What is not read as it is meant, with the module and the line.

    ``weights`` have a sum of one over another dimension than that, ``what``, over which values are
    added up; the last place is taken of each ``direction`` of the layer ``what``, of a ``kind``; what a
    call of ``what`` makes is ``discarded``, or ``unread`` under its name while ``kind``, which it was
    given, is read again. ``units`` have the length 1 along ``what``, and are compared along another
    dimension; attention looks ``ahead`` by a mask of bools that ``what`` takes; a grid from ``what`` is
    in ``pixels``; samples are ``dropped`` by a layer of a ``kind`` at the rate ``what``. Weights are
    ``masked`` behind their softmax; ``what`` is applied ``again``, to what ``kind`` has made. Behind the
    layer ``what``, of a ``kind``, comes another ``linear`` one; ``what`` has ``undone`` what a view had
    changed, which may have ``divided`` dimensions (``kind``); the name ``what`` is ``idle``, while
    ``kind`` is taken twice; ``what`` is given ``sides`` of an image, of a shape ``kind``, that are its
    channels and height; the ``entry`` ``what`` is taken twice, and ``kind`` nowhere ("" where the list
    is an argument); what is ``reduced`` of each row of a matrix of a shape ``kind`` is taken for its
    columns, where ``what`` would keep the dimension.
    """

    how: Misreading
    site: str
    place: Place | None
    what: str
    kind: str = ""


How = (
    Literal["cut", "unused", "instead", "unbounded", "alike"]
    | Literal["stepped", "single_softmax", "single_norm", "both_zero"]
)


class Stopped(msgspec.Struct, frozen=True):
    """Parameters whose gradients end on the way to them; the operation and the line at which they do.

    None comes through where the graph is ``cut``, what depends on them is ``unused``, or another module,
    the ``op``, is called ``instead``. It is NaN or infinite (``unbounded``); or nothing but zero, behind
    a function with steps, a softmax or a norm of single values, or as two factors begin as zero
    (``both_zero``). Or all units of a layer get one and the same, as they begin equal (``alike``).
    ``shape`` is that of what a softmax has made.
    """

    names: tuple[str, ...]
    how: How
    op: str = ""
    place: Place | None = None
    shape: Shape = ()


class ByHand(msgspec.Struct, frozen=True):
    """A Function whose backward gives an ``argument`` another gradient than the slope of its forward,
    and by which ``factor``, where that is one; whether it may be meant (``minor``), and the line."""

    function: str
    argument: str
    factor: float | None
    minor: bool
    place: Place | None


UNUSED = "unused"
"""Stands for an operation, where nothing uses what the last one has made."""


class Uninfluential(msgspec.Struct, frozen=True):
    """The input of a number, or a ``part`` of it, that has no influence on what is returned; the one
    operation that makes the same of it whatever it is, if there is one, and the line; or `UNUSED`, and
    that of the last that makes anything of it."""

    number: int
    part: str
    op: str
    place: Place | None


class Share(msgspec.Struct, frozen=True):
    """A module, of a ``kind``, that keeps a share of its values in training, on average, each times a
    ``factor``; the line that enlarges them."""

    site: str
    kind: str
    kept: float
    factor: float
    place: Place | None
