"""Changes of what a layer returns: of how many channels or features, and of which size."""

from collections.abc import Callable, Iterator
from typing import Any

from msgspec.structs import replace

from fuzz.triage.fix.blamed import blamed, options_made, with_edit
from strategies.case import Case
from strategies.edited import edited_network
from strategies.layer import LAYERS, Layer
from strategies.layer.arithmetic import whole
from strategies.repair import KeepShape, Nonempty, Produce
from strategies.shape_inference import shapes_at
from strategies.surgery import Insert, Remove, Replace, site_of
from strategies.value import Shape, Value
from strategies.violation import Violation

PRODUCED = (
    *("out_channels", "out_features", "hidden_size", "num_features", "num_channels"),
    *("embedding_dim", "channels"),
)
"""The options that say how many channels or features a layer returns."""


SIZES = (*PRODUCED, "output_size", "size", "scale_factor")
"""The options that say how large what a layer returns is."""


def _produce(case: Case, violation: Violation, change: Produce) -> Iterator[Case]:
    index = blamed(case, violation).number
    for name, made in options_made(case):
        edit = case.edits[made]
        assert isinstance(edit, Insert | Replace)
        if made != index and name in PRODUCED:
            layer = Layer(edit.layer.kind, {**edit.layer.options, name: change.size})
            yield with_edit(case, made, replace(edit, layer=layer))


def _nonempty(case: Case, _: Violation, __: Nonempty) -> Iterator[Case]:
    for name, made in options_made(case):
        edit = case.edits[made]
        assert isinstance(edit, Insert | Replace)
        value = edit.layer.options[name]
        sizes = value if isinstance(value, tuple) else (value,)
        if name in SIZES and any(type(size) in (int, float) and size < 1 for size in sizes):  # type: ignore[operator]
            one = tuple(max(1, size) for size in value) if isinstance(value, tuple) else 1
            layer = Layer(edit.layer.kind, {**edit.layer.options, name: one})
            yield with_edit(case, made, replace(edit, layer=layer))


KEEPING: dict[str, Value] = {"stride": 1, "dilation": 1, "groups": 1}
"""Values of options with which a layer keeps the size of its input."""


def _keep_shape(case: Case, violation: Violation, change: KeepShape) -> Iterator[Case]:
    for index in reversed(range(len(case.edits))):
        edit = case.edits[index]
        if not site_of(edit).startswith(violation.site):
            continue
        if change.by == "options" and isinstance(edit, Insert | Replace):
            wanted = _shapes_around(case, index, index)[1]
            for layer in _keeping(edit.layer, wanted):
                yield with_edit(case, index, replace(edit, layer=layer))
        elif change.by == "layer":
            yield from _adapted(case, index)


def _shapes_around(case: Case, index: int, made: int) -> tuple[Shape, Shape]:
    """The shapes at the site of an edit, after some edits: of what goes in there, and comes out."""
    root = edited_network(case.subject, case.edits[:made])
    return shapes_at(root, site_of(case.edits[index]), case.input.shape)


def _adapted(case: Case, index: int) -> Iterator[Case]:
    """The case with a layer that makes of the output at a site what it was before an edit."""
    edit = case.edits[index]
    (x, wanted), (_, got) = (_shapes_around(case, index, made) for made in (index, index + 1))
    if not len(x) == len(wanted) == len(got) == 4:
        return
    if isinstance(edit, Remove):
        stride = max(1, x[2] // max(1, wanted[2]))
        yield with_edit(case, index, Replace(site=edit.site, layer=_projection(x[1], wanted[1], stride)))
    pool = Layer("AdaptiveAvgPool2d", {"output_size": wanted[2:]})
    for layer in (_projection(got[1], wanted[1]), pool):
        yield with_edit(case, index, edit, Insert(site=site_of(edit), layer=layer))


def _projection(ins: int, outs: int, stride: int = 1) -> Layer:
    sizes: dict[str, Value] = {"in_channels": ins, "out_channels": outs, "kernel_size": 1}
    return Layer("Conv2d", sizes | ({"stride": stride} if stride > 1 else {}))


def _keeping(layer: Layer, wanted: Shape) -> Iterator[Layer]:
    """The layer with options of which the output may have a wanted shape."""
    kernel = whole(layer.options.get("kernel_size"), 1)
    near: dict[str, Value] = {**KEEPING, "padding": kernel // 2}
    if len(wanted) > 1:
        near |= dict.fromkeys(PRODUCED, wanted[1])
    for name, value in near.items():
        if LAYERS[layer.kind].option(name) is not None:
            yield Layer(layer.kind, {**layer.options, name: value})
    if {"stride", "padding"} <= {option.name for option in LAYERS[layer.kind].options}:
        for stride in (1, 2):
            slid = {"stride": stride, "padding": kernel // 2}
            yield Layer(layer.kind, {**layer.options, **slid})


CHANGES: dict[type, Callable[[Case, Violation, Any], Iterator[Case]]] = {
    Produce: _produce,
    Nonempty: _nonempty,
    KeepShape: _keep_shape,
}
