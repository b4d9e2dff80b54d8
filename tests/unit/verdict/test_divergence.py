"""A second opinion: where another device makes something else of a case, and where it has none."""

import pytest
from msgspec.structs import replace

from fuzz.catalogue import Entry, Found
from fuzz.execution.outcome import Described, Returned
from fuzz.execution.threads import one_thread
from fuzz.report.script import script
from fuzz.triage.second_opinion import diverging
from fuzz.triage.verify import verify
from fuzz.verdict.divergence import divergence
from strategies.case import Case
from strategies.input import Input
from strategies.layer import Layer
from strategies.loss import Loss, Target
from strategies.surgery import Insert

one_thread()

SMALL = Input(shape=(2, 3, 32, 32))
AXIS = Insert(site="", layer=Layer("Softmax", {"dim": 2}))
"""There is no such axis: the CPU says so, and meta (torch 2.13) does not."""
BEYOND = Target(shape=(2,), dtype="int64", values="beyond")
BOTH_REFUSE = Case(input=Input(shape=(2, 4, 32, 32)), loss=None)
SHARES = Target(shape=(2, 1000), dtype="float32", values="unit")
BCE = Case(input=SMALL, loss=Loss("BCELoss"), target=SHARES)


def test_what_one_device_refuses_and_the_other_does_not_is_divergent() -> None:
    seen = divergence(Case(edits=(AXIS,), input=SMALL))
    assert seen is not None
    assert seen.finding.signature.kind == "divergent"
    assert seen.finding.signature.rule == "softmax.dim"
    assert "on meta it returns an output" in seen.description
    assert "on cpu it raises IndexError" in seen.description
    assert [device for device, _ in seen.in_order()] == ["meta", "cpu"]


def diverging_entry() -> Entry:
    """An entry of what the CPU refuses and meta does not."""
    case = Case(edits=(AXIS,), input=SMALL)
    seen = divergence(case)
    assert seen is not None
    return diverging(case, seen, found=Found(0, 0, 0))


def test_its_entry_is_replayed_on_both_devices() -> None:
    entry = diverging_entry()
    assert entry.id == "forward-softmax.dim-divergent"
    assert {one.device for one in entry.observed} == {"cpu", "meta"}
    assert verify(entry).status == "SAME"


def test_what_was_seen_of_a_gpu_cannot_be_told_without_one() -> None:
    entry = diverging_entry()
    gpu = replace(entry.observed[0], device="NVIDIA H100")
    seen = replace(entry, case=Case(input=SMALL), observed=(gpu, entry.observed[1]))
    result = verify(seen)
    assert (result.status, result.problem) == ("SKIPPED", "seen on NVIDIA H100: replay it there")


def test_its_script_runs_on_both_and_ends_on_the_one_that_refuses() -> None:
    text = script(diverging_entry())
    assert text.index('torch.device("meta")') < text.index('torch.device("cpu")')
    assert text.count("print(run())") == 2
    bare = script(replace(diverging_entry(), observed=()))
    assert bare.count("print(run())") == 2


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(Case(input=SMALL), id="all is well"),
        pytest.param(BOTH_REFUSE, id="both refuse"),
        pytest.param(Case(input=SMALL, target=BEYOND), id="a class that is not there: a value"),
        pytest.param(BCE, id="no probabilities: values"),
        pytest.param(Case(edits=(AXIS,), input=SMALL, autocast="bfloat16"), id="no autocast on meta"),
        pytest.param(
            Case(
                input=SMALL,
                loss=Loss("MultiMarginLoss"),
                target=Target(shape=(2,), dtype="int64", values="classes"),
                backward=True,
            ),
            id="no such operation on meta",
        ),
    ],
)
def test_where_they_agree_or_meta_cannot_know_there_is_none(case: Case) -> None:
    assert divergence(case) is None


@pytest.mark.parametrize(("steps", "asked"), [(2048, ["cpu"]), (64, ["cpu", "meta"])])
def test_a_long_sequence_is_not_asked_of_meta_which_takes_a_millisecond_for_each_step(
    steps: int, asked: list[str]
) -> None:
    seen: list[str] = []

    def look(_: Case, device: str) -> Returned:
        seen.append(device)
        return Returned(output=Described("Tensor", (2, 8), "float32"))

    cell = Layer("GRU", {"batch_first": True, "hidden_size": 8, "input_size": 1})
    case = Case(
        edits=(Insert(site="", layer=cell, where="before"),), input=Input(shape=(2, steps, 1)), loss=None
    )
    divergence(case, look=look)
    assert seen == asked
