"""verify(): what this machine can tell of an entry, and what it can't."""

from dataclasses import dataclass

import pytest
from msgspec.structs import replace

from fuzz.catalogue import Entry, Found, Observation, Proof
from fuzz.execution.capability import Processor
from fuzz.execution.environment import environment
from fuzz.execution.observe import observe
from fuzz.execution.outcome import Outcome, Raised
from fuzz.triage import verify as module
from fuzz.triage.verify import verify
from fuzz.verdict import Signature, Wording
from resnet_fuzz import Case
from strategies.input import Input
from strategies.layer import Layer
from strategies.surgery import Replace

AVERAGE = Layer("AvgPool2d", {"kernel_size": 7})
SMALL = Input(shape=(2, 3, 32, 32))
GREY = Entry(
    group="channels",
    signature=Signature("forward", "rejected", "conv2d.channels"),
    case=Case(input=Input(shape=(2, 1, 32, 32))),
    wordings=(
        Wording(
            "RuntimeError",
            "Given groups=#, weight of size <shape>, expected input<shape> to have # channels, but got #"
            " channels instead",
        ),
    ),
    found=Found(0, 0, 0),
)
LESSER = Processor("AVX2", {"onednn.bfloat16": False, "onednn.float16": False})
BETTER = Processor("AVX512", {"onednn.bfloat16": True, "onednn.float16": False})
UNKNOWN = Processor("NEON", {})


@dataclass(frozen=True)
class On:
    """The processor that this process is taken for."""

    processor: Processor

    def __call__(self) -> Processor:
        return self.processor


def test_a_failure_is_the_same_on_any_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    for one in (LESSER, BETTER, UNKNOWN):
        monkeypatch.setattr(module, "processor", On(one))
        assert verify(GREY).status == "SAME"


@pytest.mark.parametrize(
    ("one", "status"), [(LESSER, "SAME"), (BETTER, "SKIPPED"), (UNKNOWN, "SKIPPED")]
)
def test_what_shows_without_a_capability_is_run_where_that_is_lacking_alone(
    monkeypatch: pytest.MonkeyPatch, one: Processor, status: str
) -> None:
    monkeypatch.setattr(module, "processor", On(one))
    result = verify(replace(GREY, capability="onednn.bfloat16"))
    assert result.status == status
    assert status == "SAME" or result.problem == (
        f"shows only on a CPU without onednn.bfloat16; this one: {one}"
    )


@pytest.mark.parametrize(("seen_on", "status"), [(BETTER, "SKIPPED"), (LESSER, "FIXED")])
def test_what_no_rule_explains_may_be_the_processors_doing(
    monkeypatch: pytest.MonkeyPatch, seen_on: Processor, status: str
) -> None:
    monkeypatch.setattr(module, "processor", On(LESSER))
    seen = Observation("2.13.0", "0.28.0", "cpu", "forward", capability=str(seen_on))
    unexplained = Signature("forward", "spurious", op="conv2d", exception="RuntimeError", template="no")
    entry = replace(GREY, signature=unexplained, case=Case(input=SMALL), observed=(seen,))
    assert verify(entry).status == status


def test_the_same_failure_in_other_words_is_reworded() -> None:
    assert verify(GREY).status == "SAME"
    older = replace(GREY, wordings=(Wording("RuntimeError", "channels do not fit"),))
    assert verify(older).status == "REWORDED"


def test_what_a_release_was_seen_to_show_of_a_rule_is_the_same_there() -> None:
    release, outcome = environment("cpu"), observe(GREY.case)
    assert isinstance(outcome, Raised)
    said = (outcome.stage, outcome.exception, outcome.message)
    seen = Observation(release.torch, release.torchvision, "cpu", *said)
    entry = replace(GREY, signature=replace(GREY.signature, kind="misplaced"))
    assert verify(entry).status == "CHANGED"
    assert verify(replace(entry, observed=(seen,))).status == "SAME"
    assert verify(replace(entry, observed=(replace(seen, torch="1.13.1"),))).status == "CHANGED"


def test_a_processor_is_named_as_torch_names_it() -> None:
    assert str(BETTER) == "AVX512, onednn.bfloat16"
    assert (LESSER.lacks("onednn.bfloat16"), BETTER.lacks("onednn.bfloat16")) == (True, False)
    assert UNKNOWN.lacks("onednn.bfloat16") is None


FINE = Case(input=SMALL)


def test_a_passing_case_that_fails_now_counts_where_it_was_a_proof() -> None:
    wrong = replace(GREY, passing=Case(input=Input(shape=(2, 5, 32, 32))))
    assert verify(wrong).status == "SAME"
    result = verify(replace(wrong, proof=Proof()))
    assert result.status == "CHANGED"
    assert result.problem.startswith("its passing case now is rejected: Given groups=1, weight of size")
    assert verify(replace(GREY, passing=FINE, proof=Proof())) == verify(GREY)
    assert verify(replace(GREY, proof=Proof())).status == "SAME"


def test_what_is_gone_is_gone_whatever_passes() -> None:
    assert verify(replace(GREY, case=FINE, passing=GREY.case, proof=Proof())).status == "FIXED"


ORDINARY = replace(GREY, case=Case(input=Input(shape=(2, 1, 224, 224))))


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, ...]]:
    """The shapes of what is run."""
    shapes: list[tuple[int, ...]] = []

    def noted(case: Case, *, device: str) -> Outcome:
        shapes.append(case.input.shape)
        return observe(case, device=device)

    monkeypatch.setattr(module, "observe", noted)
    return shapes


def test_a_smaller_image_is_enough_where_it_shows_the_same(run: list[tuple[int, ...]]) -> None:
    assert verify(ORDINARY).status == "SAME"
    assert run == [(2, 1, 64, 64)]
    assert verify(ORDINARY, as_written=True).status == "SAME"
    assert run[1:] == [(2, 1, 224, 224)]


def test_what_a_smaller_image_does_not_show_is_run_as_written(run: list[tuple[int, ...]]) -> None:
    seven = replace(ORDINARY.case, edits=(Replace(site="avgpool", layer=AVERAGE),), input=Input())
    assert verify(replace(ORDINARY, case=seven)).status == "FIXED"
    assert [shape[-1] for shape in run] == [64, 224]


def test_no_smaller_image_is_tried_that_is_too_small_for_the_passing_case(
    run: list[tuple[int, ...]],
) -> None:
    seven = Case(input=Input(), edits=(Replace(site="avgpool", layer=AVERAGE),))
    wide = replace(ORDINARY, passing=seven, proof=Proof())
    assert verify(wide).status == "SAME"
    assert [shape[-1] for shape in run] == [224, 224]


def test_an_image_that_is_not_ordinary_is_left_as_it_is(run: list[tuple[int, ...]]) -> None:
    tall = replace(GREY, case=Case(input=Input(shape=(2, 1, 224, 33))))
    assert verify(tall).status == "SAME"
    assert run == [(2, 1, 224, 33)]
