"""The layer and the edit that are to blame for a violation, and the case with others in their place."""

from collections.abc import Iterator
from typing import NamedTuple

from msgspec.structs import replace

from strategies.case import Case
from strategies.edited import edited_network
from strategies.layer import Layer
from strategies.network.node import at
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
            root = edited_network(case.subject, case.edits)
            layer = at(root, violation.site)
            shape, _ = shapes_at(root, violation.site, case.input.shape)
            return Blamed(layer if isinstance(layer, Layer) else None, None, shape)
        return Blamed(layer_of(case, index), index, shape_before(case, index))
    root = edited_network(case.subject, case.edits)
    layer = at(root, violation.site)
    shape, _ = shapes_at(root, violation.site, case.input.shape)
    if not isinstance(layer, Layer):
        return Blamed(None, _edit_at(case, violation.site, violation), shape)
    for index in reversed(range(len(case.edits))):
        if layer_of(case, index) == layer:
            return Blamed(layer, index, shape)
    return Blamed(layer, None, shape)


def layer_of(case: Case, index: int) -> Layer | None:
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
    of_kind = [i for i in there if (layer := layer_of(case, i)) and layer.kind.lower() == owner]
    return next(reversed(of_kind or there or range(len(case.edits))), None)


def shape_before(case: Case, index: int) -> Shape:
    """The shape of what goes into the layer of an edit, before that is done."""
    before = edited_network(case.subject, case.edits[:index])
    edit = case.edits[index]
    entering, leaving = shapes_at(before, site_of(edit), case.input.shape)
    return leaving if isinstance(edit, Insert) and edit.where == "after" else entering


def with_edit(case: Case, index: int, *edits: AnyEdit) -> Case:
    """The case with other edits in place of one."""
    return replace(case, edits=(*case.edits[:index], *edits, *case.edits[index + 1 :]))


def with_layer(case: Case, violation: Violation, there: Blamed, layer: Layer) -> Case:
    """The case with another layer in place of the blamed one."""
    if there.number is None:
        put = Replace(site=violation.site, layer=layer)
        return replace(case, edits=(*case.edits, put))
    edit = case.edits[there.number]
    if isinstance(edit, Insert | Replace):
        return with_edit(case, there.number, replace(edit, layer=layer))
    return with_edit(case, there.number, Replace(site=site_of(edit), layer=layer))


def options_made(case: Case) -> Iterator[tuple[str, int]]:
    """The options of the layers that edits construct, with the numbers of the edits, the last first."""
    for index in reversed(range(len(case.edits))):
        edit = case.edits[index]
        if isinstance(edit, Insert | Replace):
            yield from ((name, index) for name in edit.layer.options)
