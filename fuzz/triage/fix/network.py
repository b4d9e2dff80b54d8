"""Changes of the network: of the layer at the site of a violation, and of the edit that put it there."""

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from msgspec.structs import replace

from strategies.case import Case
from strategies.edited import edited_network
from strategies.layer import LAYERS, Layer
from strategies.layer.arithmetic import whole
from strategies.network.models import model_of
from strategies.network.node import at
from strategies.repair import (
    After,
    Before,
    BeforeFlatten,
    KeepShape,
    LeaveOut,
    Move,
    Nonempty,
    Produce,
    Reconstruct,
    SetEdit,
    SetOption,
    TakeOne,
    UseDimensions,
    UseLayer,
)
from strategies.shape_inference import shapes_at
from strategies.subject import NORM_LAYERS
from strategies.surgery import AnyEdit, Assign, Extract, Insert, Remove, Replace, site_of
from strategies.value import Shape, Value
from strategies.violation import Violation


class Blamed(NamedTuple):
    """The layer of a violation, the edit that it comes from, and the shape of its input.

    ``number`` is that of the edit, None for a layer of the unedited network.
    """

    layer: Layer | None
    number: int | None
    shape: Shape


def blamed(case: Case, violation: Violation) -> Blamed:
    """The layer that is at the site of a violation, or that an edit at this site constructs."""
    if violation.stage == "build":
        index = _edit_at(case, violation.site, violation)
        if index is None:
            root = edited_network(case.subject, case.edits)
            layer = at(root, violation.site)
            shape, _ = shapes_at(root, violation.site, case.input.shape)
            return Blamed(layer if isinstance(layer, Layer) else None, None, shape)
        return Blamed(_layer_of(case, index), index, _shape_before(case, index))
    root = edited_network(case.subject, case.edits)
    layer = at(root, violation.site)
    shape, _ = shapes_at(root, violation.site, case.input.shape)
    if not isinstance(layer, Layer):
        return Blamed(None, _edit_at(case, violation.site, violation), shape)
    for index in reversed(range(len(case.edits))):
        if _layer_of(case, index) == layer:
            return Blamed(layer, index, shape)
    return Blamed(layer, None, shape)


def _layer_of(case: Case, index: int) -> Layer | None:
    """The layer that an edit constructs, or that it sets an attribute of."""
    edit = case.edits[index]
    if isinstance(edit, Insert | Replace):
        return edit.layer
    if isinstance(edit, Assign):
        layer = at(edited_network(case.subject, case.edits[: index + 1]), edit.site)
        return layer if isinstance(layer, Layer) else None
    return None


def _edit_at(case: Case, site: str, violation: Violation) -> int | None:
    """The last edit at a site; the last of all where none is there."""
    owner = violation.rule.partition(".")[0]
    there = [index for index, edit in enumerate(case.edits) if site_of(edit) == site]
    of_kind = [i for i in there if (layer := _layer_of(case, i)) and layer.kind.lower() == owner]
    return next(reversed(of_kind or there or range(len(case.edits))), None)


def _shape_before(case: Case, index: int) -> Shape:
    before = edited_network(case.subject, case.edits[:index])
    edit = case.edits[index]
    entering, leaving = shapes_at(before, site_of(edit), case.input.shape)
    return leaving if isinstance(edit, Insert) and edit.where == "after" else entering


def _with_edit(case: Case, index: int, *edits: AnyEdit) -> Case:
    return replace(case, edits=(*case.edits[:index], *edits, *case.edits[index + 1 :]))


def _with_layer(case: Case, violation: Violation, there: Blamed, layer: Layer) -> Case:
    """The case with another layer in place of the blamed one."""
    if there.number is None:
        put = Replace(site=violation.site, layer=layer)
        return replace(case, edits=(*case.edits, put))
    edit = case.edits[there.number]
    if isinstance(edit, Insert | Replace):
        return _with_edit(case, there.number, replace(edit, layer=layer))
    return _with_edit(case, there.number, Replace(site=site_of(edit), layer=layer))


def _set_option(case: Case, violation: Violation, change: SetOption) -> Iterator[Case]:
    there = _chosen(case, violation, change)
    if there.layer is None or there.layer.kind not in LAYERS:
        return
    edit = case.edits[there.number] if there.number is not None else None
    option = LAYERS[there.layer.kind].option(change.option)
    if option is None or (edit is None and change.of == "edit"):
        return
    place = violation if change.of in WORDS else replace(violation, site=change.of)
    for value in change.values or values_of(case, violation, change):
        if isinstance(edit, Assign) and there.number is not None and edit.attribute == change.option:
            yield _with_edit(case, there.number, replace(edit, value=value))
        layer = Layer(there.layer.kind, {**there.layer.options, change.option: value})
        yield _with_layer(case, place, there, layer)


WORDS = ("site", "edit", "any")
"""What `SetOption` may have in place of a site."""


