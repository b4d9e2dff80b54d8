"""What is meant is no fault: at most it is worth a remark."""

import pytest
from msgspec.structs import replace
from torch import nn

from strategies.loss import Loss, Target
from tests.check import unusual
from tests.check.test_faults import IMAGES, checked


@pytest.mark.parametrize(
    ("made", "remarks"),
    [
        (unusual.Experts, {"unused"}),
        (unusual.Skipping, set()),
        (unusual.Averaged, {"unused"}),
        (unusual.Centres, {"unused"}),
        (unusual.Dataclass, set()),
        (unusual.Normal, set()),
        (unusual.Contrasting, set()),
        (unusual.Judge, {"mixed_samples"}),
        (unusual.Bag, {"no_batch"}),
        (unusual.Domains, set()),
        (unusual.Denoiser, set()),
        (unusual.Modulated, set()),
        (unusual.Detector, {"refused"}),
        (unusual.Heatmap, {"needs_grad"}),
        (unusual.Force, set()),
        (unusual.Choosing, {"random_in_eval"}),
        (unusual.Shaken, {"random_in_eval"}),
        (unusual.Taught, {"detached"}),
        (unusual.Masked, {"nonfinite"}),
        (unusual.Spectrum, {"unknown"}),
        (unusual.Views, set()),
        (unusual.Clips, {"merged_batch", "batch_multiple"}),
        (unusual.Flat, {"shaping.view"}),
        (unusual.Mixed, {"dtype.norm_weights"}),
        (unusual.Awake, {"stays_in_training"}),
        (unusual.Uncertain, {"random_in_eval"}),
        (unusual.Queued, set()),
        (unusual.Standard, set()),
        (unusual.Words, set()),
        (unusual.Parts, {"unused"}),
    ],
)
def test_what_is_meant_is_at_most_a_remark(made: type[nn.Module], remarks: set[str]) -> None:
    found = checked(made)
    assert found.outputs, found.left_out
    assert {one.kind for one in found.findings} <= {"remark"}
    assert {one.name for one in found.findings} - {"empty_batch"} == remarks


def test_scores_between_0_and_1_are_no_probabilities_by_that() -> None:
    target = Target(shape=(2, 10), dtype="float32", values="unit")
    probe = replace(IMAGES, loss=Loss("BCEWithLogitsLoss"), target=target)
    assert not checked(unusual.Ordinal, probe, only=("the loss",)).findings


def test_a_teacher_is_told_at_the_line_that_takes_its_gradients() -> None:
    (finding,) = checked(unusual.Taught, IMAGES, only=("training",)).findings
    assert finding.place is not None
    assert finding.place.code == "with torch.no_grad():"


def test_an_input_that_cannot_be_guessed_is_no_fault_of_the_network() -> None:
    found = checked(unusual.Named)
    assert not found.findings
    assert "Name one with --input" in found.left_out[0]


def test_lazy_layers_get_their_sizes_from_the_input_that_works() -> None:
    found = checked(unusual.Lazy)
    assert not found.findings
    assert found.outputs == {"": (2, 10)}
    assert "conv, norm, fc got theirs from [2, 3, 64, 64]" in found.left_out[0]


def test_what_this_processor_has_no_kernel_for_is_left_out() -> None:
    found = checked(unusual.Lesser, only=("autocast",))
    assert not found.findings
    assert "could not create a primitive descriptor" in found.left_out[0]
