"""Whatever a case holds, check() returns it or raises a CaseError that names the field."""

from hypothesis import given

from resnet_fuzz import Case, CaseError, cases
from strategies.validation import check
from tests.unit.strategies.strategy import any_cases, odd_cases


def stage_raised(case: Case) -> str | None:
    """Why a case is refused, or None; anything but a CaseError is a fault of ours."""
    try:
        check(case)
    except CaseError as error:
        return str(error)
    return None


@given(any_cases())
def test_a_generated_case_passes_or_is_refused_by_field(case: Case) -> None:
    message = stage_raised(case)
    assert message is None or "`$" in message


@given(odd_cases())
def test_no_value_makes_check_stumble(case: Case) -> None:
    message = stage_raised(case)
    assert message is None or "`$" in message


@given(cases())
def test_a_drawn_case_can_always_be_run(case: Case) -> None:
    assert check(case) == case
