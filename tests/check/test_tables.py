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


def test_what_is_sound_has_no_finding() -> None:
    assert not [one for one in checked(tables.Sound, IMAGES).findings if one.kind != "remark"]


def _first(made: Made) -> Finding:
    return checked(made, IMAGES, only=()).findings[0]