def _chosen(case: Case, violation: Violation, change: SetOption) -> Blamed:
    """The layer that an option is set of."""
    if change.of == "any":
        made = next((index for name, index in _made(case) if name == change.option), None)
        if made is None:
            return Blamed(None, None, case.input.shape)
        return Blamed(_layer_of(case, made), made, _shape_before(case, made))
    if change.of in WORDS:
        return blamed(case, violation)
    return blamed(case, replace(violation, stage="forward", site=change.of))


def values_of(case: Case, violation: Violation, change: SetOption) -> tuple[Value, ...]:
    """The values that an option of the layer may have: those that fit its input come first."""
    there = _chosen(case, violation, change)
    option = LAYERS[there.layer.kind].option(change.option) if there.layer is not None else None
    return (*option.fits(there.shape), *option.others) if option is not None else ()


def _leave_out(case: Case, violation: Violation, change: LeaveOut) -> Iterator[Case]:
    if change.anywhere:
        for index in reversed(range(len(case.edits))):
            edit = case.edits[index]
            if isinstance(edit, Insert | Replace) and set(change.options) & set(edit.layer.options):
                layer = _without(edit.layer, change.options)
                yield _with_edit(case, index, replace(edit, layer=layer))
        return
    there = blamed(case, violation)
    if there.layer is not None:
        yield _with_layer(case, violation, there, _without(there.layer, change.options))


def _without(layer: Layer, options: tuple[str, ...]) -> Layer:
    rest = {name: value for name, value in layer.options.items() if name not in options}
    return Layer(layer.kind, rest)


PRODUCED = (
    *("out_channels", "out_features", "hidden_size", "num_features", "num_channels"),
    *("embedding_dim", "channels"),
)
"""The options that say how many channels or features a layer returns."""


SIZES = (*PRODUCED, "output_size", "size", "scale_factor")
"""The options that say how large what a layer returns is."""


def _produce(case: Case, violation: Violation, change: Produce) -> Iterator[Case]:
    index = blamed(case, violation).number
    for name, made in _made(case):
        edit = case.edits[made]
        assert isinstance(edit, Insert | Replace)
        if made != index and name in PRODUCED:
            layer = Layer(edit.layer.kind, {**edit.layer.options, name: change.size})
            yield _with_edit(case, made, replace(edit, layer=layer))


def _nonempty(case: Case, _: Violation, __: Nonempty) -> Iterator[Case]:
    for name, made in _made(case):
        edit = case.edits[made]
        assert isinstance(edit, Insert | Replace)
        value = edit.layer.options[name]
        sizes = value if isinstance(value, tuple) else (value,)
        if name in SIZES and any(type(size) in (int, float) and size < 1 for size in sizes):  # type: ignore[operator]
            one = tuple(max(1, size) for size in value) if isinstance(value, tuple) else 1
            layer = Layer(edit.layer.kind, {**edit.layer.options, name: one})
            yield _with_edit(case, made, replace(edit, layer=layer))


def _made(case: Case) -> Iterator[tuple[str, int]]:
    """The options of the layers that edits construct, with the numbers of the edits, the last first."""
    for index in reversed(range(len(case.edits))):
        edit = case.edits[index]
        if isinstance(edit, Insert | Replace):
            yield from ((name, index) for name in edit.layer.options)


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
                yield _with_edit(case, index, replace(edit, layer=layer))
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
        yield _with_edit(
            case, index, Replace(site=edit.site, layer=_projection(x[1], wanted[1], stride))
        )
    pool = Layer("AdaptiveAvgPool2d", {"output_size": wanted[2:]})
    for layer in (_projection(got[1], wanted[1]), pool):
        yield _with_edit(case, index, edit, Insert(site=site_of(edit), layer=layer))


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


def _use_layer(case: Case, violation: Violation, change: UseLayer) -> Iterator[Case]:
    there = blamed(case, violation)
    if there.layer is not None:
        known = {o.name for o in LAYERS[change.kind].options}
        kept = {name: value for name, value in there.layer.options.items() if name in known}
        fitting = {
            option.name: option.fits(there.shape)[0]
            for option in LAYERS[change.kind].options
            if option.required and option.fits(there.shape)
        }
        layer = Layer(change.kind, {**fitting, **kept, **change.options})
        yield _with_layer(case, violation, there, layer)


def _use_dimensions(case: Case, violation: Violation, change: UseDimensions) -> Iterator[Case]:
    there = blamed(case, violation)
    if there.layer is not None and re.search(r"[123]d$", there.layer.kind):
        kind = f"{there.layer.kind[:-2]}{change.spatial}d"
        of_constructor = there.number is None and case.subject.norm_layer == there.layer.kind
        if of_constructor and kind in NORM_LAYERS:
            yield replace(case, subject=replace(case.subject, norm_layer=kind))
        elif kind in LAYERS:
            yield _with_layer(case, violation, there, Layer(kind, there.layer.options))


