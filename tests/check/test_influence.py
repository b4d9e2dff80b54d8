"""An input without influence is told at the line where it ends; a part of one is a remark."""

import pytest
from torch import nn

from tests.check import uninfluential
from tests.check.test_faults import IMAGES, checked
from tests.check.test_misread import PAIR, at_line

INFLUENCE = ("what has no influence",)


@pytest.mark.parametrize(
    ("made", "kind", "code", "said"),
    [
        (uninfluential.Gated, "silent", "# of one value", "the second of 2 inputs has no influence"),
        (uninfluential.Stepped, "silent", "# always one", "abs() makes the same"),
        (uninfluential.Doubled, "silent", "# and no more", "nothing uses what is made of it here"),
        (uninfluential.Cropped, "remark", "# half", "the lower half of the input"),
        (uninfluential.Gray, "remark", "# red", "channel 1 and channel 2 of the input"),
    ],
)
def test_what_has_no_influence(made: type[nn.Module], kind: str, code: str, said: str) -> None:
    probe = PAIR if issubclass(made, uninfluential.Two) else IMAGES
    (finding,) = checked(made, probe, only=INFLUENCE).findings
    assert (finding.kind, finding.name) == (kind, "no_influence")
    assert at_line(finding, code, uninfluential.__file__)
    assert said in finding.text


def test_what_is_asked_for_its_size_is_a_remark() -> None:
    (finding,) = checked(uninfluential.Sized, PAIR, only=INFLUENCE).findings
    assert finding.kind == "remark"


@pytest.mark.parametrize("made", [uninfluential.Sound, uninfluential.Zero, uninfluential.Dropping])
def test_what_has_influence(made: type[nn.Module]) -> None:
    assert not checked(made, PAIR, only=INFLUENCE).findings
