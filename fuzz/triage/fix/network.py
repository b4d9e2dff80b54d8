"""Changes of the network: another layer in place of one, one more beside it, or an edit elsewhere."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from msgspec.structs import replace

from fuzz.triage.fix.blamed import blamed, with_edit, with_layer
from strategies.case import Case
from strategies.edited import edited_network
from strategies.layer import LAYERS, Layer
from strategies.network.models import model_of
from strategies.repair import After, Before, BeforeFlatten, Move, TakeOne, UseDimensions, UseLayer
from strategies.shape_inference import shapes_at
from strategies.subject import NORM_LAYERS
from strategies.surgery import AnyEdit, Extract, Insert, Replace, site_of
from strategies.violation import Violation


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
        yield with_layer(case, violation, there, layer)


def _use_dimensions(case: Case, violation: Violation, change: UseDimensions) -> Iterator[Case]:
    there = blamed(case, violation)
    if there.layer is not None and re.search(r"[123]d$", there.layer.kind):
        kind = f"{there.layer.kind[:-2]}{change.spatial}d"
        of_constructor = there.number is None and case.subject.norm_layer == there.layer.kind
        if of_constructor and kind in NORM_LAYERS:
            yield replace(case, subject=replace(case.subject, norm_layer=kind))
        elif kind in LAYERS:
            yield with_layer(case, violation, there, Layer(kind, there.layer.options))


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
            yield with_edit(case, index, *pair)
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
            yield with_edit(case, there.number, replace(edit, site=site))
            yield with_edit(case, there.number, Insert(site=site, layer=edit.layer))
        elif hasattr(edit, "site"):
            yield with_edit(case, there.number, replace(edit, site=site))


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
    UseLayer: _use_layer,
    UseDimensions: _use_dimensions,
    Before: _before,
    BeforeFlatten: _before_flatten,
    TakeOne: _take_one,
    After: _after,
    Move: _move,
}
