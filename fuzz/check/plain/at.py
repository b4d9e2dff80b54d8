"""At: where a run was as it raised, and what had been before that has a part in it, as plain data."""

import msgspec

from fuzz.execution.named.place import Call, Place, Span
from strategies.layer import Layer
from strategies.rule import TensorSpec
from strategies.value import Shape


class Stale(msgspec.Struct, frozen=True):
    """The layer at a site says that an option is ``says``, where its weight is for ``has``; the line
    that has set the option, which changes no weight."""

    site: str
    layer: Layer
    option: str
    says: int
    has: int
    place: Place


class Flattened(msgspec.Struct, frozen=True):
    """A map of features that was made a vector for each sample, and the module that has made it."""

    map: Shape
    flat: Shape
    maker: str
    pooled: str = ""
    """The operation, where it was a pooling, that has made the map."""
    place: Place | None = None
    """The line that has called that; or if there was none, the one that has made the vector."""


class Widened(msgspec.Struct, frozen=True):
    """What made another dtype of an input: the parameter or buffer of a ``name``, if it is one, or a
    tensor made in a line (``made``), which are float64; or it is ``converted`` to a dtype. ``place`` is
    the line at which that is done, or raises as both are ``beside`` each other."""

    name: str = ""
    kind: str = ""
    converted: str = ""
    made: Place | None = None
    place: Place | None = None
    beside: bool = False


class Kept(msgspec.Struct, frozen=True):
    """What holds a tensor with its graph after a step, or a module that is not registered, as it is
    written in the code; the module that it belongs to, and the line that puts it there."""

    name: str
    site: str = ""
    place: Place | None = None


class Scaled(msgspec.Struct, frozen=True):
    """A line that multiplies a list by a ``factor``, as it is written and as it is meant."""

    written: str
    meant: str
    factor: int
    place: Place


class Repeated(msgspec.Struct, frozen=True):
    """A line that puts something into several places, and why that is one and the same."""

    place: Place
    why: str


class Head(msgspec.Struct, frozen=True):
    """The linear layer at a site that a model of a library ends in: its features, and the line at which
    the model was made part of the network."""

    site: str
    features: int
    scores: int
    model: str = ""
    place: Place | None = None


class Unpacked(msgspec.Struct, frozen=True):
    """A tensor that a module, of a ``kind``, has returned, and so many names take apart; how the line
    has ``called`` it, and the layer that it is."""

    site: str
    kind: str
    called: str
    count: int
    layer: Layer | None = None
    place: Place | None = None


class Entry(msgspec.Struct, frozen=True):
    """A line of a table, or a default, that has the ``value`` of an ``option``; what is ``before`` and
    ``after`` the number in it; and whether this layer alone is made with it (``sole``)."""

    place: Place
    option: str
    value: int
    before: str = ""
    after: str = ""
    sole: bool = False


class Listed(msgspec.Struct, frozen=True):
    """One of the numbers of a list, at an ``index``, that a layer is made with, and whether it alone is
    (``sole``); and the line in which the list begins."""

    place: Place
    index: int
    values: tuple[int, ...]
    sole: bool = True


class Origin(msgspec.Struct, frozen=True):
    """The line that gives an option of a layer its value, where functions may hand it on; and that which
    has ``called`` the constructor in which it does, if what is given is made of an argument of that; the
    sum of so many ``terms``, arguments each. The number itself is in an ``entry``, where it is written
    in neither; or it is computed from the size of an ``image``, if that is not 0. What the call has
    ``left`` is the default of an argument by which the layer is made. ``listed`` are the terms that it
    is the sum of, each as an entry of a list, or None."""

    place: Place
    called: Place | None = None
    terms: int = 0
    entry: Entry | None = None
    image: int = 0
    left: str = ""
    listed: tuple[Listed | None, ...] = ()


class Missing(msgspec.Struct, frozen=True):
    """A pooling, under a ``name`` of a model of a ``kind``, that the network does not have, though it
    has what is ``before`` it there and, at a ``site``, what is ``behind``."""

    site: str
    layer: Layer
    name: str
    kind: str
    before: str
    behind: str


