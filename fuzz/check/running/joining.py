"""How tensors are joined: along their channels, or along another dimension."""

from torch import Tensor

from fuzz.check.plain.at import Beside
from fuzz.execution.named.place import Place

JOINING = ("cat", "concat", "concatenate")


def channels_of(given: tuple[Tensor, ...]) -> tuple[int, ...]:
    """The channels of each of some tensors, 0 for what has none."""
    return tuple(one.shape[1] if one.dim() > 1 else 0 for one in given)


def joined_beside(given: tuple[Tensor, ...], made: Tensor, place: Place | None) -> Beside | None:
    """How several tensors were joined in a line, where it is not along their channels."""
    if len(given) < 2 or len({one.dim() for one in (*given, made)}) > 1 or made.dim() < 2:
        return None
    sums = [sum(one.shape[axis] for one in given) for axis in range(made.dim())]
    axes = [axis for axis, size in enumerate(sums) if made.shape[axis] == size]
    return Beside(axes[0], channels_of(given), place) if len(axes) == 1 and axes != [1] else None
