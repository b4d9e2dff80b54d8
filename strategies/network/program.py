"""Programs: what the ``forward`` of a module with children does, as plain data.

A step reads variables and assigns to one; ``x`` is the input of the module, and the variable of the last
step is its output.
"""

from typing import Literal

import msgspec

from strategies.layer import Layer


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="do", tag=str.lower):
    """The common form of all steps."""


class Call(Step, frozen=True):
    """``to = self.child(x)``; where it is ``optional``, ``to = x`` if there is no such child.

    With ``keywords``, options are passed as well, which no layer of torch takes.
    """

    child: str
    x: str = "x"
    to: str = "x"
    optional: bool = False
    keywords: bool = False


class Iterate(Step, frozen=True):
    """``for child in self.child: x = child(x)``, then ``to = x``"""

    child: str
    x: str = "x"
    to: str = "x"


class CallEach(Step, frozen=True):
    """``for child in self.children(): x = child(x)``"""


class Gather(Step, frozen=True):
    """``to = {name: x}``: a dictionary of what children have returned."""

    x: str = "x"
    to: str = "x"


class Take(Step, frozen=True):
    """``to = x.name``: one of the tensors of what a child has returned."""

    x: str = "x"
    to: str = "x"


class Require(Step, frozen=True):
    """``if x.shape[axis] != size: raise ValueError``, then ``to = x``"""

    axis: int
    size: int
    x: str = "x"
    to: str = "x"


By = Literal["flatten", "view", "reshape"]


class Flatten(Step, frozen=True):
    """``to = torch.flatten(x, start_dim)``, or ``to = x.view(x.size(0), -1)``"""

    start_dim: int = 1
    x: str = "x"
    to: str = "x"
    by: By = "flatten"


class SizeOf(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``x.size(dim)`` of a variable"""

    x: str
    dim: int


class View(Step, frozen=True):
    """``to = x.view(*sizes)`` or ``x.reshape(*sizes)``, where a size may be that of a variable, or -1"""

    sizes: tuple[int | SizeOf, ...]
    x: str = "x"
    to: str = "x"


class Unpack(Step, frozen=True):
    """``a, b, c, d = x.shape``, with as many names as the ``count`` says, then ``to = x``"""

    count: int
    x: str = "x"
    to: str = "x"


class Expand(Step, frozen=True):
    """``to = x.expand_as(other)``"""

    x: str
    other: str
    to: str


class Add(Step, frozen=True):
    """``to = x + other``; where it is ``in_place``, ``x += other`` before."""

    x: str
    other: str
    to: str
    in_place: bool = True


class Apply(Step, frozen=True):
    """``to = F.max_pool2d(x, 2)``: what a ``layer`` without weights does, which is no module here."""

    layer: Layer
    x: str = "x"
    to: str = "x"


class Multiply(Step, frozen=True):
    """``to = x * other``, broadcast"""

    x: str
    other: str
    to: str


class Concat(Step, frozen=True):
    """``to = torch.cat([*xs], dim)``"""

    xs: tuple[str, ...]
    dim: int
    to: str


Operation = Gather | Take | Require | Unpack | Flatten | View | Expand | Add | Apply | Multiply | Concat
SingleStep = Call | Iterate | Operation
Program = tuple[SingleStep | CallEach, ...]

SEQUENTIAL: Program = (CallEach(),)
"""The program of ``nn.Sequential``."""

GETTER: Program = (CallEach(), Gather())
"""The program of torchvision's ``IntermediateLayerGetter``."""