class Beside(msgspec.Struct, frozen=True):
    """Tensors of these ``channels`` that a line has joined along another dimension."""

    axis: int
    channels: tuple[int, ...]
    place: Place | None = None


class Stray(msgspec.Struct, frozen=True):
    """A module under a name that its class, a ``kind``, does not read, and the name like it that it
    does; or of what that calls for as many ``features``, if that is not 0."""

    site: str
    kind: str
    near: str
    features: int = 0


class At(msgspec.Struct, frozen=True):
    """What was running: the innermost module, by its path, its class, the layer that it is where rules
    know it; what it was called with; the operation, its tensors, and which modules and lines have made
    them; the line of the user's code (``place``), and that which has made the module part of its parent
    (``made``), and of that line the expression which raised (``span``), with the ``calls`` of the user's
    that were at work, the innermost first.

    ``names`` are all paths of the module, which is one though it has several; ``flattened`` is the last
    map that was made a vector before, ``widened`` what made float64 of a narrower input, ``reshaped``
    the last line that has changed the first dimension and moved no values, ``maker`` the first of
    ``makers`` as the layer that it is, and ``made_by`` each of them; ``stale`` what the module says of
    itself in vain, ``unlike`` the tensor of its state that does not fit a new network, ``nothing`` the
    last module that gave None;
    ``shadow`` an attribute with the name of a method, ``built`` where the constructor of the module was
    called; ``lost`` is the last line that made of a batch something else, ``divided``
    that which divided one, and ``heads`` are the last
    layers of models of libraries; ``left`` is the last module that has returned, by its class, ``keys``
    are those of the dictionary that it has returned, and
    ``unpacked`` is a tensor that several names took apart. ``cycle`` is a module that is part of itself,
    and ``nested`` a forward() that is defined inside of another method. ``origins`` are where the
    options of the layer are given; ``returned`` are the modules that had, ``pieces``
    the channels of what was joined to its input, of which one may be the ``image``, an input of the
    network; and ``whole`` is the input of the nearest module of the
    user's around it. ``deleted`` is the attribute that was taken from a module and is missed,
    ``forgotten`` one that a second nn.Module.__init__ has taken,
    ``scaled`` a list that was multiplied by what the input has more than the layer expects, and
    ``missing`` are poolings that were left out of a model; ``below`` are the layers inside of the
    module, of which an empty sequence is nn.Identity, and ``beside`` is how its input was joined, where
    that was not along the channels. ``widths`` are the channels that the parts of a model of a library
    give, in their order, ``expansions`` those of the classes of blocks.
    """

    site: str = ""
    names: tuple[str, ...] = ()
    kind: str = ""
    layer: Layer | None = None
    flattened: Flattened | None = None
    inputs: tuple[TensorSpec, ...] = ()
    op: str = ""
    operands: tuple[TensorSpec, ...] = ()
    makers: tuple[str, ...] = ()
    lines: tuple[Place | None, ...] = ()
    place: Place | None = None
    span: Span | None = None
    calls: tuple[Call, ...] = ()
    made: Place | None = None
    widened: Widened | None = None
    reshaped: Place | None = None
    maker: Layer | None = None
    made_by: tuple[Layer | None, ...] = ()
    stale: Stale | None = None
    unlike: str = ""
    nothing: Kept | None = None
    shadow: Kept | None = None
    built: Place | None = None
    lost: Place | None = None
    divided: Place | None = None
    heads: tuple[Head, ...] = ()
    left: Kept | None = None
    unpacked: Unpacked | None = None
    cycle: Kept | None = None
    nested: Kept | None = None
    origins: dict[str, Origin] = {}
    returned: tuple[str, ...] = ()
    pieces: tuple[int, ...] = ()
    image: int | None = None
    whole: TensorSpec | None = None
    deleted: Kept | None = None
    forgotten: Kept | None = None
    scaled: Scaled | None = None
    missing: tuple[Missing, ...] = ()
    below: dict[str, Layer] = {}
    beside: Beside | None = None
    keys: tuple[str, ...] = ()
    widths: tuple[tuple[int, ...], ...] = ()
    expansions: dict[str, int] = {}
