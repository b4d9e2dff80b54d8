"""Programs: what the ``forward`` of a module with children does, as plain data.

A step reads variables and assigns to one; ``x`` is the input of the module, and the variable of the last
step is its output.
"""

import msgspec


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="do", tag=str.lower):
    """The common form of all steps."""


class Call(Step, frozen=True):
    """``to = self.child(x)``; where it is ``optional``, ``to = x`` if there is no such child."""

    child: str
    x: str = "x"
    to: str = "x"
    optional: bool = False


class CallEach(Step, frozen=True):
    """``for child in self.children(): x = child(x)``"""


class Gather(Step, frozen=True):
    """``to = {name: x}``: a dictionary of what children have returned."""

    x: str = "x"
    to: str = "x"


class Flatten(Step, frozen=True):
    """``to = torch.flatten(x, start_dim)``"""

    start_dim: int = 1
    x: str = "x"
    to: str = "x"


class Add(Step, frozen=True):
    """``to = x + other``; where it is ``in_place``, ``x += other`` before."""

    x: str
    other: str
    to: str
    in_place: bool = True


SingleStep = Call | Gather | Flatten | Add
Program = tuple[SingleStep | CallEach, ...]

SEQUENTIAL: Program = (CallEach(),)
"""The program of ``nn.Sequential``."""

GETTER: Program = (CallEach(), Gather())
"""The program of torchvision's ``IntermediateLayerGetter``."""
