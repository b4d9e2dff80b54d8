"""A backward that is not the slope of its forward is told at its line; one that is meant is not."""

import pytest
from torch import nn

from tests.check import byhand
from tests.check.test_faults import IMAGES, checked
from tests.check.test_misread import at_line

GRADIENTS = ("the gradients",)


@pytest.mark.parametrize(
    ("made", "code", "said"),
    [
        (byhand.Cubed, "# a third", "returns for x is 0.333 times the slope"),
        (byhand.Turned, "# transposed", "returns for x is not the slope"),
    ],
)
def test_a_wrong_backward(made: type[nn.Module], code: str, said: str) -> None:
    (finding,) = checked(made, IMAGES, only=GRADIENTS).findings
    assert (finding.kind, finding.name) == ("silent", "wrong_backward")
    assert at_line(finding, code, byhand.__file__)
    assert said in finding.text


@pytest.mark.parametrize("made", byhand.MEANT, ids=lambda made: str(made.__name__))
def test_a_backward_that_is_meant(made: type[nn.Module]) -> None:
    assert not checked(made, IMAGES, only=GRADIENTS).findings


@pytest.mark.parametrize(
    ("made", "code", "said"),
    [
        (byhand.Scaled, "# no sum", "returns for weight is 0.5 times the slope"),
        (byhand.Halved, "# a sixth", "returns for x is 0.167 times the slope"),
    ],
)
def test_a_multiple_of_what_is_linear_is_a_remark(made: type[nn.Module], code: str, said: str) -> None:
    (finding,) = checked(made, IMAGES, only=GRADIENTS).findings
    assert (finding.kind, finding.name) == ("remark", "wrong_backward")
    assert at_line(finding, code, byhand.__file__)
    assert said in finding.text