def _before(case: Case, violation: Violation, change: Before) -> Iterator[Case]:
    layers = (Layer(change.kind, dict(change.options)), *map(Layer, change.then))
    if violation.stage in ("loss", "backward"):
        put = tuple(Insert(site="", layer=layer) for layer in layers)
        yield replace(case, edits=(*case.edits, *put))
        if case.edits and _is_activation(case.edits[-1]):
            yield replace(case, edits=(*case.edits[:-1], *put, case.edits[-1]))
        return
    for site in _starting_with(case, violation.site):
        put = tuple(Insert(site=site, layer=layer, where="before") for layer in reversed(layers))
        yield replace(case, edits=(*case.edits, *put))


def _starting_with(case: Case, site: str) -> Iterator[str]:
    """A site, and those of the blocks around it that get the same input."""
    yield site
    root = edited_network(case.subject, case.edits)
    entering, _ = shapes_at(root, site, case.input.shape)
    names = site.split(".")
    for depth in range(len(names) - 1, 0, -1):
        around = ".".join(names[:depth])
        if shapes_at(root, around, case.input.shape)[0] == entering:
            yield around


FLATTENING = ("Flatten", "View")


def _before_flatten(case: Case, _: Violation, change: BeforeFlatten) -> Iterator[Case]:
    layer = Layer(change.kind, dict(change.options))
    for index in reversed(range(len(case.edits))):
        edit = case.edits[index]
        if isinstance(edit, Insert) and edit.layer.kind in FLATTENING:
            put = replace(edit, layer=layer)
            pair = (put, edit) if edit.where == "after" else (edit, put)
            yield _with_edit(case, index, *pair)
    yield replace(
        case, edits=(*case.edits, Insert(site=model_of(case.subject).site("avgpool"), layer=layer))
    )


def _take_one(case: Case, violation: Violation, _: TakeOne) -> Iterator[Case]:
    yield from _before(case, violation, Before("Item"))
    for index in reversed(range(len(case.edits))):
        edit = case.edits[index]
        site = "" if isinstance(edit, Extract) else site_of(edit)
        if isinstance(edit, Insert) and edit.where == "before":
            site = f"{site}.0"
        put = Insert(site=site, layer=Layer("Item"))
        yield replace(case, edits=(*case.edits[: index + 1], put, *case.edits[index + 1 :]))


def _is_activation(edit: AnyEdit) -> bool:
    """Whether it ends the network in something else than logits, which a layer behind it would undo."""
    if not isinstance(edit, Insert) or edit.site or edit.layer.kind not in LAYERS:
        return False
    return LAYERS[edit.layer.kind].output_domain not in (None, "numbers")


def _after(case: Case, violation: Violation, change: After) -> Iterator[Case]:
    put = Insert(site=violation.site, layer=Layer(change.kind, dict(change.options)))
    yield replace(case, edits=(*case.edits, put))


def _move(case: Case, violation: Violation, change: Move) -> Iterator[Case]:
    there = blamed(case, violation)
    if there.number is None:
        return
    edit = case.edits[there.number]
    own = tuple(model_of(case.subject).site(part) for part in change.sites)
    for site in own or named(violation):
        if isinstance(edit, Insert | Replace):
            yield _with_edit(case, there.number, replace(edit, site=site))
            yield _with_edit(case, there.number, Insert(site=site, layer=edit.layer))
        elif hasattr(edit, "site"):
            yield _with_edit(case, there.number, replace(edit, site=site))


def _set_edit(case: Case, violation: Violation, change: SetEdit) -> Iterator[Case]:
    for index in reversed(range(len(case.edits))):
        edit = case.edits[index]
        if hasattr(edit, change.field):
            yield _with_edit(case, index, replace(edit, **{change.field: change.value}))


def _reconstruct(case: Case, violation: Violation, _: Reconstruct) -> Iterator[Case]:
    for index, edit in enumerate(case.edits):
        if not isinstance(edit, Assign):
            continue
        layer = at(edited_network(case.subject, case.edits[:index]), edit.site)
        if isinstance(layer, Layer) and LAYERS[layer.kind].option(edit.attribute) is not None:
            made = Layer(layer.kind, {**layer.options, edit.attribute: edit.value})
            yield _with_edit(case, index, Replace(site=edit.site, layer=made))


def named(violation: Violation) -> Iterator[str]:
    """The sites that a violation names as those that there are, and the one that was meant inside of
    them, the last first."""
    top, *_ = violation.got.split(".")
    if top in violation.wanted.split(", "):
        yield top
        return
    above, _, meant = violation.got.rpartition(".")
    names = [f"{above}.{name}" if above else name for name in violation.wanted.split(", ")]
    yield from (f"{name}.{meant}" for name in names if name.isdecimal())
    yield from reversed(names)


CHANGES: dict[type, Callable[[Case, Violation, Any], Iterator[Case]]] = {
    SetOption: _set_option,
    LeaveOut: _leave_out,
    Produce: _produce,
    Nonempty: _nonempty,
    KeepShape: _keep_shape,
    UseLayer: _use_layer,
    UseDimensions: _use_dimensions,
    Before: _before,
    BeforeFlatten: _before_flatten,
    TakeOne: _take_one,
    After: _after,
    Move: _move,
    SetEdit: _set_edit,
    Reconstruct: _reconstruct,
}
