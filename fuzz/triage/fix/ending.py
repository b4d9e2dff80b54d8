"""Changes of what a network returns: how many outputs, of which dimensions, behind which activation."""

from collections.abc import Callable, Iterator
from typing import Any

from msgspec.structs import replace

from strategies.case import Case
from strategies.layer import Layer
from strategies.repair import KeepBatch, SetOutputs, TakeOut
from strategies.shape_inference import infer_shapes
from strategies.surgery import AnyEdit, Insert, Remove, Replace
from strategies.value import Value
from strategies.violation import Violation

WIDTHS = ("out_features", "out_channels", "output_size", "proj_size", "hidden_size", "embedding_dim")
"""The options that say how many outputs a layer has."""


def _set_outputs(case: Case, _: Violation, change: SetOutputs) -> Iterator[Case]:
    before = infer_shapes(case).output
    subject = replace(case.subject, num_classes=change.count)
    for wider in (*_wider(case, change.count), replace(case, subject=subject)):
        if infer_shapes(wider).output != before:
            yield wider


def _wider(case: Case, count: Value) -> Iterator[Case]:
    for index in reversed(range(len(case.edits))):
        edit = case.edits[index]
        if not isinstance(edit, Insert | Replace):
            continue
        for name in WIDTHS:
            if name in edit.layer.options:
                layer = Layer(edit.layer.kind, {**edit.layer.options, name: count})
                yield _with_edit(case, index, replace(edit, layer=layer))


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
