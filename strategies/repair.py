"""Repairs: what puts a violated rule right, as plain data.

A rule lists its repairs, the smallest first: the sentence that advises a change of the case, and that
very change. What a change does to a case is in `fuzz.triage.fix`.
"""

from typing import Any, Literal

import msgspec

from strategies.value import Options, Value

GOT: Any = "{got}"
WANTED: Any = "{wanted}"
"""In place of a value of a change: one of the two values that disagree."""


class _Change(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False, tag_field="change", tag=str.lower
):
    """The common form of all changes. "The layer" is the one at the site of the violation."""

    def __hash__(self) -> int:
        return hash(repr(self))


class SetOption(_Change, frozen=True):
    """Construct the layer with another value of an option: the first of ``values`` that passes.

    Without ``values``, those that fit its input, and then those that people pass. ``of`` says which
    layer: that at the ``site`` of the violation; that only where an ``edit`` constructs it; ``any``
    layer that an edit constructs with that option, the last of them; or where it is none of these
    words, the layer at this site.
    """

    option: str
    values: tuple[Value, ...] = ()
    of: str = "site"


class LeaveOut(_Change, frozen=True):
    """Construct the layer without some options, which have defaults.

    Where it is ``anywhere``, the last layer that an edit constructs with one of them.
    """

    options: tuple[str, ...]
    anywhere: bool = False


class Produce(_Change, frozen=True):
    """Let a layer that an edit constructs return this number of channels: the last first."""

    size: Value


class Nonempty(_Change, frozen=True):
    """Let a layer that an edit constructs make no size of 0: in its place 1."""


class KeepShape(_Change, frozen=True):
    """Let the last edit inside of the block keep the shape of what goes through it.

    By other values of its options, or by a 1x1 convolution or a pooling behind it.
    """

    by: Literal["options", "layer"]


class UseLayer(_Change, frozen=True):
    """Use a layer of another kind in its place, with these options and those of its own that it has."""

    kind: str
    options: Options = {}


class UseDimensions(_Change, frozen=True):
    """Use the layer of the same kind for 1, 2 or 3 spatial dimensions: BatchNorm1d for BatchNorm2d."""

    spatial: int


class Before(_Change, frozen=True):
    """Insert a layer in front of the layer, or of a block that starts with it (of a loss: behind the
    network); and behind that the layers of ``then``, without options."""

    kind: str
    options: Options = {}
    then: tuple[str, ...] = ()


class BeforeFlatten(_Change, frozen=True):
    """Insert a layer in front of the flatten that comes before the layer."""

    kind: str
    options: Options = {}


class TakeOne(_Change, frozen=True):
    """Take the first of several tensors, behind the layer that returns them or in front of this one."""


class After(_Change, frozen=True):
    """Insert a layer behind the layer."""

    kind: str
    options: Options = {}


class Move(_Change, frozen=True):
    """Make the edit of the layer at another site, one of these.

    Without ``sites``, at those that the violation names in ``wanted``, the last first.
    """

    sites: tuple[str, ...] = ()


class SetEdit(_Change, frozen=True):
    """Make an edit with another value of a field: the last edit that has this field."""

    field: Literal["how", "where", "weights"]
    value: Value


class Reconstruct(_Change, frozen=True):
    """In place of an attribute that is assigned to a layer: construct the layer with that value."""


class SetInput(_Change, frozen=True):
    """Pass an input with another dtype, layout or filling."""

    field: Literal["dtype", "layout", "values"]
    value: str


class SetSize(_Change, frozen=True):
    """Pass an input with another size of a dimension: the first of ``values`` that passes."""

    dim: int
    values: tuple[Value, ...]


class SetImage(_Change, frozen=True):
    """Pass images of another height and width: the first that passes.

    Where they are to be ``larger``, none that is smaller than what is passed.
    """

    sides: tuple[int, ...] = (32, 64, 128, 224)
    larger: bool = True


class AddBatch(_Change, frozen=True):
    """Pass a batch of one image in place of a single image."""


