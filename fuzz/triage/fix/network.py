"""Changes of the network: of the layer at the site of a violation, and of the edit that put it there."""

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from msgspec.structs import replace

from strategies.case import Case
from strategies.edited import edited_network
from strategies.layer import LAYERS, Layer
from strategies.repair import (
    After,
    Before,
    LeaveOut,
    Move,
    Reconstruct,
    SetEdit,
    SetOption,
    UseDimensions,
    UseLayer,
    WithoutEdit,
)
from strategies.resnet import at
from strategies.shape_inference import shapes_at
from strategies.surgery import AnyEdit, Assign, Insert, Replace, site_of
from strategies.value import Shape
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
            return Blamed(None, None, case.input.shape)
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
    there = blamed(case, violation)
    if there.layer is None or there.layer.kind not in LAYERS:
        return
    edit = case.edits[there.number] if there.number is not None else None
    option = LAYERS[there.layer.kind].option(change.option)
    if option is None:
        return
    for value in change.values or (*option.fits(there.shape), *option.others):
        if isinstance(edit, Assign) and there.number is not None and edit.attribute == change.option:
            yield _with_edit(case, there.number, replace(edit, value=value))
        layer = Layer(there.layer.kind, {**there.layer.options, change.option: value})
        yield _with_layer(case, violation, there, layer)


def _leave_out(case: Case, violation: Violation, change: LeaveOut) -> Iterator[Case]:
    there = blamed(case, violation)
    if there.layer is not None:
        rest = {name: v for name, v in there.layer.options.items() if name not in change.options}
        yield _with_layer(case, violation, there, Layer(there.layer.kind, rest))


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


def _use_dimensions(case: Case, violation: Violation, _: UseDimensions) -> Iterator[Case]:
    there = blamed(case, violation)
    if there.layer is not None and re.search(r"[123]d$", there.layer.kind):
        for dimensions in "213":
            kind = f"{there.layer.kind[:-2]}{dimensions}d"
            if kind in LAYERS:
                yield _with_layer(case, violation, there, Layer(kind, there.layer.options))


def _before(case: Case, violation: Violation, change: Before) -> Iterator[Case]:
    layer = Layer(change.kind, dict(change.options))
    if violation.stage in ("loss", "backward"):
        put = Insert(site="", layer=layer)
        yield replace(case, edits=(*case.edits, put))
        if case.edits and _is_activation(case.edits[-1]):
            yield replace(case, edits=(*case.edits[:-1], put, case.edits[-1]))
    else:
        put = Insert(site=violation.site, layer=layer, where="before")
        yield replace(case, edits=(*case.edits, put))


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
    for site in change.sites:
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


def _without_edit(case: Case, violation: Violation, _: WithoutEdit) -> Iterator[Case]:
    index = blamed(case, violation).number
    if index is not None:
        yield _with_edit(case, index)


CHANGES: dict[type, Callable[[Case, Violation, Any], Iterator[Case]]] = {
    SetOption: _set_option,
    LeaveOut: _leave_out,
    UseLayer: _use_layer,
    UseDimensions: _use_dimensions,
    Before: _before,
    After: _after,
    Move: _move,
    SetEdit: _set_edit,
    Reconstruct: _reconstruct,
    WithoutEdit: _without_edit,
}
