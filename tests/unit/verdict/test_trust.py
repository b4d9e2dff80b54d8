"""What was composed is held against a real run, and a single difference is told."""

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from fuzz.campaign.begin import begin
from fuzz.campaign.campaign import Budget, carry_out
from fuzz.campaign.event import AnyEvent, Differed
from fuzz.execution.composition.compose import Composed
from fuzz.execution.outcome import Raised
from fuzz.verdict.evaluation import Evaluation, evaluate
from fuzz.verdict.table import Table
from fuzz.verdict.trust import CompositionMismatch, confirm, cross_check
from resnet_fuzz import Case, FuzzError, Signature
from strategies.input import Input
from strategies.layer import Layer
from strategies.surgery import Extract, Insert, Remove

SMALL = Case(input=Input(shape=(2, 3, 32, 32)))
WRONG = Signature(stage="loss", kind="spurious", op="none", exception="Error", template="no such thing")


def test_a_true_inspection_holds() -> None:
    for case in (SMALL, msgspec.structs.replace(SMALL, edits=(Extract(site="layer1"),))):
        cross_check(evaluate(case), seed=1, pairings=5)


def test_a_wrong_verdict_on_a_pairing_is_a_difference() -> None:
    evaluation = evaluate(SMALL)
    wrong = replace(evaluation, table=Table((WRONG,) * len(evaluation.table.verdicts)))
    with pytest.raises(CompositionMismatch, match="no such thing"):
        cross_check(wrong, seed=1, pairings=1)


def test_a_wrong_output_is_a_difference() -> None:
    evaluation = evaluate(SMALL)
    assert isinstance(evaluation.composed, Composed)
    feature = evaluation.composed.output._replace(shape=(2, 999))
    with pytest.raises(CompositionMismatch, match="999"):
        cross_check(replace(evaluation, composed=replace(evaluation.composed, output=feature)), seed=1)


def test_a_wrong_message_is_a_difference() -> None:
    evaluation = evaluate(msgspec.structs.replace(SMALL, edits=(Remove(site="fc", how="delete"),)))
    assert isinstance(evaluation.composed, Raised)
    wrong = msgspec.structs.replace(evaluation.composed, message="something else")
    with pytest.raises(CompositionMismatch, match="something else"):
        cross_check(replace(evaluation, composed=wrong), seed=1)


def test_what_was_certain_has_to_be_confirmed_and_a_doubt_may_not_come_true() -> None:
    assert confirm(SMALL, WRONG, uncertain=True) is None
    with pytest.raises(CompositionMismatch):
        confirm(SMALL, WRONG, uncertain=False)


def test_a_difference_ends_a_campaign_with_a_clear_error_and_is_kept(tmp_path: Path) -> None:
    event = Differed(at=0.0, shard=0, case=SMALL, composed="one thing", whole="another")

    def spread(_: object, __: Path, tell: object) -> None:
        assert callable(tell)
        tell(event)

    budget = Budget(seconds=0.0, cases=1, workers=1, device="cpu", seed=0)
    begun = begin(budget, tmp_path / "out", {})
    with pytest.raises(FuzzError, match=r"please report .*difference\.json"):
        carry_out(begun.plan, budget, begun.progress, spread, begun.result, lambda *_: None)
    kept = (tmp_path / "out" / "difference.json").read_bytes()
    assert msgspec.json.decode(kept, type=AnyEvent) == event
    summary = msgspec.json.decode((tmp_path / "out" / "summary.json").read_bytes())
    assert summary["stop_reason"] == "difference"


def test_an_inspection_counts_every_pairing_to_which_there_is_an_answer() -> None:
    evaluation: Evaluation = evaluate(SMALL)
    table = evaluation.table
    assert len(table.verdicts) == len(evaluation.pairings) > 1000
    assert 0.9 * len(table.verdicts) < table.combinations <= len(table.verdicts)
    assert sum(table.failing.values()) < table.combinations
    assert table.fine is not None


def test_a_network_whose_backward_pass_fails_fails_where_no_pairing_is_fine() -> None:
    """Each mean over an empty output is NaN, and is not reached: torch raises in the backward pass."""
    empty = Insert(site="fc", layer=Layer("AdaptiveMaxPool1d", {"output_size": 0}))
    evaluation = evaluate(Case(input=SMALL.input, edits=(empty,), mode="train", backward=True))
    table = evaluation.table
    assert table.fine is None
    assert any(one.stage == "backward" and one.kind == "spurious" for one in table.uncertain)
    for seed in range(3):
        cross_check(evaluation, seed=seed, pairings=6)
