"""A number that is written in a table, a default or a class is told with the line that it is in."""

from collections.abc import Callable

import pytest
from torch import nn

from fuzz.check.finding import Finding
from fuzz.report.checked import finding_lines
from tests.check import tables
from tests.check.test_faults import IMAGES, checked
from tests.check.test_misread import at_line

Made = Callable[[], nn.Module]


@pytest.mark.parametrize(
    ("made", "code", "change"),
    [
        (tables.FromTable, "# in a dictionary", '+ "feat_dim": 16,'),
        (tables.ThroughHelper, "# in another", '{"in_features": 16}'),
        (tables.OfModule, "# of the module", "+ WIDTH = 16"),
        (tables.OfClass, "# of the class", "+ embedding = 16"),
        (tables.Defaulted, "# as a default", "+ in_dim: int = 16,"),
        (tables.defaulted, "# as a default", "+ in_dim: int = 16,"),
        (tables.from_settings, "# of a dataclass", "+ channels: int = 16"),
        (tables.from_namespace, "# of a namespace", "+ channels=16,"),
    ],
)
def test_what_one_layer_alone_is_made_with_is_to_be_changed(made: Made, code: str, change: str) -> None:
    finding = _first(made)
    assert at_line(finding, code, tables.__file__)
    assert finding.called is not None
    assert "self." in finding.called.code
    assert any(change in line for line in finding_lines(finding))


@pytest.mark.parametrize(
    ("made", "code", "says"),
    [
        (tables.Twofold, "# gets another", '"width": 64,'),
        (tables.Overridden, "# not of the table", ""),
        (tables.Computed, "# is computed", ""),
    ],
)
def test_what_others_are_made_with_is_told_beside_the_layer(made: Made, code: str, says: str) -> None:
    finding = _first(made)
    assert at_line(finding, code, tables.__file__)
    assert finding.entry is None
    assert ("is given by" in finding.text, says in finding.text) == (bool(says), True)


def test_several_entries_of_a_list_are_told_with_the_list() -> None:
    (finding,) = checked(tables.Levels, IMAGES, only=()).findings
    assert (finding.name, finding.site) == ("conv2d.channels", "up2.conv")
    assert at_line(finding, "# of another encoder", tables.__file__)
    assert finding.fix.startswith("use [8, 12, 16] in place of [16, 32, 64]")
    assert finding.called is not None
    assert finding.called.code.startswith("self.up2")


@pytest.mark.parametrize(
    ("made", "code", "fix"),
    [
        (
            tables.Stages,
            "# of bottlenecks",
            "use [64, 128, 256, 512] in place of [256, 512, 1024, 2048]",
        ),
        (tables.OfRow, "# of two kinds", "under 'small', where 'large' is taken"),
    ],
)
def test_a_list_that_is_for_another_backbone_is_told(made: Made, code: str, fix: str) -> None:
    (finding,) = checked(made, IMAGES, only=()).findings
    assert at_line(finding, code, tables.__file__)
    assert fix in finding.fix


def test_a_list_of_which_two_layers_read_one_entry_is_not_to_blame() -> None:
    finding = checked(tables.LevelsTwice, IMAGES, only=()).findings[0]
    assert at_line(finding, "# is one of two", tables.__file__)


def test_a_layer_for_maps_of_one_size_is_a_remark() -> None:
    (finding,) = checked(tables.Flat, None, only=()).findings
    assert (finding.kind, finding.name) == ("remark", "one_image_size")
    assert at_line(finding, "# for one size", tables.__file__)
    assert "images of 96 x 96" in finding.text
    assert "nn.AdaptiveAvgPool2d(12) behind features" in finding.fix


def test_features_that_are_computed_for_another_size_fail() -> None:
    (finding,) = checked(tables.Cropped, None, only=()).findings
    assert (finding.kind, finding.name) == ("fails", "one_image_size")
    assert at_line(finding, "# computed", tables.__file__)
    assert "224 x 224, which give maps of 28 x 28" in finding.text
    assert "in_features=16 * 28 * 28" in finding.fix
    assert "nn.AdaptiveAvgPool2d(14)" in finding.fix


def test_an_image_of_another_size_than_a_layer_is_made_for_is_told_with_the_pooling() -> None:
    finding = checked(tables.Flat, IMAGES, only=()).findings[0]
    assert "use in_features=16 * 4 * 4" in finding.fix
    assert "nn.AdaptiveAvgPool2d(12) behind features" in finding.fix


def test_what_is_sound_has_no_finding() -> None:
    assert not [one for one in checked(tables.Sound, IMAGES).findings if one.kind != "remark"]
    assert not checked(tables.sound_levels, IMAGES, only=()).findings


def _first(made: Made) -> Finding:
    return checked(made, IMAGES, only=()).findings[0]
