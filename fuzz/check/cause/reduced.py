"""of_reduced(): a norm, a mean or the like without the dimension that it was taken over, beside the
tensor that it is to be taken with."""

import re
from itertools import combinations

from fuzz.check.cause.kind import Cause
from fuzz.check.code.reduction import Reduction, reductions_at, reductions_in
from fuzz.check.code.tree import expression_at
from fuzz.check.plain.seen import Raised
from fuzz.execution.named.place import Place, place_of
from strategies.rule import shown
from strategies.value import Shape

UNEQUAL = re.compile(r"size of tensor a \(\d+\) must match the size of tensor b \(\d+\)")
BROADCASTING = "https://docs.pytorch.org/docs/stable/notes/broadcasting.html"


def of_reduced(raised: Raised) -> Cause | None:
    """The cause, where the shapes are that of a tensor and that of what was taken over some of its
    dimensions, and a call near the line takes away just these."""
    at, shapes = raised.at, [one.shape for one in raised.at.operands]
    if UNEQUAL.search(raised.message) is None or len(shapes) != 2 or at.place is None:
        return None
    small, large = sorted(shapes, key=len)
    gone = _gone(small, large)
    if not gone:
        return None
    line = at.lines[shapes.index(small)] if len(at.lines) == len(shapes) else None
    found = _found(at.place, line, raised, gone, len(large))
    if found is None:
        return None
    file, told = found
    dims = next(iter(gone)) if told.dims is None else _positive(told.dims, len(large))
    behind = f"; or .unsqueeze({dims[0]}) behind it" if len(dims) == 1 else ""
    return Cause(
        f"{told.written} takes dimension {' and '.join(map(str, dims))} of {shown(large)} away, and"
        f" gives {shown(small)}: beside {shown(large)} it is broadcast along the last dimensions",
        f"keep it, of size 1: {told.keeping}{behind}",
        "reduced_dimension",
        BROADCASTING,
        place=place_of(file, told.line),
    )


def _gone(small: Shape, large: Shape) -> set[tuple[int, ...]]:
    """Which dimensions of a tensor another one may lack, all else being the same."""
    count = len(large) - len(small)
    return {
        those
        for those in combinations(range(len(large)), count)
        if count and tuple(size for at, size in enumerate(large) if at not in those) == small
    }


def _found(
    place: Place, line: Place | None, raised: Raised, gone: set[tuple[int, ...]], dims: int
) -> tuple[str, Reduction] | None:
    """The only reduction that fits: of an operand as it is written, or in the line that has made it."""
    written = list(reductions_at(place, expression_at(place, raised.at.span)))
    fits = [one for one in written if _fits(one, gone, dims)]
    if len(fits) == 1:
        return place.file, fits[0]
    there = [] if written or line is None or line == place else list(reductions_in(line))
    fits = [one for one in there if _fits(one, gone, dims)]
    return (line.file, fits[0]) if line is not None and len(there) == len(fits) == 1 else None


def _fits(one: Reduction, gone: set[tuple[int, ...]], dims: int) -> bool:
    """Whether a reduction takes away just what is missing; dimensions in no numbers may be the only
    ones."""
    return len(gone) == 1 if one.dims is None else _positive(one.dims, dims) in gone


def _positive(those: tuple[int, ...], dims: int) -> tuple[int, ...]:
    return tuple(sorted(one % dims for one in those))
