"""Tables: what one of them may stand for, because no loss can tell."""

from collections import OrderedDict
from typing import Any

import pytest
import torch

from fuzz.execution.composition.comparison import Comparison, all_pairings, pattern_of
from fuzz.execution.composition.tensor_meta import TensorMeta
from fuzz.execution.outcome import Died
from fuzz.execution.setting import Setting
from fuzz.verdict import Finding, Signature
from fuzz.verdict.judgement import weigh
from fuzz.verdict.loss_table import forget_tables, table_of
from strategies.contract import Prediction
from strategies.error import CaseError
from strategies.value import Shape

FORTH = Setting(train=False, grad=True, autocast="off", backward=False, device="cpu")
BACK = FORTH._replace(backward=True)
OUTPUT = (2, 64, 7, 7)

NOTHING = Prediction()
"""Nothing is expected, so that every exception is told as it is."""

Seen = list[set[Finding | None]]


def feature(shape: Shape = OUTPUT, *, requires_grad: bool = True, last: bool = False) -> TensorMeta:
    layout = torch.channels_last if last else torch.contiguous_format
    strides = torch.empty(shape, device="meta", memory_format=layout).stride()
    return TensorMeta(shape, torch.float32, strides, requires_grad)


def seen(output: Any, setting: Setting) -> Seen:
    """What each loss and target really makes of an output."""
    comparison = Comparison(output, setting)
    return [
        {weigh(NOTHING, outcome) for outcome in comparison.outcomes(loss, target)}
        for loss, target in all_pairings(comparison.shape)
    ]


def stages(found: Seen) -> list[str]:
    """Where the first finding of each pairing is, if it has any."""
    firsts = (next((one for one in findings if one is not None), None) for findings in found)
    return [first.signature.stage if first is not None else "" for first in firsts]


@pytest.mark.parametrize("requires_grad", [True, False])
def test_on_the_way_there_no_loss_minds_how_the_output_is_laid_out(requires_grad: bool) -> None:
    plain, last = (
        seen(feature(requires_grad=requires_grad, last=last), FORTH) for last in (False, True)
    )
    assert plain == last
    assert "loss" in stages(plain)


def test_on_the_way_back_some_do() -> None:
    plain, last = (seen(feature(last=last), BACK) for last in (False, True))
    new = {one for findings in last for one in findings if one} - {o for f in plain for o in f if o}
    assert {finding.message for finding in new} == {"grad_input must be contiguous"}


@pytest.mark.parametrize("setting", [FORTH, BACK], ids=["forth", "back"])
def test_no_grad_matters_to_no_output_that_is_untracked(setting: Setting) -> None:
    output = feature((3, 8), requires_grad=False)
    assert seen(output, setting) == seen(output, setting._replace(grad=False))


def test_where_a_loss_raises_it_raises_alike_with_a_way_back_in_view() -> None:
    pairs = zip(seen(feature((3, 8)), FORTH), seen(feature((3, 8)), BACK), strict=True)
    raised = [(there, back) for there, back in pairs if _raised(there)]
    assert len(raised) > 100
    assert all(there == back for there, back in raised)


@pytest.mark.parametrize("shape", [(1, 64, 7, 7), (3, 5), ()], ids=repr)
def test_no_loss_looks_into_a_dictionary(shape: Shape) -> None:
    found = seen(OrderedDict(out=feature(shape)), FORTH)
    assert found == seen(pattern_of(OrderedDict(out=feature(shape))), FORTH)
    assert all(map(_raised, found))


def test_outputs_that_no_loss_tells_apart_share_a_table() -> None:
    outputs = (feature(), feature(last=True), feature((2, 65, 7, 7)))
    assert len({id(table_of(pattern_of(output), FORTH)) for output in outputs}) == 1
    assert len({id(table_of(pattern_of(output), BACK)) for output in outputs}) == 2


def _raised(findings: set[Finding | None]) -> bool:
    return all(finding is not None and finding.signature.kind == "spurious" for finding in findings)


@pytest.mark.parametrize("setting", [FORTH, BACK])
def test_what_an_output_represents_has_no_part_in_what_is_run(setting: Setting) -> None:
    pattern = pattern_of(feature((2, 10)))
    forget_tables()
    alone = table_of(pattern, setting, "probabilities")
    forget_tables()
    numbers = table_of(pattern, setting, "numbers")
    ran: list[int] = []
    assert table_of(pattern, setting, "probabilities", ran.append) == alone != numbers
    assert len(ran) < len(alone.verdicts) / 50


@pytest.mark.parametrize("shape", [(0, 5), (2, 5, 0, 0)], ids=repr)
def test_whether_a_loss_of_nothing_is_finite_is_left_open(shape: Shape) -> None:
    for findings in seen(feature(shape), FORTH):
        kinds = {finding and finding.signature.kind for finding in findings}
        assert len(kinds) > 1 or kinds <= {"spurious", "warned"}


DIED = Died(fate="crashed", how="SIGABRT", stage="loss", op="smooth_l1_loss")
DEATH = Signature(stage="loss", kind="crashed", op="smooth_l1_loss", exception="SIGABRT")


def test_a_pairing_that_ends_the_process_is_told_and_not_run() -> None:
    """Each is asked about before it is run; what nobody dares to try is left open."""
    asked: list[int] = []
    losses = [loss.kind for loss, _ in all_pairings((2, 10))]
    first = losses.index("SmoothL1Loss")

    def before(number: int) -> Died | None:
        asked.append(number)
        if number == first:
            return DIED
        if losses[number] == "SmoothL1Loss":
            raise CaseError("$.loss", "has ended too many processes")
        return None

    forget_tables()
    table = table_of(feature((2, 10)), FORTH, before=before)
    forget_tables()
    assert asked == list(range(len(losses)))
    assert table.verdicts[first] == DEATH
    assert table.first[DEATH] == first
    rest = {table.verdicts[n] for n, kind in enumerate(losses) if kind == "SmoothL1Loss" and n > first}
    assert rest == {frozenset((None, DEATH))}


def test_a_death_in_the_loss_comes_before_what_the_network_is_found_to_do() -> None:
    forget_tables()
    table = table_of(feature((2, 10)), FORTH, before=lambda number: DIED if number == 0 else None)
    forget_tables()
    silent = Finding(Signature(stage="forward", kind="silent", rule="network.inplace"), "forward")
    for changed in (table.under(silent, frozenset()), table.before(silent, frozenset())):
        assert changed.verdicts[0] == DEATH


def test_networks_with_one_finding_share_what_a_table_comes_to_under_it() -> None:
    table, finding = (
        table_of(feature(), FORTH),
        Finding(Signature(stage="forward", kind="silent"), "forward"),
    )
    other = Finding(Signature(stage="build", kind="silent"), "build")
    assert table.under(finding, frozenset()) is table.under(finding, frozenset())
    assert table.under(finding, frozenset()) != table.under(other, frozenset())
    assert table.under(finding, frozenset()) != table.before(finding, frozenset())
