"""working_input(): an ordinary input that a network takes, found by trying."""

import math
from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from fuzz.check.network.argument import given_as
from fuzz.check.network.description import Description
from fuzz.check.plain.probe import Probe, batched
from fuzz.check.plain.seen import Raised, Returned, Seen
from fuzz.check.plain.tensor import Given
from fuzz.check.running.lab import Lab
from strategies.value import Shape

SIZES = (64, 224, 32, 128, 256, 299, 512, 28)
"""Heights and widths, in the order in which they are tried."""

BATCH = 2
FRAMES = 3
TRIES = 40

LARGEST = 1024
"""The largest image that is tried, of a size that a layer is made for."""

SEVERAL = (2, 3, 4)
"""How many inputs are tried of a network that takes any number of them."""

FOLDED = 16
"""The batch of a network that takes the frames of a clip as samples, such as eight of each."""


class Tried(msgspec.Struct, frozen=True):
    """An input, and what came of it; of inputs that all failed, the one that got the furthest.

    Where none of an ordinary size runs, but one of another size, ``refused`` is what came of the first.
    """

    probe: Probe
    seen: Seen
    refused: tuple[Probe, Raised] | None = None


def working_input(lab: Lab, there: Description) -> Tried:
    """An input that the network takes in eval mode, or else the one that gets the furthest."""
    best: Tried | None = None
    tries = 0
    for first in _candidates(there):
        queue, known = [first], {first}
        while queue and tries < TRIES:
            tries += 1
            inputs = queue.pop(0)
            probe = Probe(inputs=inputs)
            seen = lab.see(probe)
            if isinstance(seen, Returned):
                return Tried(probe, seen)
            if best is not None and inputs == first and _is_same(best.seen, seen):
                return _folded(lab, best)  # the same of another size has nothing to do with sizes
            if best is None or _calls(seen) > _calls(best.seen):
                best = Tried(probe, seen)
            for other in _adjusted(probe.inputs, seen):
                if other not in known:
                    known.add(other)
                    queue.append(other)
    assert best is not None
    return _sized(lab, best) or _folded(lab, best)


def _sized(lab: Lab, best: Tried) -> Tried | None:
    """The same of another size, where a linear layer takes all of a map, as an image of that has it."""
    if not isinstance(best.seen, Raised) or (map_of := side_of(best.seen)) is None:
        return None
    given = best.probe.inputs[0].shape
    side, (*_, height, width) = map_of
    if len(given) != 4 or given[2] != given[3] or height != width:
        return None
    stride = max(round(given[2] / height), 1)
    for size in dict.fromkeys((side * stride, given[2] + (side - height) * stride)):
        inputs = tuple(replace(one, shape=_of_size(one.shape, size)) for one in best.probe.inputs)
        probe = replace(best.probe, inputs=inputs)
        if 0 < size <= LARGEST and isinstance(seen := lab.see(probe), Returned):
            return Tried(probe, seen, (best.probe, best.seen))
    return None


def side_of(raised: Raised) -> tuple[int, Shape] | None:
    """The side of the square map whose values a linear layer takes, where it got those of another, and
    that one; None where it was something else that raised."""
    made, layer = raised.at.flattened, raised.at.layer
    wanted = layer.options.get("in_features") if layer is not None and layer.kind == "Linear" else None
    if made is None or not isinstance(wanted, int) or len(made.map) != 4 or made.pooled:
        return None
    if not raised.at.inputs or raised.at.inputs[0].shape != made.flat or wanted % made.map[1]:
        return None
    side = math.isqrt(wanted // made.map[1])
    return (side, made.map) if side > 1 and side**2 * made.map[1] == wanted else None


def _of_size(shape: Shape, size: int) -> Shape:
    return (*shape[:2], size, size) if len(shape) == 4 else shape


def _folded(lab: Lab, best: Tried) -> Tried:
    """The same with a larger batch, where that is what is refused, as by x.view(n // 8, 8, ...)."""
    if not isinstance(best.seen, Raised) or best.seen.at.layer is not None:
        return best
    larger = batched(best.probe, FOLDED)
    seen = lab.see(larger)
    return Tried(larger, seen) if isinstance(seen, Returned) else best


def _is_same(one: Seen, other: Seen) -> bool:
    return (
        isinstance(one, Raised)
        and isinstance(other, Raised)
        and (one.at.site, one.message, one.calls) == (other.at.site, other.message, other.calls)
    )


def _calls(seen: Seen) -> int:
    return seen.calls if isinstance(seen, Raised) else -1


def _candidates(there: Description) -> Iterator[tuple[Given, ...]]:
    for shape in _shapes(there):
        dtype = "int64" if there.first == "Embedding" else "float32"
        most = there.features - 1 if there.first == "Embedding" else 255
        usual = Given(shape, dtype, most=most)
        if any(there.roles[1:]):
            yield (usual, *(given_as(role, usual) for role in there.roles[1:]))
        yield (usual,) * there.arguments
        if not there.most:
            yield from ((usual,) * count for count in SEVERAL if count > there.arguments)


def _shapes(there: Description) -> Iterator[Shape]:
    features = there.features
    match there.first:
        case "Linear" | "Bilinear":
            yield (BATCH, features)
        case "LSTM" | "GRU" | "RNN":
            yield (BATCH, FRAMES, features)
        case "Embedding":
            yield (BATCH, 16)
        case "Conv1d":
            yield from ((BATCH, features, size) for size in SIZES)
        case "Conv3d":
            yield from ((BATCH, features, 8, size, size) for size in (32, 64, 112))
    yield from ((BATCH, features, size, size) for size in SIZES)
    yield from ((BATCH, FRAMES, features, size, size) for size in SIZES[:2])


def _adjusted(inputs: tuple[Given, ...], seen: Seen) -> Iterator[tuple[Given, ...]]:
    """The same with as many channels as the first layer of each input expects, in its form."""
    if not isinstance(seen, Raised) or seen.at.layer is None or not seen.at.inputs:
        return
    wanted = next(
        (
            seen.at.layer.options[name]
            for name in ("in_channels", "in_features", "num_features")
            if name in seen.at.layer.options
        ),
        None,
    )
    got = seen.at.inputs[0].shape
    if not isinstance(wanted, int):
        return
    for index, one in enumerate(inputs):
        if one.shape == got and len(got) > 1:
            others = (*inputs[:index], None, *inputs[index + 1 :])
            shapes = [(got[0], wanted, *got[2:])]
            if index and seen.at.layer.kind == "Linear":  # the first of several is what is named after
                shapes.append((got[0], wanted))
            for shape in shapes:
                yield tuple(other or replace(one, shape=shape) for other in others)
