"""Faults in networks of tables, helpers and classes below others are told at their line; what is sound
has none."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from torch import nn

from fuzz.check.checkup import PARTS, checkup
from fuzz.check.finding import Finding
from fuzz.check.network.description import describe
from fuzz.check.plain.probe import Probe
from fuzz.check.plain.tensor import Given
from fuzz.check.running.lab import Here
from fuzz.check.running.source import source_of
from strategies.loss import Loss, Target
from tests.check import ended, repository
from tests.check.test_faults import IMAGES, checked
from tests.check.test_misread import BUILT, at_line

Made = Callable[[], nn.Module]

PAIR = Probe(inputs=(Given((2, 3, 64, 64)), Given((2, 1, 64, 64))))
GREY = Probe(inputs=(Given((2, 1, 64, 64)),))
CLIPS = Probe(inputs=(Given((2, 3, 3, 32, 32)),))
MIXING = ("samples by themselves", "samples in another order")
LOGITS = Loss("BCEWithLogitsLoss"), Target(shape=(2,), dtype="float32", values="unit")
PROBES: dict[Made, Probe] = {repository.SoundStreams: PAIR, repository.Heeded: GREY}


def is_at(finding: Finding, code: str) -> bool:
    return at_line(finding, code, repository.__file__)


@pytest.mark.parametrize(
    ("made", "kind", "name", "code", "fix"),
    [
        (repository.Heads, "remark", "shared_module", "# one for all", "{name: scores() for name in"),
        (repository.HeadsOutside, "remark", "shared_module", "# made once", "head is made once"),
        (repository.HeadsByName, "remark", "shared_module", "# made before", "head is made once"),
        (repository.HeadsInLoop, "remark", "shared_module", "# the same each", "last is made once"),
        (
            repository.Enlarged,
            "fails",
            "repeated_widths",
            "# has it four",
            "4 * one for one in",
        ),
        (repository.EnlargedWhole, "fails", "repeated_widths", "# has it twice", "[2 * one for one in"),
        (repository.Decoded, "fails", "image_as_feature", "# for no skip", "features[1:]"),
        (repository.Unheeded, "silent", "ignored_setting", "# colours by", "settings.in_channels)"),
        (repository.Placed, "fails", "widened_dtype", "# from numpy", "torch.from_numpy(array).float()"),
    ],
)
def test_what_is_told(made: Made, kind: str, name: str, code: str, fix: str) -> None:
    told = [one for one in checked(made, IMAGES, only=(BUILT,)).findings if one.name == name]
    assert {(one.kind, is_at(one, code)) for one in told} == {(kind, True)}
    assert fix in told[0].fix


@pytest.mark.parametrize(
    ("made", "code"), [(repository.Finding, "# (N, 1)"), (repository.Scaled, "# what another line")]
)
def test_the_shape_of_an_output_is_told_where_the_class_itself_returns_it(made: Made, code: str) -> None:
    probe = replace(IMAGES, loss=LOGITS[0], target=LOGITS[1])
    (finding,) = [one for one in checked(made, probe).findings if one.name.endswith("same_shape")]
    assert is_at(finding, code)
    assert finding.fix.startswith("return it without that dimension: .squeeze(1); or")


def test_the_dimension_along_which_there_are_several_values_is_told() -> None:
    (finding,) = checked(ended.Alone, IMAGES, only=("the gradients",)).findings
    assert finding.fix.startswith("use dim=1, along which there are 16 values in [2, 16, 1]")


def test_a_list_of_one_width_is_not_to_blame() -> None:
    (finding,) = checked(repository.Alike, IMAGES, only=(BUILT,)).findings
    assert finding.name == "conv2d.channels"


def test_a_call_that_leaves_the_channels_of_a_library_at_their_default_is_told() -> None:
    (finding,) = checked(repository.Streams, PAIR, only=(BUILT,)).findings
    assert (finding.name, finding.site) == ("conv2d.channels", "encoders.1.conv1")
    assert is_at(finding, "# for colours")
    assert finding.fix == "give it in this call: in_channels=1"
    assert "in_channels=3 of encoder() by default" in finding.text


def test_inputs_of_a_network_that_takes_any_number_are_found() -> None:
    source = source_of(repository.SoundStreams)
    there = describe(source.network, source.built)
    result = checkup(Here(source), there, name="one", without=PARTS)
    assert [one.shape[1] for one in result.probe.inputs] == [3, 1]
    assert not result.findings


def test_frames_that_are_divided_in_another_order_than_they_were_joined() -> None:
    (finding,) = checked(repository.Clips, CLIPS, only=MIXING).findings
    assert (finding.name, is_at(finding, "# the time in front")) == ("mixed_samples", True)
    assert "x.view(n, t, -1).transpose(0, 1), which has the same shape" in finding.fix


@pytest.mark.parametrize("made", [repository.SoundClips, repository.TimeFirst])
def test_frames_that_are_divided_in_the_order_in_which_they_were_joined(made: Made) -> None:
    assert not checked(made, CLIPS, only=MIXING).findings


@pytest.mark.parametrize(
    "made",
    [repository.HeadsEach, repository.DecodedWithImage, repository.Heeded, repository.SoundStreams],
)
def test_what_is_sound(made: Made) -> None:
    probe = PROBES.get(made, IMAGES)
    assert not checked(made, probe, only=(BUILT,)).findings
