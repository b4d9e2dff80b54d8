"""To add a layer is to add one row: everything that deals with layers knows it from then on."""

import pytest

from fuzz.catalogue import Entry
from fuzz.execution.observe import observe
from fuzz.execution.outcome import Returned
from fuzz.report.script import script
from fuzz.triage.step import steps
from fuzz.verdict import Signature
from resnet_fuzz import Case, CaseError
from strategies.input import Input
from strategies.layer import LAYERS, Layer, LayerKind
from strategies.layer.kind import fixed, required
from strategies.layer.variant import variants
from strategies.surgery import Insert
from strategies.validation import check

ROW = LayerKind(name="Softshrink", options=(required("lambd", fixed(0.5), 0.0, -1.0),))
CASE = Case(
    input=Input(shape=(2, 3, 32, 32)),
    edits=(Insert(site="layer1.0.bn1", layer=Layer("Softshrink", {"lambd": 0.5})),),
)


def test_a_kind_that_no_table_has_is_refused() -> None:
    with pytest.raises(CaseError, match="Softshrink"):
        check(CASE)


def test_one_row_is_all_it_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LAYERS, ROW.name, ROW)
    assert check(CASE) == CASE
    assert [layer.options["lambd"] for layer in variants(ROW, (2, 8, 4, 4))] == [0.5, 0.5, 0.0, -1.0]
    assert isinstance(observe(CASE), Returned)
    assert any(step.edits == () for step in steps(CASE))
    signature = Signature(stage="forward", kind="spurious")
    text = script(Entry(group=signature.rule, signature=signature, case=CASE))
    assert "nn.Sequential(model.layer1[0].bn1, nn.Softshrink(0.5))" in text
