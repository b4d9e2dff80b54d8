"""What the contract remembers is plain data: no frames, and nothing that was in them."""

import gc

from hypothesis import given

from resnet_fuzz import Case, cases
from strategies.contract import predict
from strategies.rule import RuleViolated


@given(cases())
def test_no_violation_that_is_remembered_keeps_the_frames_that_it_went_through(case: Case) -> None:
    predict(case)
    remembered = [thing for thing in gc.get_objects() if type(thing) is RuleViolated]
    assert all(violated.__traceback__ is None for violated in remembered)