class PassImages(_Change, frozen=True):
    """Pass a batch of images in place of an input with another number of dimensions than four."""


class SetCase(_Change, frozen=True):
    """Run in another way: ``mode``, ``gradient``, ``autocast``, ``load`` or ``backward``."""

    field: Literal["mode", "gradient", "autocast", "load", "backward"]
    value: Value


class SetSubject(_Change, frozen=True):
    """Construct the unedited network with another value of an option."""

    option: str
    value: int | str | tuple[bool, ...]


class SetLossOption(_Change, frozen=True):
    """Construct the loss with another value of an option: the first of ``values`` that passes.

    Without ``values``, those that fit the output.
    """

    option: str
    values: tuple[Value, ...] = ()


class LeaveOutOfLoss(_Change, frozen=True):
    """Construct the loss without an option, which has a default."""

    option: str


class SetTarget(_Change, frozen=True):
    """Pass a target with another value of a field."""

    field: Literal["shape", "dtype", "values"]
    value: Value


class FitTarget(_Change, frozen=True):
    """Pass the target that fits the output: these fields of it, the others as they are."""

    fields: tuple[Literal["shape", "dtype", "values"], ...]


class Argmax(_Change, frozen=True):
    """Pass the class indices of vectors, of this shape: the place of the largest value of each."""

    shape: Value


class UseLoss(_Change, frozen=True):
    """Use another loss, with a target that fits it."""

    kind: str


class SetOutputs(_Change, frozen=True):
    """Give the last layer that has a number of outputs another one, whoever constructs it."""

    count: Value


class KeepBatch(_Change, frozen=True):
    """Use ``nn.Flatten()`` in place of a layer that merges another dimension into the batch."""


class TakeOut(_Change, frozen=True):
    """Leave out a layer of one of these kinds that an edit puts in: the last that passes."""

    kinds: tuple[str, ...]


class Together(_Change, frozen=True):
    """Several changes, each of what the ones before it left; the target is left as they leave it."""

    changes: "tuple[Change, ...]"


Change = (
    SetOption
    | LeaveOut
    | Produce
    | Nonempty
    | KeepShape
    | UseLayer
    | UseDimensions
    | Before
    | BeforeFlatten
    | TakeOne
    | After
    | Move
    | SetEdit
    | Reconstruct
    | SetInput
    | SetSize
    | SetImage
    | AddBatch
    | PassImages
    | SetCase
    | SetSubject
    | SetLossOption
    | LeaveOutOfLoss
    | SetTarget
    | FitTarget
    | Argmax
    | UseLoss
    | SetOutputs
    | KeepBatch
    | TakeOut
    | Together
)


class Repair(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """One repair: its sentence, in the imperative and without a full stop, and the change that it
    advises.

    In both, ``{wanted}`` and ``{got}`` are the two values that disagree, in the sentence ``{layer}`` the
    class of the layer or loss. ``change`` is None where the change is none of the case: code that a
    case doesn't hold, such as a forward of one's own. It is ``told`` where no repair has been run as
    well, unless it is of use in few cases alone.
    """

    text: str
    change: Change | None = None
    told: bool = True


def resolved(change: Change | None, wanted: Any, got: Any) -> Change | None:
    """A change with the two values that disagree in the places of `WANTED` and `GOT`."""
    if change is None:
        return None
    facts = {GOT: got, WANTED: wanted}
    values = {
        name: _resolved(getattr(change, name), facts)
        for name in change.__struct_fields__
        if getattr(change, name)
    }
    return msgspec.structs.replace(change, **values)


def _resolved(value: Any, facts: dict[str, Any]) -> Any:
    if isinstance(value, _Change):
        return resolved(value, facts[WANTED], facts[GOT])  # type: ignore[arg-type]  # of the union
    if isinstance(value, tuple):
        return tuple(_resolved(item, facts) for item in value)
    if isinstance(value, dict):
        return {name: _resolved(item, facts) for name, item in value.items()}
    return facts.get(value, value) if isinstance(value, str) else value
