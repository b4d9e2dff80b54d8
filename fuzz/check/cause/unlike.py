"""of_unlike(): the layer that has made one of two maps as large, or given it as many channels, as the
other one is not; each change of one is told where the network runs with it."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from fuzz.check.cause.kind import Cause
from fuzz.check.plain.at import At
from fuzz.check.plain.probe import Change
from fuzz.check.running.mismatch import RULE
from strategies.layer import Layer
from strategies.value import Value

PLAIN = {"padding": 0, "stride": 1, "dilation": 1}


class Map(NamedTuple):
    """A map that does not fit another one: its channels, height and width, and what has made it."""

    channels: int
    size: tuple[int, ...]
    maker: str


Look = Callable[[At, Map, Map], Iterator[tuple[str, Change]]]


def of_unlike(at: At, unfit: tuple[str, str]) -> Cause | None:
    """The cause with the changes that may put it right; None where no layer is known that would."""
    operands = zip((one.shape for one in at.operands), at.makers, strict=False)
    maps = {Map(shape[1], shape[2:], maker) for shape, maker in operands if len(shape) == 4}
    if len(maps) != 2 or len({one[:2] for one in maps}) != 2:
        return None
    small, large = sorted(maps, key=lambda one: (one.size, one.channels))
    if lost := list(_unpadded(at, small, large)):
        ((text, change),) = lost
        kernel = change.layer.options["kernel_size"]
        why = f"{unfit[0]}: {change.site} has kernel_size={kernel} and too little padding, which takes"
        return Cause(
            f"{why} {large.size[0] - small.size[0]} from height and width",
            text,
            RULE,
            changes=((text, change),),
        )
    changes = tuple(one for look in LOOKS for one in look(at, small, large))
    around = any(change.layer.options.get("kernel_size") == 1 for _, change in changes)
    place = at.place if around else None  # a condition may have left out what was to be there
    return Cause(*unfit, RULE, changes=changes, place=place) if changes else None


def _unpadded(at: At, small: Map, large: Map) -> Iterator[tuple[str, Change]]:
    """The padding of the only convolution that takes from the size of a map what the other has more: of
    the one that has made it, or of those in the same block."""
    more = {there - here for here, there in zip(small.size, large.size, strict=True)}
    maker = _layer(at, small.maker)
    own = {small.maker: maker} if maker is not None else {}
    inside = at.below if at.site else {}
    losing = next((one for one in map(_losing, (own, inside)) if one), {})
    if len(losing) != 1:
        return
    ((site, lost),) = losing.items()
    layer = own.get(site) or inside[site]
    kernel, dilation = layer.options["kernel_size"], layer.options.get("dilation", 1)
    if more == {lost} and isinstance(kernel, int) and isinstance(dilation, int):
        padding = dilation * (kernel - 1) // 2
        changed = Layer(layer.kind, {**layer.options, "padding": padding})
        spread = f" with dilation={dilation}" if dilation > 1 else ""
        yield f"use padding={padding} in {site}, which keeps the size{spread}", Change(site, changed)


def _losing(layers: dict[str, Layer]) -> dict[str, int]:
    """How much convolutions of stride 1 take from height and width, an even number, if they do."""
    those = {}
    for site, one in layers.items():
        options = PLAIN | dict(one.options)
        numbers = [options.get(name) for name in ("kernel_size", "padding", "stride", "dilation")]
        if one.kind != "Conv2d" or not all(type(number) is int for number in numbers):
            continue
        kernel, padding, stride, dilation = (int(str(number)) for number in numbers)
        lost = dilation * (kernel - 1) - 2 * padding
        if stride == 1 and lost > 0 and not dilation * (kernel - 1) % 2:
            those[site] = lost
    return those


def _transposed(at: At, small: Map, large: Map) -> Iterator[tuple[str, Change]]:
    """The output_padding of a transposed convolution, which leaves out the last row and column."""
    layer = _layer(at, small.maker)
    more = {there - here for here, there in zip(small.size, large.size, strict=True)}
    stride = layer.options.get("stride", 1) if layer is not None else 1
    if layer is None or layer.kind != "ConvTranspose2d" or len(more) > 1 or not isinstance(stride, int):
        return
    ((missing,), before) = more, layer.options.get("output_padding", 0)
    if isinstance(before, int) and before + missing < stride:
        padding = before + missing
        changed = Layer(layer.kind, {**layer.options, "output_padding": padding})
        yield f"use output_padding={padding} in {small.maker}", Change(small.maker, changed)


def _resized(at: At, small: Map, large: Map) -> Iterator[tuple[str, Change]]:
    """The scale_factor of what has made a map larger, by another factor than it is to be."""
    times = _times(small, large)
    for one in (small, large) if times else ():
        layer = _layer(at, one.maker)
        factor = layer.options.get("scale_factor") if layer is not None else None
        if layer is None or layer.kind != "Upsample" or not isinstance(factor, int | float):
            continue
        wanted = factor * times if one is small else factor / times
        if wanted == int(wanted) > 0:
            changed = Layer(layer.kind, {**layer.options, "scale_factor": int(wanted)})
            yield f"use scale_factor={int(wanted)} in {one.maker}", Change(one.maker, changed)


def _projected(at: At, small: Map, large: Map) -> Iterator[tuple[str, Change]]:
    """A convolution for a shortcut that gives on what it is given, or the stride of its own."""
    times = _times(small, large)
    for one, other in ((small, large), (large, small)) if times and at.site else ():
        layer, stride = _layer(at, one.maker), times if one is large else 1
        if layer is not None and layer.kind == "Identity" and (one is large or times == 1):
            options: dict[str, Value] = {
                "in_channels": one.channels,
                "out_channels": other.channels,
                "kernel_size": 1,
            }
            options |= {"stride": stride} if stride > 1 else {}
            made = Layer("Conv2d", options)
            more = f", stride={stride}" if stride > 1 else ""
            written = f"nn.Conv2d({one.channels}, {other.channels}, 1{more})"
            fix = f"let {one.maker} project it, where the channels change as where the size does:"
            fix = f"{fix} {written}"
            yield fix, Change(one.maker, made)
        if one is large and stride > 1:
            yield from _strided(at, one.maker, stride)


def _strided(at: At, maker: str, stride: int) -> Iterator[tuple[str, Change]]:
    """The stride of the only convolution of a single place in the part of a block that made a map."""
    part = ".".join(maker.split(".")[: len(at.site.split(".")) + 1])
    those = [one for one in at.below.items() if f"{one[0]}.".startswith(f"{part}.")]
    convolutions = [(site, layer) for site, layer in those if layer.kind == "Conv2d"]
    if len(convolutions) == 1 and convolutions[0][1].options.get("kernel_size") == 1:
        ((site, layer),) = convolutions
        changed = Layer(layer.kind, {**layer.options, "stride": stride})
        yield f"use stride={stride} in {site}, as the other way has", Change(site, changed)


LOOKS: tuple[Look, ...] = (_transposed, _resized, _projected)


def _times(small: Map, large: Map) -> int:
    """By which number height and width are larger; 0 where it is none."""
    times = {there / here for here, there in zip(small.size, large.size, strict=True) if here}
    number = times.pop() if len(times) == 1 else 0.0
    return int(number) if number == int(number) else 0


def _layer(at: At, site: str) -> Layer | None:
    """The layer at a site, as far as it is known."""
    made = dict(zip(at.makers, at.made_by, strict=False)).get(site)
    return made or at.below.get(site)
