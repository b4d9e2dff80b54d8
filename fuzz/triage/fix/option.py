"""Changes of the options of a layer, and of the fields of an edit."""

from collections.abc import Callable, Iterator
from typing import Any

from msgspec.structs import replace

from fuzz.triage.fix.blamed import (
    Blamed,
    blamed,
    layer_of,
    options_made,
    shape_before,
    with_edit,
    with_layer,
)
from strategies.case import Case
from strategies.edited import edited_network
from strategies.layer import LAYERS, Layer
from strategies.network.node import at
from strategies.repair import LeaveOut, Reconstruct, SetEdit, SetOption
from strategies.surgery import Assign, Insert, Replace
from strategies.value import Value
from strategies.violation import Violation


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
            yield with_edit(case, there.number, replace(edit, value=value))
        layer = Layer(there.layer.kind, {**there.layer.options, change.option: value})
        yield with_layer(case, place, there, layer)


WORDS = ("site", "edit", "any")
"""What `SetOption` may have in place of a site."""


def _chosen(case: Case, violation: Violation, change: SetOption) -> Blamed:
    """The layer that an option is set of."""
    if change.of == "any":
        made = next((index for name, index in options_made(case) if name == change.option), None)
        if made is None:
            return Blamed(None, None, case.input.shape)
        return Blamed(layer_of(case, made), made, shape_before(case, made))
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
                yield with_edit(case, index, replace(edit, layer=layer))
        return
    there = blamed(case, violation)
    if there.layer is not None:
        yield with_layer(case, violation, there, _without(there.layer, change.options))


def _without(layer: Layer, options: tuple[str, ...]) -> Layer:
    rest = {name: value for name, value in layer.options.items() if name not in options}
    return Layer(layer.kind, rest)


def _reconstruct(case: Case, violation: Violation, _: Reconstruct) -> Iterator[Case]:
    for index, edit in enumerate(case.edits):
        if not isinstance(edit, Assign):
            continue
        layer = at(edited_network(case.subject, case.edits[:index]), edit.site)
        if isinstance(layer, Layer) and LAYERS[layer.kind].option(edit.attribute) is not None:
            made = Layer(layer.kind, {**layer.options, edit.attribute: edit.value})
            yield with_edit(case, index, Replace(site=edit.site, layer=made))


def _set_edit(case: Case, violation: Violation, change: SetEdit) -> Iterator[Case]:
    for index in reversed(range(len(case.edits))):
        edit = case.edits[index]
        if hasattr(edit, change.field):
            yield with_edit(case, index, replace(edit, **{change.field: change.value}))


CHANGES: dict[type, Callable[[Case, Violation, Any], Iterator[Case]]] = {
    SetOption: _set_option,
    LeaveOut: _leave_out,
    SetEdit: _set_edit,
    Reconstruct: _reconstruct,
}
