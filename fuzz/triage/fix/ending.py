"""Changes of what a network returns: how many outputs, of which dimensions, behind which activation."""

from collections.abc import Callable, Iterator
from typing import Any

from msgspec.structs import replace

from strategies.case import Case
from strategies.edited import edited_network
from strategies.layer import Layer
from strategies.repair import KeepBatch, SetOutputs, TakeOut
from strategies.resnet import at
from strategies.shape_inference import infer_shapes
from strategies.surgery import AnyEdit, Insert, Remove, Replace
from strategies.violation import Violation

WIDTHS = ("out_features", "out_channels", "output_size")
"""The options that say how many outputs a layer has."""


def _set_outputs(case: Case, _: Violation, change: SetOutputs) -> Iterator[Case]:
    for index in reversed(range(len(case.edits))):
        edit = case.edits[index]
        if not isinstance(edit, Insert | Replace):
            continue
        width = next((name for name in WIDTHS if name in edit.layer.options), None)
        if width is not None:
            options = {**edit.layer.options, width: change.count}
            yield _with_edit(case, index, replace(edit, layer=Layer(edit.layer.kind, options)))
    if isinstance(at(edited_network(case.subject, case.edits), "fc"), Layer):
        yield replace(case, subject=replace(case.subject, num_classes=change.count))


def _keep_batch(case: Case, _: Violation, __: KeepBatch) -> Iterator[Case]:
    for index in reversed(range(len(case.edits))):
        edit = case.edits[index]
        if isinstance(edit, Insert | Replace) and edit.layer.kind in ("View", "Flatten"):
            flat = _with_edit(case, index, replace(edit, layer=Layer("Flatten")))
            if infer_shapes(flat).output[:1] == case.input.shape[:1]:
                yield flat


def _take_out(case: Case, _: Violation, change: TakeOut) -> Iterator[Case]:
    for index in reversed(range(len(case.edits))):
        edit = case.edits[index]
        if isinstance(edit, Insert | Replace) and edit.layer.kind in change.kinds:
            yield _with_edit(case, index)
            if isinstance(edit, Replace):
                yield _with_edit(case, index, Remove(site=edit.site))


def _with_edit(case: Case, index: int, *edits: AnyEdit) -> Case:
    return replace(case, edits=(*case.edits[:index], *edits, *case.edits[index + 1 :]))


CHANGES: dict[type, Callable[[Case, Violation, Any], Iterator[Case]]] = {
    SetOutputs: _set_outputs,
    KeepBatch: _keep_batch,
    TakeOut: _take_out,
}
