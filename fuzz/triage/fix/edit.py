"""Changes of the edits: the options of their layers, the manner in which they are made."""

import re
from collections.abc import Iterator
from typing import Literal

from msgspec.structs import replace

from strategies.case import Case
from strategies.edited import edited_network
from strategies.layer import LAYERS, Layer
from strategies.resnet import at
from strategies.shape_inference import shapes_at
from strategies.surgery import AnyEdit, Assign, Insert, Remove, Replace, Truncate
from strategies.value import Shape, Value
from strategies.violation import Violation

PLAIN = (1, 2, 3, 64)
SHARES = (0.5, 0.1, 1.0)
HEAD = "fc"
"""Where a layer is meant to go that was put where nothing calls it."""


def options(case: Case, violation: Violation | None) -> Iterator[Case]:
    """A layer with one option of another value: one that fits, one that the rule names; or left out."""
    numbers = numbers_in(violation)
    for index, edit in enumerate(case.edits):
        if isinstance(edit, Insert | Replace):
            shape = _shape_at(case, index)
            for layer in _layers(edit.layer, shape, numbers):
                yield _with(case, index, replace(edit, layer=layer))
        if isinstance(edit, Assign):
            for value in (*numbers, *PLAIN, True, False):
                yield _with(case, index, replace(edit, value=value))


def numbers_in(violation: Violation | None) -> tuple[int, ...]:
    """The numbers that a broken rule tells, those that it wants first."""
    if violation is None:
        return ()
    text = f"{violation.wanted} {violation.got} {violation.cause}"
    return tuple(map(int, re.findall(r"(?<![A-Za-z_\d.])\d{1,9}", text)))


def _layers(layer: Layer, shape: Shape, numbers: tuple[int, ...]) -> Iterator[Layer]:
    kind = LAYERS[layer.kind]
    for option in kind.options:
        if option.name not in layer.options and not numbers:
            continue
        was = layer.options.get(option.name)
        for value in (*option.fits(shape), *_like(was, numbers), *option.others):
            yield Layer(layer.kind, {**layer.options, option.name: value})
    for option in kind.options:
        if option.name in layer.options and not option.required:
            rest = {key: value for key, value in layer.options.items() if key != option.name}
            yield Layer(layer.kind, rest)


def _like(was: Value, numbers: tuple[int, ...]) -> Iterator[Value]:
    """Values in place of another: numbers, or the shape with one size changed."""
    if isinstance(was, bool):
        yield not was
    elif isinstance(was, tuple):
        for number in (*numbers, *PLAIN):
            yield from ((*was[:axis], number, *was[axis + 1 :]) for axis in range(len(was)))
            yield (number,) * len(was)
        yield from ((1,) * length for length in range(1, 7))
    elif isinstance(was, float):
        yield from SHARES
    else:
        yield from (*numbers, *PLAIN)


def _shape_at(case: Case, index: int) -> Shape:
    """The shape of the input of an edit's layer."""
    edit = case.edits[index]
    assert isinstance(edit, Insert | Replace)
    before = edited_network(case.subject, case.edits[:index])
    entering, leaving = shapes_at(before, edit.site, case.input.shape)
    return leaving if isinstance(edit, Insert) and edit.where == "after" else entering


def alternative_edits(case: Case) -> Iterator[Case]:
    """An edit that is made at the same place in a better way."""
    for index, edit in enumerate(case.edits):
        match edit:
            case Remove() if edit.how != "identity":
                yield _with(case, index, replace(edit, how="identity"))
            case Replace() if edit.weights != "fresh":
                yield _with(case, index, replace(edit, weights="copied_no_grad"))
                yield _with(case, index, replace(edit, weights="fresh"))
            case Replace() if edit.site != HEAD:
                yield _with(case, index, replace(edit, site=HEAD))
            case Insert():
                where: Literal["before", "after"] = "before" if edit.where == "after" else "after"
                yield _with(case, index, replace(edit, where=where))
                yield _with(case, index, replace(edit, site=""))
            case Truncate():
                yield from (
                    _with(case, index, Truncate(drop=drop)) for drop in (1, 2) if drop < edit.drop
                )
            case Assign():
                yield from _as_replacement(case, index, edit)


def _as_replacement(case: Case, index: int, edit: Assign) -> Iterator[Case]:
    """The layer made anew with the option, of which a built one only remembers the number."""
    layer = at(edited_network(case.subject, case.edits[:index]), edit.site)
    if isinstance(layer, Layer) and LAYERS[layer.kind].option(edit.attribute) is not None:
        made = Layer(layer.kind, {**layer.options, edit.attribute: edit.value})
        yield _with(case, index, Replace(site=edit.site, layer=made))


def places(case: Case, violation: Violation | None) -> Iterator[Case]:
    """An edit that is made where there is no module, made at one that is there."""
    if violation is None or not violation.rule.startswith("edit."):
        return
    for index, edit in enumerate(case.edits):
        if not isinstance(edit, Truncate):
            for name in violation.wanted.split(", "):
                yield _with(case, index, replace(edit, site=name))


def variants(case: Case) -> Iterator[Case]:
    """A layer exchanged for its like for another number of axes: a BatchNorm2d for a BatchNorm1d."""
    for index, edit in enumerate(case.edits):
        if isinstance(edit, Insert | Replace) and re.search(r"[123]d$", edit.layer.kind):
            for axes in "213":
                kind = f"{edit.layer.kind[:-2]}{axes}d"
                if kind in LAYERS:
                    yield _with(case, index, replace(edit, layer=Layer(kind, edit.layer.options)))


def _with(case: Case, index: int, edit: AnyEdit) -> Case:
    return replace(case, edits=(*case.edits[:index], edit, *case.edits[index + 1 :]))
