"""What comes behind a softmax, a sigmoid or a norm is told at its line."""

import pytest
from torch import nn

from tests.check import behind
from tests.check.test_faults import IMAGES, checked
from tests.check.test_misread import MEANING, at_line


@pytest.mark.parametrize(
    ("made", "name", "code"),
    [
        (behind.Behind, "masked_weights", "# times a mask"),
        (behind.Filled, "masked_weights", "# filled"),
        (behind.Triangle, "masked_weights", "# a half"),
        (behind.Pooling, "masked_weights", "# of a mean"),
        (behind.Softened, "softmax_of_softmax", "# twice"),
        (behind.Logarithm, "log_softmax_of_softmax", "# of probabilities"),
        (behind.Squashed, "sigmoid_of_sigmoid", "# of a sigmoid"),
    ],
)
def test_what_comes_behind(made: type[nn.Module], name: str, code: str) -> None:
    (finding,) = checked(made, IMAGES, only=(MEANING,)).findings
    assert (finding.kind, finding.name) == ("silent", name)
    assert at_line(finding, code, behind.__file__)


@pytest.mark.parametrize(
    ("made", "names"),
    [
        (behind.Normed, {"batch_norm_of_batch_norm"}),
        (behind.Floored, {"sigmoid_of_relu"}),
        (behind.Before, set()),
        (behind.Divided, set()),
        (behind.Queries, set()),
        (behind.Largest, set()),
        (behind.PoolingDivided, set()),
        (behind.InTurn, set()),
        (behind.Sharpened, set()),
    ],
)
def test_what_is_meant_is_at_most_a_remark(made: type[nn.Module], names: set[str]) -> None:
    found = checked(made, IMAGES, only=(MEANING,)).findings
    assert {one.kind for one in found} <= {"remark"}
    assert {one.name for one in found} == names
