"""A case that would take far too long is refused, not tried."""

import pytest

from resnet_fuzz import Case, CaseError
from strategies.layer import Layer
from strategies.loss import Loss, Target
from strategies.surgery import Insert
from strategies.validation import check

WIDE = Insert(site="", layer=Layer("Linear", {"in_features": 1000, "out_features": 100_000}))


def test_a_loss_that_is_quadratic_in_the_classes() -> None:
    target = Target(shape=(2, 100_000))
    case = Case(edits=(WIDE,), loss=Loss("MultiLabelMarginLoss"), target=target)
    with pytest.raises(CaseError, match="square of the number of classes, here 100,000") as caught:
        check(case)
    assert caught.value.field == "$.loss.kind"
    assert check(Case(edits=(WIDE,), loss=Loss("MultiMarginLoss"), target=Target()))
