"""Sizes that fail for no reason that the author of a network has given: they may not know of it."""

from collections.abc import Iterator

from msgspec.structs import replace

from fuzz.check.bound.contract import Bound, InputContract
from fuzz.check.bound.told import SQUARE
from fuzz.check.cause.kind import POOLING
from fuzz.check.code.constant import constant_size
from fuzz.check.code.swapped import swapped_sides
from fuzz.check.finding import Finding, failure
from fuzz.check.guess import Tried
from fuzz.check.plain.probe import Probe, enlarged, unlossed
from fuzz.check.plain.seen import Raised, Returned
from fuzz.check.running.lab import Lab
from fuzz.check.running.mismatch import RULE, mismatch
from fuzz.execution.named.place import Place
from strategies.rule import shown
from strategies.value import Shape

LARGER = (2, 4)
"""How many times as large images are tried."""

CUTTING = ("view", "reshape", "unflatten")
"""Operations that cut a map into windows or patches."""

SIDES = "if it is not meant, hand on the height and width that the map had: x.reshape(n, c, h, w)"

PADDED = (
    "where it is not meant, pad the map before it is cut, F.pad(x, (0, -w % size, 0, -h % size)) for"
    " (N, C, H, W), and take the padding away after it; or ask for images of such sizes"
)


def exchanged_sides(lab: Lab, probe: Probe) -> Iterator[Finding]:
    """Height and width that are exchanged on the way, which shows where they differ."""
    shape = probe.inputs[0].shape
    if len(shape) != 4 or shape[2] != shape[3]:
        return
    wider = (*shape[:3], 2 * shape[3])
    inputs = tuple(replace(one, shape=wider) if one.shape == shape else one for one in probe.inputs)
    other = replace(probe, inputs=inputs)
    seen, usual = lab.see(other), lab.see(probe)
    when = f"with an input of {shown(wider)}"
    if isinstance(seen, Raised) and _are_exchanged(seen):
        found = failure(seen, other, when, lab)
        lines = (seen.at.place, *seen.at.lines)
        place = next((line for one in lines if (line := swapped_sides(one)) is not None), None)
        yield replace(
            found,
            kind="silent" if place is not None else "remark",
            name="exchanged_sides",
            text=f"width and height are exchanged, so that squares alone run: {found.text}",
            place=place or found.place,
            fix=EXCHANGED,
            change=None,
        )
    elif isinstance(seen, Returned) and isinstance(usual, Returned):
        yield from _turned(seen, usual, other, when)


EXCHANGED = "sizes are (height, width), as a shape has them: size=(h, w), or size=other.shape[2:]"


def _turned(seen: Returned, usual: Returned, probe: Probe, when: str) -> Iterator[Finding]:
    """An output that is as high as the image is wide."""
    wide, place = probe.inputs[0].shape[2:], swapped_sides(seen.made)
    for at, one in seen.outputs.items():
        square = usual.outputs.get(at)
        is_image = len(one.shape) == 4 and square is not None and square.shape[-1:] == wide[:1]
        if place is not None and is_image and one.shape[2:] == wide[::-1]:
            yield Finding(
                kind="silent",
                name="exchanged_sides",
                text=f"width and height are exchanged: the output has the shape {shown(one.shape)}",
                when=when,
                probe=probe,
                place=place,
                fix=EXCHANGED,
            )
            return


def _are_exchanged(raised: Raised) -> bool:
    """Whether what does not fit are two maps, one as high as the other is wide."""
    maps = [one.shape for one in raised.at.operands if len(one.shape) > 2]
    return any(one[-2:] == other[:-3:-1] and one[-1] != one[-2] for one in maps for other in maps)


def unmeant_sizes(lab: Lab, probe: Probe, contract: InputContract) -> Iterator[Finding]:
    """Bounds of height and width that come of how the network is made: sizes that are odd on the way, a
    map that is flattened as a whole. A network may well ask for that."""
    for bound in contract.bounds:
        other = _other(probe, bound)
        seen = lab.see(other) if other is not None else None
        if other is None or not isinstance(seen, Raised):
            continue
        seen = replace(seen, at=replace(seen.at, below={}, made_by=(), missing=()))  # they fit others
        found = failure(seen, other, f"with an input of {shown(other.inputs[0].shape)}", lab)
        if bound.text.startswith(SQUARE) and seen.at.op in CUTTING:
            text = (
                f"square images alone run, as a shape is made there of a number of places: {found.text}"
            )
            yield replace(found, kind="remark", name="squares_only", text=text, fix=SIDES, change=None)
        elif found.name == RULE and contract.spatial.multiple > 1:
            multiple = contract.spatial.multiple
            text = f"sizes that are no multiples of {multiple} do not come back: {found.text}"
            yield replace(found, kind="remark", name="odd_sizes", text=text, change=None)
        elif seen.at.op in CUTTING and contract.spatial.multiple > 1:
            text = f"sizes that are no multiples of {contract.spatial.multiple} do not come through"
            text = f"{text}, as what is cut into pieces is not padded: {found.text}"
            yield replace(found, kind="remark", name="odd_sizes", text=text, fix=PADDED, change=None)
        elif found.name == RULE and contract.spatial.most and (line := _fixing(seen)) is not None:
            text = f"{bound.text.partition(', because')[0]} alone, as a size is written there in numbers"
            yield replace(
                found,
                kind="remark",
                name="fixed_size",
                text=f"{text}: {found.text}",
                site="",
                place=line,
                fix="for other sizes, take that of what it is joined with: size=other.shape[2:]",
                change=None,
            )
        elif found.name == POOLING:
            sizes = bound.text.partition(", because")[0]
            yield replace(found, kind="remark", text=f"{sizes}: {found.text}")


def passed_by_chance(lab: Lab, tried: Tried) -> Iterator[Finding]:
    """A sum of two activations that fit each other only as one of them is a single value in height and
    width, where larger images fail at it."""
    probe, seen = tried.probe, tried.seen
    if not isinstance(seen, Returned):
        return
    single = {one.site for one in seen.sums if _is_single(one.one, one.other)}
    for factor in LARGER if single else ():
        larger = enlarged(probe, factor)
        raised = lab.see(unlossed(larger))
        if isinstance(raised, Raised) and raised.at.site in single and mismatch(raised.at) is not None:
            found = failure(raised, larger, "with an ordinary input, in eval mode", lab)
            sizes = f"{shown(probe.inputs[0].shape)} runs by chance, as a size of 1 is broadcast"
            yield replace(found, text=f"{found.text}; {sizes}")
            return


def _is_single(one: Shape, other: Shape) -> bool:
    return len(one) == 4 and one[:2] == other[:2] and (1, 1) in (one[2:], other[2:])


def _fixing(raised: Raised) -> Place | None:
    """The line that brings one of the tensors that do not fit to a size in numbers."""
    pairs = zip(raised.at.operands, raised.at.lines, strict=False)
    for one, line in pairs:
        size = constant_size(line)
        if size and one.shape[2:] in (size, size * (len(one.shape) - 2)):
            return line
    return None


def _other(probe: Probe, bound: Bound) -> Probe | None:
    """The probe with the input that a bound says fails; None where that is of another batch."""
    wrong, right = bound.fails, probe.inputs[0]
    if wrong is None or wrong.shape[:1] != right.shape[:1]:
        return None
    return replace(probe, inputs=tuple(wrong if one == right else one for one in probe.inputs))
