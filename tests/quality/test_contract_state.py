"""What an edit leaves behind, and what a load asks of it: the contract beside a real run."""

from fuzz.execution.observe import observe
from fuzz.verdict.composed import judge_composed
from fuzz.verdict.judgement import judge
from strategies.case import Case
from strategies.contract import predict
from strategies.input import Input
from strategies.layer import Layer
from strategies.subject import Subject
from strategies.surgery import Remove, Replace, Truncate

SMALL = Case(subject=Subject(model="resnet18"), input=Input(shape=(2, 3, 32, 32)), loss=None)


def with_edits(*edits: Truncate | Remove | Replace, load: str = "no", classes: int = 1000) -> Case:
    subject = Subject(model="resnet18", num_classes=classes)
    return Case(subject=subject, edits=edits, input=SMALL.input, load=load, loss=None)  # type: ignore[arg-type]


def test_none_under_a_new_name_is_an_attribute_that_nothing_calls() -> None:
    case = with_edits(Truncate(drop=1), Remove(site="fc", how="none"))
    assert predict(case).violations == ()
    finding = judge(case, observe(case))
    assert finding is not None
    assert (finding.signature.kind, finding.signature.rule) == ("silent", "edit.no_effect")


def test_a_frozen_norm_leaves_the_count_of_batches_alone() -> None:
    frozen = Layer("FrozenBatchNorm2d", {"num_features": 64})
    case = with_edits(Replace(site="bn1", layer=frozen), load="strict")
    assert judge(case, observe(case)) is None


def test_a_layer_that_was_taken_out_is_no_cause_of_what_a_load_raises() -> None:
    case = with_edits(Remove(site="fc", how="none"), load="strict", classes=0)
    finding = judge(case, observe(case))
    assert finding is not None
    assert finding.signature.rule == "load.unexpected"


def test_a_buffer_that_was_computed_is_composed_as_it_is_run() -> None:
    frozen = Layer("FrozenBatchNorm2d", {"num_features": 64})
    case = with_edits(Replace(site="bn1", layer=frozen, weights="copied"))
    assert judge_composed(case) == judge(case, observe(case))
