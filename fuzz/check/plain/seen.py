"""Seen: what came of a probe, as plain data."""

from typing import Literal

import msgspec

from fuzz.execution.named.place import Call, Place, Span
from strategies.layer import Layer
from strategies.rule import Domain, TensorSpec
from strategies.value import Shape

Stage = Literal["build", "convert", "forward", "loss", "backward"]


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


class Origin(msgspec.Struct, frozen=True):
    """The line that gives an option of a layer its value, where functions may hand it on; and that which
    has ``called`` the constructor in which it does, if what is given is made of an argument of that; the
    sum of so many ``terms``, arguments each. The number itself is in an ``entry``, where it is written
    in neither; or it is computed from the size of an ``image``, if that is not 0. What the call has
    ``left`` is the default of an argument by which the layer is made."""

    place: Place
    called: Place | None = None
    terms: int = 0
    entry: Entry | None = None
    image: int = 0
    left: str = ""


class Stray(msgspec.Struct, frozen=True):
    """A module under a name that its class, a ``kind``, does not read, and the name like it that it
    does."""

    site: str
    kind: str
    near: str


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
    layers of models of libraries; ``left`` is the last module that has returned, by its class, and
    ``unpacked`` a tensor that several names took apart. ``cycle`` is a module that is part of itself,
    and ``nested`` a forward() that is defined inside of another method. ``origins`` are where the
    options of the layer are given; ``returned`` are the modules that had, ``pieces``
    the channels of what was joined to its input, of which one may be the ``image``, an input of the
    network; and ``whole`` is the input of the nearest module of the
    user's around it. ``deleted`` is the attribute that was taken from a module and is missed,
    ``scaled`` a list that was multiplied by what the input has more than the layer expects.
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
    scaled: Scaled | None = None


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
    | Literal["masked", "again", "linear", "undone", "idle", "sides"]
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
    channels and height.
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
