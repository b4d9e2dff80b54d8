"""Changes of the network: layers that are made to fit, and edits that are not made."""

from collections.abc import Iterator

from msgspec.structs import replace

from fuzz.triage.fix.edit import numbers_in
from strategies.case import Case
from strategies.edited import edited_network
from strategies.layer import LAYERS, Layer
from strategies.resnet import at
from strategies.shape_inference import shapes_at
from strategies.subject import Subject
from strategies.surgery import Insert, Replace
from strategies.violation import Violation


def fitted(case: Case, violation: Violation | None) -> Iterator[Case]:
    """The layer where a rule is broken exchanged for one that fits; or features made to fit it."""
    if violation is None or violation.stage != "forward":
        return
    root = edited_network(case.subject, case.edits)
    layer = at(root, violation.site)
    if not isinstance(layer, Layer):
        return
    shape, _ = shapes_at(root, violation.site, case.input.shape)
    for option in LAYERS[layer.kind].options:
        for value in (*option.fits(shape), *numbers_in(violation)):
            fitting = Layer(layer.kind, {**layer.options, option.name: value})
            yield replace(case, edits=(*case.edits, Replace(site=violation.site, layer=fitting)))
    for before in (Layer("Flatten"), Layer("AdaptiveAvgPool2d", {"output_size": 1})):
        put = Insert(site=violation.site, layer=before, where="before")
        yield replace(case, edits=(*case.edits, put))


def subjects(case: Case) -> Iterator[Case]:
    """The network with one option of its constructor left out."""
    for name in Subject.__struct_fields__:
        yield replace(case, subject=replace(case.subject, **{name: getattr(Subject(), name)}))


def without_edits(case: Case) -> Iterator[Case]:
    """The network with one edit less, or without any."""
    for index in reversed(range(len(case.edits))):
        yield replace(case, edits=case.edits[:index] + case.edits[index + 1 :])
    yield replace(case, edits=())
